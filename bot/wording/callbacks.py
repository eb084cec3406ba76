"""What the group reads of callbacks 回电."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.long_lists import MOST_LISTED, with_onward
from bot.wording.places import place
from domain.model.callback import Callback
from domain.model.people import Household
from text.days import month_day
from text.phones import mask


def asked(wish: Callback) -> Say:
    """A wish as it comes in, with its button."""
    text = f"☎️ {_who(wish)}要人打电话或上门{_words(wish)}。\n找到人以后按一下。"
    return Say(text, ((Button("已联系", str(ActButton("callback", wish.number))),),))


def listed(wishes: Sequence[Callback], now: datetime) -> Say:
    """Who asked to be called, oldest first, each with its button."""
    if not wishes:
        return Say("没有等回电的户。")
    return _all(f"☎️ 等回电的 {len(wishes)} 户：", wishes, now)


def listed_on(wishes: Sequence[Callback], now: datetime) -> Say:
    """Those behind others that were listed."""
    return _all(f"☎️ 后面的 {len(wishes)} 户：", wishes, now) if wishes else Say("后面没有等回电的户了。")


def neglected(wishes: Sequence[Callback], now: datetime) -> Say:
    """Those that nobody has called after a day."""
    return _all(f"⏰ 还有 {len(wishes)} 户等人打电话或上门：", wishes, now)


def done(wish: Callback) -> str:
    """Somebody was called."""
    waited = "" if wish.done is None else f"，等了{_waited(wish.done - wish.asked)}"
    return f"☎️ {place(wish.household)} {wish.officer}已联系{waited}。"


def not_theirs(household: Household, phone: str) -> str:
    """A number says that it is not the household's any more."""
    home = f"{household.group}-{household.number}"
    return (
        f"📵 {place(household)}登记的号码 {mask(phone)} 回短信说不是这家的，已不再给它发通知、报积分"
        "（是本人发“订阅”恢复）。\n"
        f"核实后请改：/hu 电话 {home} 删 尾号{phone[-4:]}"
    )


def _all(head: str, wishes: Sequence[Callback], now: datetime) -> Say:
    shown = wishes[:MOST_LISTED]
    lines = [head, *(_line(wish, now) for wish in shown)]
    label = "已联系 {}"
    rows = [(Button(label.format(wish.number), str(ActButton("callbacks", wish.number))),) for wish in shown]
    onward = ActButton("callbacks-on", shown[-1].number)
    return with_onward(Say("\n".join(lines), tuple(rows)), len(wishes) - len(shown), "户", onward)


def _line(wish: Callback, now: datetime) -> str:
    asked_at = f"{month_day(wish.asked.date())}{wish.asked:%H:%M}"
    return f"{wish.number}. {_who(wish)}{_words(wish)}，{asked_at}，等了{_waited(now - wish.asked)}"


def _who(wish: Callback) -> str:
    return f"{place(wish.household)}（{mask(wish.phone)}）"


def _words(wish: Callback) -> str:
    return f"，说：“{' '.join(wish.words.split())}”" if wish.words else ""


def _waited(time: timedelta) -> str:
    if time >= timedelta(days=1):
        return f"{time.days}天"
    minutes = max(time // timedelta(minutes=1), 0)
    return f"{minutes // 60}小时" if minutes >= 60 else f"{minutes}分钟"  # noqa: PLR2004 - minutes of an hour
