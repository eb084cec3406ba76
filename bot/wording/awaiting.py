"""The list of what waits for a second officer, with the buttons that settle it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.households import VERBS
from bot.wording.places import day_name, place, signed
from domain.households.wanted import read_wanted
from domain.model.awaited import Awaited, AwaitedKind
from domain.model.people import Household
from text.periods import short_period

MOST_LISTED = 40
"""With two buttons each; a platform takes a hundred."""
LAPSED = "⌛ 两周没有人确认，作废了，要办的请重新发："
_ACTIONS: Mapping[AwaitedKind, Sequence[tuple[str, str]]] = {
    AwaitedKind.AWARD: (("确认", "award"), ("不记了", "award-drop")),
    AwaitedKind.VETO: (("确认否决", "veto"),),
    AwaitedKind.REVERSAL: (("确认撤销", "second"),),
    AwaitedKind.UPHOLD: (("确认", "second"),),
    AwaitedKind.DISMISS: (("确认", "second"),),
    AwaitedKind.GIVING_BACK: (("确认退还", "rectify"), ("不退了", "rectify-drop")),
    AwaitedKind.STOCK: (("确认", "stock"),),
    AwaitedKind.HOUSEHOLD: (("确认", "household"),),
    AwaitedKind.EARLY: (("确认提前结算", "round"),),
    AwaitedKind.WITHDRAWAL: (("确认撤回", "round"),),
}
"""What the buttons say and do; the action has ``waits-`` in front, for they stand in a list."""


def listed(waiting: Sequence[Awaited], today: date) -> list[Say]:
    """What waits, oldest first, only so many at once; nothing where nothing does."""
    if not waiting:
        return []
    shown = waiting[:MOST_LISTED]
    lines = [f"⏳ 等另一位考核人员点“确认”的 {len(waiting)} 件：", *(f"· {_line(one, today)}" for one in shown)]
    if len(waiting) > len(shown):
        lines.append(f"还有 {len(waiting) - len(shown)} 件没列出，办好几件再发 /shen 看。")
    return [Say("\n".join(lines), tuple(_row(one) for one in shown))]


def lapsed(over: Sequence[Awaited], today: date) -> str:
    """What waited too long and is not done any more."""
    return "\n".join([LAPSED, *(f"· {_line(one, today)}" for one in over)])


def _line(one: Awaited, today: date) -> str:
    home = f"{place(one.household)} " if one.household else ""
    return f"{home}{_WHAT[one.kind](one)}（{one.proposer}，{day_name(one.made.date(), today)}提）"


def _row(one: Awaited) -> tuple[Button, ...]:
    which = _which(one)
    return tuple(
        Button(f"{label} {which}", str(ActButton(f"waits-{action}", one.number)))
        for label, action in _ACTIONS[one.kind]
    )


def _which(one: Awaited) -> str:
    """What tells it from the others of the list: #12, 3-12 志2, 异议 5, 大米, 9月."""
    match one.kind:
        case AwaitedKind.VETO | AwaitedKind.REVERSAL | AwaitedKind.GIVING_BACK:
            return f"#{one.subject}"
        case AwaitedKind.UPHOLD | AwaitedKind.DISMISS:
            return f"异议 {one.subject}"
        case AwaitedKind.EARLY | AwaitedKind.WITHDRAWAL:
            return short_period(one.about)
        case AwaitedKind.HOUSEHOLD:
            return f"{_short(one.household)}{_change(one)}"
        case AwaitedKind.STOCK:
            return one.about
        case AwaitedKind.AWARD:
            return f"{_short(one.household)}{one.about}"


def _change(one: Awaited) -> str:
    return VERBS[read_wanted(one.about).kind]


def _short(household: Household | None) -> str:
    return f"{household.group}-{household.number} " if household else ""


_WHAT: Mapping[AwaitedKind, Callable[[Awaited], str]] = {
    AwaitedKind.AWARD: lambda one: f"{one.about}{signed(one.amount)}",
    AwaitedKind.VETO: lambda one: f"一票否决 {one.about}（#{one.subject}）",
    AwaitedKind.REVERSAL: lambda one: f"撤销 #{one.subject}（{_entry(one)}）",
    AwaitedKind.UPHOLD: lambda one: f"异议 {one.subject} 成立（{_entry(one)}）",
    AwaitedKind.DISMISS: lambda one: f"异议 {one.subject} 不成立（{_entry(one)}）",
    AwaitedKind.GIVING_BACK: lambda one: f"#{one.subject} 整改，退还 {one.amount} 分",
    AwaitedKind.STOCK: lambda one: f"{one.about}库存改动 {one.amount:+}",
    AwaitedKind.HOUSEHOLD: _change,
    AwaitedKind.EARLY: lambda one: f"提前结算{short_period(one.about)}",
    AwaitedKind.WITHDRAWAL: lambda one: f"撤回{short_period(one.about)}的结算",
}


def _entry(one: Awaited) -> str:
    return f"{one.about}{signed(one.amount)}" if one.amount else one.about
