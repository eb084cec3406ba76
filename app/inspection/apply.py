"""Taking an inspection sheet in: every mark becomes an entry, every row a review; all of it or nothing."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from app.inspection.proof import keep, put_right
from app.inspection.rows import InspectionRow, ItemMark
from app.sheets.progress import watched
from app.sheets.table import Position, SheetError, row_said
from bot.wording.refusals import refusal
from domain.entries.award import Award, NothingToTake, Recorded
from domain.entries.correcting import SettledRound
from domain.entries.recording import record
from domain.entries.rectifying import Rectified
from domain.entries.second_look import LargeCorrection
from domain.model.entry import Source
from domain.model.errors import Refused
from domain.model.people import SCORING_ROLES, Household, Officer, check_impartial
from domain.model.round import Round
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
class SheetToApply:
    """A sheet that was read. ``again`` takes marks that another officer gave on the same day as well."""

    unit: str
    round: Round
    rows: Sequence[InspectionRow]
    officer: str
    again: bool


@dataclass(slots=True)
class Taken:
    """What taking it in came to; ``known`` marks were taken in before, ``skipped`` rows had nobody to look at them.

    ``unshown`` are entries known before, to which a photo cannot be added any more.
    """

    recorded: list[Recorded] = field(default_factory=list)
    rectified: list[Rectified] = field(default_factory=list)
    unshown: list[int] = field(default_factory=list)
    known: int = 0
    reviewed: int = 0
    skipped: int = 0


@dataclass(slots=True)
class _Gathered:
    """What the sheets of one book come to together; ``seen`` is where a household stood in a round on a day."""

    taken: Taken = field(default_factory=Taken)
    problems: defaultdict[Position, list[str]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[tuple[int, int, date | None], Position] = field(default_factory=dict)


async def take(
    store: Store,
    town: Town,
    sheets: Sequence[SheetToApply],
    before: Mapping[str, Sequence[SheetEntry]],
    now: datetime,
    homeless: Mapping[Position, Sequence[str]] = MappingProxyType({}),
) -> Taken:
    """Take every row of every sheet in, within one transaction; ``homeless`` says what is wrong with rows of no sheet.

    Raises Refused("bad-rows") with a line for every bad row, SheetError for an officer.
    """
    gathered = _Gathered()
    for at, told in homeless.items():
        gathered.problems[at] += told
    for sheet in sheets:
        await _Intake(store, town, sheet, before, now, gathered).take()
    lines = [row_said(at, told) for at, told in sorted(gathered.problems.items()) if told]
    if lines:
        raise Refused("bad-rows", problems=lines)
    return gathered.taken


class _Intake:
    """One sheet on its way in."""

    def __init__(
        self,
        store: Store,
        town: Town,
        sheet: SheetToApply,
        before: Mapping[str, Sequence[SheetEntry]],
        now: datetime,
        gathered: _Gathered,
    ) -> None:
        self._store = store
        self._town = town
        self._sheet = sheet
        self._before = before
        self._now = now
        self._taken = gathered.taken
        self._problems = gathered.problems
        self._seen = gathered.seen

    async def take(self) -> None:
        """Take every row in. Raises SheetError for the officer."""
        households = await self._store.roster.of_unit(self._sheet.unit)
        by_code = {home.code: home for home in households}
        by_place = {(home.group, home.number): home for home in households}
        officers = await self._officers()
        rows, name = self._sheet.rows, self._sheet.officer
        if name and not all(row.officer for row in rows) and (problem := _unfit(name, officers)):
            raise SheetError(problem)
        for row in watched(rows, "正在记分", len(rows)):
            self._problems[row.at] += row.problems
            home = self._household(row, by_code, by_place)
            officer = self._officer(row, officers)
            if home is not None and officer is not None:
                await self._row(row, home, officer)

    async def _officers(self) -> dict[str, list[Officer]]:
        named: dict[str, list[Officer]] = {}
        for officer in await self._store.officers.of_unit(self._sheet.unit):
            if officer.role in SCORING_ROLES:
                named.setdefault(officer.name.replace(" ", ""), []).append(officer)
        return named

    def _officer(self, row: InspectionRow, officers: Mapping[str, Sequence[Officer]]) -> Officer | None:
        name = row.officer or self._sheet.officer
        problem = _unfit(name, officers) if name else "没写考核员"
        if problem is None:
            return officers[name][0]
        self._problems[row.at].append(problem)
        return None

    def _household(
        self, row: InspectionRow, by_code: Mapping[str, Household], by_place: Mapping[tuple[int, int], Household]
    ) -> Household | None:
        if row.code is None and row.place is None:
            return None
        problems = self._problems[row.at]
        home = by_code.get(row.code) if row.code else by_place.get(row.place or (0, 0))
        if home is None:
            said = f"户码 {row.code}" if row.code else "{} 组 {} 号".format(*(row.place or (0, 0)))
            problems.append(f"本村没有 {said} 这一户")
            return None
        if row.place and row.place != (home.group, home.number):
            problems.append(f"户码 {home.code} 是 {home.group}-{home.number}，不是 {row.place[0]}-{row.place[1]}")
        elif row.head and row.head != home.head.replace(" ", ""):
            problems.append(f"{home.group}-{home.number} 的户主是{home.head}，不是{row.head}")
        first = self._seen.setdefault((self._sheet.round.id, home.id, row.day), row.at)
        if first != row.at and not row.record:
            problems.append(f"{home.group}-{home.number} 与{first}重复")
            return None
        return home

    async def _row(self, row: InspectionRow, home: Household, officer: Officer) -> None:
        for mark in row.marks:
            await self._mark(row, mark, home, officer)
        try:
            check_impartial(officer, home, await self._store.roster.kin(home.id))
        except Refused:
            self._taken.skipped += 1
            return
        if self._sheet.round.state != "open":
            return
        locked = await self._store.scores.lock(home.id, self._sheet.round.id)
        if locked is None or locked.score is None:
            self._taken.skipped += 1
            return
        noted = await self._store.reviews.note(home.id, self._sheet.round.id, officer.id, officer.name, self._now)
        self._taken.reviewed += noted

    async def _mark(self, row: InspectionRow, mark: ItemMark, home: Household, officer: Officer) -> None:
        earlier = await self._earlier(row, mark, home)
        if earlier is None:
            return
        same = next((entry for entry in earlier if _is_same(entry, row, mark, home)), None)
        if same is not None:
            self._taken.known += 1
            await self._known(row, same, officer)
            return
        live = next((entry for entry in earlier if entry.live), None)
        if live is not None:
            self._tell(row, f"{mark.item.code} 上次导入的是{_was(live, mark, home)}（#{live.id}），要改请先撤销它")
            return
        await self._record(row, mark, home, officer, next_key(self._first_key(row, mark, home), len(earlier)))

    def _first_key(self, row: InspectionRow, mark: ItemMark, home: Household) -> str:
        if row.record:
            return record_key(self._sheet.unit, row.record)
        written = row.day.isoformat() if row.day else ""
        return sheet_key(self._sheet.round.id, home.id, mark.item.code, written)

    async def _earlier(self, row: InspectionRow, mark: ItemMark, home: Household) -> Sequence[SheetEntry] | None:
        """What the row was taken in as before; None, and told, when it says to be an entry that there is not."""
        if not row.record.startswith(_OWN):
            return self._before.get(self._first_key(row, mark, home), ())
        number = row.record.removeprefix(_OWN)
        found = await self._store.ledger.get(int(number)) if number.isdecimal() else None
        if found is None or found[1].unit != self._sheet.unit:
            self._tell(row, f"本村没有 {row.record} 这条记分")
            return None
        entry = found[0]
        return [SheetEntry(entry.id, entry.household_id, entry.item, entry.points, entry.day, entry.live)]

    async def _known(self, row: InspectionRow, entry: SheetEntry, officer: Officer) -> None:
        """A mark that was taken in before: it may have been put right since."""
        found = await self._store.ledger.get(entry.id)
        if row.before and found and found[0].evidence_id is None:
            self._taken.unshown.append(entry.id)
        if row.after and entry.live:
            await self._put_right(row, entry.id, officer)

    async def _put_right(self, row: InspectionRow, entry: int, officer: Officer) -> None:
        work = Work(self._store, self._town, self._sheet.unit, self._now, f"sheet-photo:{entry}")
        try:
            done = await put_right(work, officer, entry, row)
        except Refused as refused:
            self._tell(row, _problem(refused, officer))
            return
        if done is not None:
            self._taken.rectified.append(done)

    async def _record(self, row: InspectionRow, mark: ItemMark, home: Household, officer: Officer, key: str) -> None:
        round_, code = self._sheet.round, mark.item.code
        work = Work(self._store, self._town, self._sheet.unit, self._now, key)
        award = Award(
            household=home,
            item=code,
            points=mark.points,
            reason=row.reason or "考核表",
            key=key,
            known=_EVERY if self._sheet.again else (),
            anyway=self._sheet.again,
            day=row.day or min(self._now.date(), round_.period.after - timedelta(days=1)),
            source=Source.CLI,
            evidence_id=await keep(work, row.before, f"{key}:before") if row.before else None,
        )
        match await record(work, officer, [award]):
            case Repeated() as again:
                other = again.earlier[0]
                self._tell(row, f"{other.officer_name}当天已记过 {code}（#{other.id}），确实要再记请加 --again")
            case NothingToTake():
                self._tell(row, f"{code} 现在是 0 分，没有可扣的，确实要记请加 --again")
            case SettledRound() as settled:
                self._tell(row, f"{settled.round.period.key} 已经结算，要更正请管理专员在群里发 /kou 或 /jia，写上日子")
            case Refused() as refused:
                self._tell(row, _problem(refused, officer))
            case LargeCorrection() as large:
                raise large  # nothing of a sheet corrects a settled round
            case recorded:
                self._taken.recorded += recorded
                if row.after:
                    await self._put_right(row, recorded[0].entry_id, officer)

    def _tell(self, row: InspectionRow, problem: str) -> None:
        told = self._problems[row.at]
        if problem not in told:
            told.append(problem)


def _is_same(entry: SheetEntry, row: InspectionRow, mark: ItemMark, home: Household) -> bool:
    """Whether the row still says what was taken in; on paper household, item and day are what it is known by."""
    on_day = not row.record or entry.day == row.day
    return on_day and (entry.household_id, entry.item, entry.points) == (home.id, mark.item.code, mark.points)


def _was(entry: SheetEntry, mark: ItemMark, home: Household) -> str:
    """What was taken in before, where the row says something else."""
    if (entry.household_id, entry.item) != (home.id, mark.item.code):
        return "另一户或另一项"
    return f"{month_day(entry.day)}{'扣' if entry.points < 0 else '加'} {abs(entry.points)} 分"


def _unfit(name: str, officers: Mapping[str, Sequence[Officer]]) -> str | None:
    """Why nobody can be told by that name, None when somebody can."""
    match len(officers.get(name, ())):
        case 0:
            return f"本村没有叫“{name}”的考核员，受邀的人要先用邀请码加入"
        case 1:
            return None
        case _:
            return f"本村有两位考核员叫“{name}”"


def _problem(refused: Refused, officer: Officer) -> str:
    own = _PARTIAL.get(refused.code)
    return own.format(name=officer.name) if own else refusal(refused).rstrip("。")
