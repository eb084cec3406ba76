"""The wording of the last changes 明细, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.model.calendar import Period
from domain.model.people import Household
from domain.model.rulebook import Rulebook
from domain.settlement.card import CardEntry
from sms.listed import Listed
from sms.wording.spoken import dated_period, day_name, household_name, short_name

_OLDER = "更早的看网页，回7"


@dataclass(frozen=True, slots=True)
class DetailLine:
    """A change, the book that it was scored by, and whether it is a veto in force."""

    change: CardEntry
    book: Rulebook
    in_force: bool = False


def detail(
    household: Household, lines: Sequence[DetailLine], today: date, period: Period | None, *, older: bool
) -> tuple[str, Listed | None]:
    """The newest change first, of a ``period`` where one was asked for.

    ``older``: there are more than the lines, or than were looked through.
    """
    if not lines and period is not None and older:
        return f"{household_name(household)}{dated_period(period)}的记录短信里查不到，请看网页，回7。", None
    if not lines and period is not None:
        return f"{household_name(household)}{dated_period(period)}没有加分或扣分的记录。看最近的回2。", None
    if not lines:
        return f"{household_name(household)}还没有加分或扣分的记录。", None
    pieces = [_line(line, today) for line in lines]
    when = "最近" if period is None else dated_period(period)
    return f"{household_name(household)}{when}：\n", Listed([*pieces, *([_OLDER] if older else [])], "条")


def _line(line: DetailLine, today: date) -> str:
    entry = line.change.entry
    text = f"#{entry.id} {day_name(entry.day, today)}{_what(line)}"
    if entry.reversed_by is not None:
        return f"{text}，已撤销"
    reason = " ".join(entry.reason.split())
    return f"{text}：{reason}" if reason else text


def _what(line: DetailLine) -> str:
    entry, counted = line.change.entry, line.change.counted
    veto = line.book.veto_by_code.get(entry.item)
    if entry.reverses is not None:
        return f"撤销#{entry.reverses}" + (f"，{_points(counted)}" if counted else "")
    if veto is not None:
        decided = line.in_force or entry.reversed_by is not None
        return f"一票否决({short_name(veto)})" if decided else f"一票否决({short_name(veto)}，待认定)"
    item = line.book.items.get(entry.item)
    name = short_name(item) if item else entry.item
    capped = "" if counted == entry.points else f"(计{abs(counted)}分)"
    return f"{name}{_points(entry.points)}{capped}"


def _points(points: int) -> str:
    return f"{'加' if points > 0 else '扣'}{abs(points)}分"
