"""A sheet from before somebody changed a household by /hu: taking it in would undo that, so the import stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.roster.history import REASON
from app.roster.plan import Plan, RosterChange
from app.sheets.table import row_said
from domain.households.wanted import Place
from domain.model.change import Change, ChangeKind
from storage.cipher import key_of
from text.phones import mask

HOW_TO_GO_ON = (
    "表像是旧的：请在 jifen households export 导出的名册上改。确实要改回去，在群里发 /hu 户主、/hu 电话 或 /hu 搬。"
)
HashOfNumbers = Callable[[int, Sequence[str]], str]
"""Of a household's numbers, as its history keeps it."""
Histories = Mapping[int, Sequence[Change]]
"""By household, as they are stored."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """Looks for what a plan would undo."""

    plan: Plan
    histories: Histories
    hash_of: HashOfNumbers

    def problems(self) -> list[str]:
        """A line for every row that would undo something, and how to go on; none when nothing would."""
        told = {change.at: list(self._undone(change)) for change in self.plan.changes}
        lines = [row_said(at, problems) for at, problems in told.items() if problems]
        return [*lines, HOW_TO_GO_ON] if lines else []

    def _undone(self, change: RosterChange) -> Iterator[str]:
        before, after = change.before, change.after
        if before.head != after.head and (row := self._found(change, after.head, ChangeKind.HEAD)):
            yield f"户主写的是{after.head}，{row.day.isoformat()} 已改为{row.became}"
        place = str(Place(*after.place))
        if before.place != after.place and (row := self._found(change, place, ChangeKind.MOVED, ChangeKind.RETURNED)):
            there = f"{before.place[1]}-{before.place[2]}"
            yield f"{before.head}写在 {after.place[1]}-{after.place[2]}，{row.day.isoformat()} 已搬走，现在在 {there}"
        if before.phones != after.phones and (row := self._with_phones(change)):
            yield f"电话是 {row.day.isoformat()} 改之前的"
        for code in sorted(self._lost_kin(change)):
            yield f"亲属里没有户码 {code}，那是分户、并户时记的，表里也没有那一户"

    def _found(self, change: RosterChange, was: str, *kinds: ChangeKind) -> Change | None:
        """The last row that somebody made and in which that is what was before."""
        return next((row for row in self._made(change, *kinds) if row.was == was), None)

    def _with_phones(self, change: RosterChange) -> Change | None:
        """The same of the phones, in any order; where they are not known again, by what of them is shown."""
        shown, hashed = sorted(map(mask, change.after.phones)), self.hash_of(change.household.id, change.after.phones)
        for row in self._made(change, ChangeKind.PHONES):
            of_one_key = bool(hashed) and key_of(row.was_hash) == key_of(hashed)
            if row.was_hash == hashed if of_one_key else sorted(row.was.split()) == shown:
                return row
        return None

    def _made(self, change: RosterChange, *kinds: ChangeKind) -> Iterator[Change]:
        """Those rows that somebody made, the last one first."""
        rows = reversed(self.histories.get(change.household.id, ()))
        return (row for row in rows if row.kind in kinds and row.reason != REASON)

    def _lost_kin(self, change: RosterChange) -> Iterator[str]:
        """Kin that it has by a split or a joining, of households that the sheet does not know."""
        lost = (change.before.kin or frozenset()) - (change.after.kin or frozenset())
        for other in self.plan.missing:
            if change.after.kin is not None and other.code in lost and self._linked(change.household.id, other.id):
                yield other.code

    def _linked(self, one: int, other: int) -> bool:
        rows = (*self.histories.get(one, ()), *self.histories.get(other, ()))
        return any(row.other and {row.household_id, row.other.id} == {one, other} for row in rows)
