"""The households of units: as a list to look at, and as the very sheet that an import reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.reports.formats import Cell, Columns
from domain.model.people import Household
from storage.kin import SqlKin
from storage.roster import SqlRoster
from text.phones import mask, written

HEADINGS = ("单位", "户码", "组", "号", "户主", "电话", "亲属")
_EXAMPLE: Sequence[Cell] = (
    "例：秦望村（填好后删掉这一行）",
    "",
    3,
    12,
    "王建国",
    "13800000000;02157212345",
    "10043;3-13",
)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A household with its unit's name, its phones (E.164) and the codes of its kin."""

    unit: str
    household: Household
    phones: Sequence[str]
    kin: Sequence[str]


async def read_homes(roster: SqlRoster, unit: str, name: str, *, left: bool = False) -> list[RosterLine]:
    """Everybody who lives in the unit, by group and number; ``left``: those who have left it, instead.

    Of their kin, whoever lives in any unit: an import compares these, and leaves kin who have left as they are.
    """
    phones, kin = await roster.phones_of_unit(unit), await SqlKin(roster.connection).of_unit(unit)
    everybody = await roster.ever_of_unit(unit)
    related = {other for others in kin.values() for other in others}
    elsewhere = [await roster.by_id(one) for one in sorted(related - {home.id for home in everybody})]
    codes = {home.id: home.code for home in (*everybody, *elsewhere) if home.left is None}
    chosen = [home for home in everybody if home.unit == unit and (home.left is not None) == left]
    return [
        RosterLine(
            name, home, phones.get(home.id, ()), sorted(codes[one] for one in kin.get(home.id, ()) if one in codes)
        )
        for home in chosen
    ]


def record(home: RosterLine) -> Mapping[str, object]:
    """For programs; of the phones only what may be shown."""
    one = home.household
    return {
        "household": one.code,
        "unit": one.unit,
        "group": one.group,
        "number": one.number,
        "head": one.head,
        "phones": [mask(phone) for phone in home.phones],
        "kin": list(home.kin),
        "left": one.left.isoformat() if one.left else None,
    }


def columns(homes: Sequence[RosterLine]) -> Columns:
    """For people; of the phones only what may be shown."""
    headings = ["户码", "组", "号", "户主", "电话", "亲属", "迁出"]
    rows: list[Sequence[Cell]] = [
        [
            home.household.code,
            home.household.group,
            home.household.number,
            home.household.head,
            "；".join(map(mask, home.phones)) or None,
            "；".join(home.kin) or None,
            home.household.left.isoformat() if home.household.left else None,
        ]
        for home in homes
    ]
    return Columns(headings, rows, {1, 2})


def sheet(homes: Sequence[RosterLine]) -> Columns:
    """Exactly what an import reads, phones in full."""
    rows: list[Sequence[Cell]] = [
        [
            home.unit,
            home.household.code,
            home.household.group,
            home.household.number,
            home.household.head,
            ";".join(map(written, home.phones)),
            ";".join(home.kin),
        ]
        for home in homes
    ]
    return Columns(HEADINGS, rows, {2, 3})


def template() -> Columns:
    """The columns and one example, which an import refuses by name as long as it is there."""
    return Columns(HEADINGS, [_EXAMPLE])
