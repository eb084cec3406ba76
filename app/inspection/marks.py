"""A mark of a sheet becomes an entry, once however often the sheet is taken in."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.inspection.proof import keep, put_right
from app.inspection.rows import InspectionRow, ItemMark
from app.inspection.taken import Erased, Gathered, SheetToApply
from bot.wording.refusals import refusal
from domain.entries.award import Award, NothingToTake
from domain.entries.correcting import SettledRound
from domain.entries.recording import record
from domain.entries.second_look import LargeCorrection
from domain.model.entry import Entry, Source
from domain.model.errors import Refused
from domain.model.people import Household, Officer
from domain.ports.store import Store
from domain.ports.town import Town
from domain.scoring.repeats import Repeated
from domain.work import Work
from storage.sheets import SheetEntry, next_key, record_key, sheet_key
from text.days import month_day

_PARTIAL = {"own-household": "是考核员{name}自己家，要别人来看", "kin-household": "是考核员{name}的亲属，要别人来看"}
_EVERY = range(sys.maxsize)
"""Every entry there can be, by number."""
_OWN = "#"
"""Begins the number of a record that is an entry of our own, as ``jifen platform export`` writes it."""


@dataclass(frozen=True, slots=True)
class MarksOfSheet:
    """Takes in the marks of one sheet; ``before`` are the entries of earlier sheets, by the first one's key."""

    store: Store
    town: Town
    sheet: SheetToApply
    before: Mapping[str, Sequence[SheetEntry]]
    now: datetime
    gathered: Gathered

    async def take(self, row: InspectionRow, mark: ItemMark, home: Household, officer: Officer) -> None:
        """Record it, unless an earlier sheet had it. What cannot be recorded is told."""
        earlier = await self._earlier(row, mark, home)
        if earlier is None:
            return
        same = next((entry for entry in earlier if _is_same(entry, row, mark, home)), None)
        if same is not None:
            self.gathered.taken.known += 1
            await self._known(row, same, officer)
            return
        live = next((entry for entry in earlier if entry.live), None)
        if live is not None:
            self._tell(row, f"{mark.item.code} 上次导入的是{_was(live, mark, home)}（#{live.id}），要改请先撤销它")
            return
        await self._record(row, mark, home, officer, next_key(self._first_key(row, mark, home), len(earlier)))

    def note_erased(self, row: InspectionRow, home: Household, officer: Officer) -> None:
        """Which marks the same officer's sheet had for that household and day, whose cells are empty now."""
        for item in sorted(self.sheet.items - {mark.item.code for mark in row.marks}):
            for entry in self.before.get(self._paper_key(row, item, home), ()):
                if entry.live and entry.officer_id == officer.id:
                    self.gathered.taken.erased.append(Erased(row.at, home, entry))

    def _first_key(self, row: InspectionRow, mark: ItemMark, home: Household) -> str:
        if row.record:
            return record_key(self.sheet.unit, row.record)
        return self._paper_key(row, mark.item.code, home)

    def _paper_key(self, row: InspectionRow, item: str, home: Household) -> str:
        return sheet_key(self.sheet.round.id, home.id, item, row.day.isoformat() if row.day else "")

    async def _earlier(self, row: InspectionRow, mark: ItemMark, home: Household) -> Sequence[SheetEntry] | None:
        """What the row was taken in as before; None, and told, when it says to be an entry that there is not."""
        if not row.record.startswith(_OWN):
            return self.before.get(self._first_key(row, mark, home), ())
        number = row.record.removeprefix(_OWN)
        found = await self.store.ledger.get(int(number)) if number.isdecimal() else None
        if found is None or found[1].unit != self.sheet.unit:
            self._tell(row, f"本村没有 {row.record} 这条记分")
            return None
        entry = found[0]
        return [
            SheetEntry(entry.id, entry.household_id, entry.item, entry.points, entry.day, entry.live, entry.officer_id)
        ]

    async def _known(self, row: InspectionRow, entry: SheetEntry, officer: Officer) -> None:
        """A mark that was taken in before: it may have been put right since."""
        found = await self.store.ledger.get(entry.id)
        if row.before and found and found[0].evidence_id is None:
            self.gathered.taken.unshown.append(entry.id)
        if row.after and entry.live:
            await self._put_right(row, entry.id, officer)

    async def _put_right(self, row: InspectionRow, entry: int, officer: Officer) -> None:
        work = Work(self.store, self.town, self.sheet.unit, self.now, f"sheet-photo:{entry}")
        try:
            done = await put_right(work, officer, entry, row)
        except Refused as refused:
            self._tell(row, _problem(refused, officer))
            return
        if done is not None:
            self.gathered.taken.rectified.append(done)

    def _known_already(self, other: Entry, code: str) -> str:
        """A number that is taken back with the whole table is told to nobody."""
        if other.id in {one.entry_id for one in self.gathered.taken.recorded}:
            return f"表里前面有一行，同一户、同一天也是 {code}，确实要记两次请加 --again"
        return f"{other.officer_name}当天已记过 {code}（#{other.id}），确实要再记请加 --again"

    async def _record(self, row: InspectionRow, mark: ItemMark, home: Household, officer: Officer, key: str) -> None:
        round_, code = self.sheet.round, mark.item.code
        work = Work(self.store, self.town, self.sheet.unit, self.now, key)
        award = Award(
            household=home,
            item=code,
            points=mark.points,
            reason=row.reason or "考核表",
            key=key,
            known=_EVERY if self.sheet.again else (),
            anyway=self.sheet.again,
            day=row.day or min(self.now.date(), round_.period.after - timedelta(days=1)),
            source=Source.CLI,
            evidence_id=await keep(work, row.before, f"{key}:before") if row.before else None,
        )
        match await record(work, officer, [award]):
            case Repeated() as again:
                self._tell(row, self._known_already(again.earlier[0], code))
            case NothingToTake():
                self._tell(row, f"{code} 现在是 0 分，没有可扣的，确实要记请加 --again")
            case SettledRound() as settled:
                self._tell(row, f"{settled.round.period.key} 已经结算，要更正请管理专员在群里发 /kou 或 /jia，写上日子")
            case Refused() as refused:
                self._tell(row, _problem(refused, officer))
            case LargeCorrection() as large:
                raise large  # nothing of a sheet corrects a settled round
            case recorded:
                self.gathered.taken.recorded += recorded
                if row.after:
                    await self._put_right(row, recorded[0].entry_id, officer)

    def _tell(self, row: InspectionRow, problem: str) -> None:
        self.gathered.tell(row.at, problem)


def _is_same(entry: SheetEntry, row: InspectionRow, mark: ItemMark, home: Household) -> bool:
    """Whether the row still says what was taken in; on paper household, item and day are what it is known by."""
    on_day = not row.record or entry.day == row.day
    return on_day and (entry.household_id, entry.item, entry.points) == (home.id, mark.item.code, mark.points)


def _was(entry: SheetEntry, mark: ItemMark, home: Household) -> str:
    """What was taken in before, where the row says something else."""
    if (entry.household_id, entry.item) != (home.id, mark.item.code):
        return "另一户或另一项"
    return f"{month_day(entry.day)}{'扣' if entry.points < 0 else '加'} {abs(entry.points)} 分"


def _problem(refused: Refused, officer: Officer) -> str:
    own = _PARTIAL.get(refused.code)
    return own.format(name=officer.name) if own else refusal(refused).rstrip("。")
