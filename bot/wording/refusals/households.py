"""What cannot be changed about a household, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.wording.places import place
from bot.wording.refusals.saying import Sayings
from text.days import month_day
from text.periods import short_period
from text.phones import mask

_LONGEST_QUOTED = 30
"""Characters of what was written for a name that are said back."""


def _still_open(d: Mapping[str, Any]) -> str:
    claims = "、".join(f"申报 {number}（/shen）" for number in d["claims"])
    objections = "、".join(f"异议 {number}（/yi）" for number in d["objections"])
    named = "、".join(filter(None, (claims, objections)))
    return f"{place(d['household'])}还有没答复的：{named}，请先答复再迁出。"


def _left(d: Mapping[str, Any]) -> str:
    home = d["household"]
    return f"{place(home)}（户码 {home.code}）{month_day(home.left)}起已迁出，看档案发：/hu {home.code}"


HOUSEHOLDS: Sayings = {
    "household-left": _left,
    "not-left": lambda d: f"{place(d['household'])}没有迁出，不用迁回。",
    "lives-elsewhere": lambda d: (
        f"{place(d['household'])}已搬到别的村（户码 {d['other'].code}），要回来请找维护人员从那边搬回。"
    ),
    "still-open": _still_open,
    "place-taken": lambda d: (
        f"{d['household'].group}-{d['household'].number} 住着{d['household'].head}，请写别的组号。"
    ),
    "place-is-so": lambda d: f"{place(d['household'])}本来就在那里。",
    "head-is-so": lambda d: f"{place(d['household'])}的户主本来就是{d['household'].head}。",
    "other-head": lambda d: f"{place(d['household'])}的户主不是{d['named']}，请核对后再发。",
    "bad-head": lambda d: f"户主“{_short(d['head'])}”不像姓名，请写 1 到 30 个字，不带数字。",
    "phones-are-so": lambda d: f"{place(d['household'])}的电话本来就是这样。",
    "no-such-phone": lambda d: f"{place(d['household'])}没有 {_shown(d['phone'])} 这个号码，看电话发：/hu {_where(d)}",
    "too-many-phones": lambda d: f"一户最多登记 {d['most']} 个电话。",
    "same-household": lambda _: "并户要写两个不同的户。",
    "before-joined": lambda d: f"{month_day(d['day'])}时这一户还没有登记，{d['joined'].isoformat()} 才入册。",
    "before-left": lambda d: f"{month_day(d['household'].left)}才迁出，迁回的日子不能更早。",
    "day-settled": lambda d: (
        f"{month_day(d['day'])}在{short_period(d['round'])}，那一轮已经结算，日子请写{month_day(d['first'])}或以后。"
    ),
    "excused-for-long": lambda d: f"{place(d['household'])}已经是长期免考，恢复请发：/jie 考 {_where(d)}",
}


def _where(d: Mapping[str, Any]) -> str:
    return f"{d['household'].group}-{d['household'].number}"


def _shown(phone: str) -> str:
    return mask(phone) if phone.startswith("+") else f"尾号{phone}"


def _short(head: str) -> str:
    return head if len(head) <= _LONGEST_QUOTED else f"{head[:_LONGEST_QUOTED]}…"
