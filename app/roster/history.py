"""What an import changes, as rows of the households' histories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.roster.plan import Plan, RosterState
from domain.households.wanted import Place
from domain.model.change import ChangeKind, NewChange

REASON = "导入名册"
"""What a row of the history says that an import made."""
_NOBODY = RosterState(("", 0, 0), "", (), None)


def changes_of(plan: Plan, ids: Mapping[str, int], today: date) -> list[NewChange]:
    """A row for every place, head and phone that is new or changes; ``ids`` by household code."""
    found = [row for new in plan.additions for row in _rows(ids[new.code], _NOBODY, new.state, today)]
    for change in plan.changes:
        found += _rows(change.household.id, change.before, change.after, today)
    return found


def _rows(household: int, before: RosterState, after: RosterState, today: date) -> Iterator[NewChange]:
    if before is _NOBODY:
        yield NewChange(household, ChangeKind.CAME, today, "", _place(after), REASON)
    elif before.place != after.place:
        yield NewChange(household, ChangeKind.MOVED, today, _place(before), _place(after), REASON)
    if before.head != after.head:
        yield NewChange(household, ChangeKind.HEAD, today, before.head, after.head, REASON)
    if before.phones != after.phones:
        phones = " ".join(before.phones), " ".join(after.phones)
        yield NewChange(household, ChangeKind.PHONES, today, *phones, REASON)


def _place(state: RosterState) -> str:
    return str(Place(*state.place))
