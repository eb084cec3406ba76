"""Whom a row of a sheet is about: the household, and the officer who looked at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.inspection.rows import InspectionRow
from app.inspection.taken import Gathered, SheetToApply
from app.sheets.table import Position, SheetError
from domain.model.people import SCORING_ROLES, Household, Officer
from domain.ports.store import Store


class Named:
    """Households and officers of a unit, by what a sheet calls them. What is wrong with a row is told."""

    def __init__(
        self, sheet: SheetToApply, households: Sequence[Household], officers: Sequence[Officer], gathered: Gathered
    ) -> None:
        self._sheet = sheet
        self._gathered = gathered
        self._by_code = {home.code: home for home in households}
        self._by_place = {(home.group, home.number): home for home in households}
        self._officers: dict[str, list[Officer]] = {}
        for officer in officers:
            if officer.role in SCORING_ROLES:
                self._officers.setdefault(officer.name.replace(" ", ""), []).append(officer)

    def check_officer(self) -> None:
        """Raises SheetError when a row names nobody and whom the sheet names cannot be told."""
        rows, name = self._sheet.rows, self._sheet.officer
        if name and not all(row.officer for row in rows) and (problem := _unfit(name, self._officers)):
            raise SheetError(problem)

    def officer(self, row: InspectionRow) -> Officer | None:
        """Who looked at the row's household."""
        name = row.officer or self._sheet.officer
        problem = _unfit(name, self._officers) if name else "没写考核员"
        if problem is None:
            return self._officers[name][0]
        self._gathered.problems[row.at].append(problem)
        return None

    def household(self, row: InspectionRow) -> Household | None:
        """Whom the row is about; no other row of the round and day may be about it, unless it has a number."""
        if row.code is None and row.place is None:
            return None
        problems = self._gathered.problems[row.at]
        home = self._by_code.get(row.code) if row.code else self._by_place.get(row.place or (0, 0))
        if home is None:
            said = f"户码 {row.code}" if row.code else "{} 组 {} 号".format(*(row.place or (0, 0)))
            problems.append(f"本村没有 {said} 这一户")
            return None
        if row.place and row.place != (home.group, home.number):
            problems.append(f"户码 {home.code} 是 {home.group}-{home.number}，不是 {row.place[0]}-{row.place[1]}")
        elif row.head and row.head != home.head.replace(" ", ""):
            problems.append(f"{home.group}-{home.number} 的户主是{home.head}，不是{row.head}")
        first = self._first(row, home)
        if first is not None and not row.record:
            problems.append(f"{home.group}-{home.number} 与{first}重复")
            return None
        return home

    def _first(self, row: InspectionRow, home: Household) -> Position | None:
        """Where the household stood before, on the same day and for an item of this row's."""
        seen = self._gathered.seen.setdefault((self._sheet.round.id, home.id, row.day), {})
        first = next((at for about, at in seen.items() if about == row.about or not (about and row.about)), None)
        seen.setdefault(row.about, row.at)
        return first


async def read_named(store: Store, sheet: SheetToApply, gathered: Gathered) -> Named:
    """Those of the sheet's unit."""
    households = await store.roster.of_unit(sheet.unit)
    return Named(sheet, households, await store.officers.of_unit(sheet.unit), gathered)


def _unfit(name: str, officers: Mapping[str, Sequence[Officer]]) -> str | None:
    """Why nobody can be told by that name, None when somebody can."""
    match len(officers.get(name, ())):
        case 0:
            return f"本村没有叫“{name}”的考核员，受邀的人要先用邀请码加入"
        case 1:
            return None
        case _:
            return f"本村有两位考核员叫“{name}”"
