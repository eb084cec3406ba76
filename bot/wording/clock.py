"""What is said of a clock that has jumped."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.model.trust import Trust
from domain.town.trust import LONGEST_STOP

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def told(trust: Trust, now: datetime) -> str:
    """To the supervisors: what was noticed, and what to do."""
    if trust.right:
        return f"✅ 系统时钟已经正常（{now:%Y-%m-%d %H:%M}），停下的事接着办。"
    return f"⚠️ {held(trust)}现在显示 {now:%Y-%m-%d %H:%M}。"


def stood_still(since: datetime, now: datetime) -> str:
    """To the supervisors: the program starts after a stop, and does what came due meanwhile."""
    return (
        f"ℹ️ 系统停了{_long(now - since)}（{since:%Y-%m-%d %H:%M} 到 {now:%Y-%m-%d %H:%M}），到期的事现在接着办。"
        "没停这么久的，是时钟不对：请马上停下服务，把时间改对再开。"
    )


def not_opened(jumped: timedelta, now: datetime) -> str:
    """To an officer whose command needs a month or a day that only such a clock says has begun."""
    return (
        f"{_what(jumped)}，显示 {now:%Y-%m-%d %H:%M}，到日子才办的先停着，这条没有办。"
        "请让管理系统的人核对时间，好了以后再发一次。"
    )


def held(trust: Trust) -> str:
    """What is held and why, as one line."""
    return (
        f"{_what(trust.jumped)}，到期生效、自动结算、年终结清、清零和自动短信都先停下。"
        "时间不对的，请把时间改对，会自动接着办；时间对的，请在服务器上运行 jifen clock accept。"
    )


def _what(jumped: timedelta) -> str:
    off = f"系统时钟突然{_way(jumped)}了{_long(abs(jumped))}"
    return f"{off}，或者系统停了这么久" if jumped > LONGEST_STOP else off


def _way(jumped: timedelta) -> str:
    return "快" if jumped > timedelta(0) else "慢"


def _long(length: timedelta) -> str:
    """8天, 1小时, 20分钟: the largest unit that there is one of."""
    for unit, name in ((_DAY, "天"), (_HOUR, "小时"), (_MINUTE, "分钟")):
        if length >= unit:
            return f"{round(length / unit)}{name}"
    return f"{length.seconds}秒"
