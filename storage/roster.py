"""Households, their phones and kin."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from domain.model.people import Household, NewHousehold
from storage import digests
from storage.database import Connection, Dialect, Row
from storage.engine.hiding import NoKeyError
from storage.number_failures import take_up_new
from storage.optouts import take_as_new
from storage.released_numbers import keep_those_given, note_numbers_of
from text.names import folded_names

_ASIDE = 1_000_000
"""Added to a number while households change places: no two may share one even for a moment."""

_PAGE = 500
"""Codes of one statement."""

HOUSEHOLD = "h.id, h.code, h.unit_code, h.grp, h.number, h.head, h.left_on"
_HERE = "h.left_on IS NULL"
_CHOSEN = f"SELECT {HOUSEHOLD} FROM households h WHERE {{}} ORDER BY h.grp, h.number"
AT = _CHOSEN.format(f"{_HERE} AND h.unit_code = $1 AND h.grp = $2 AND h.number = $3")
BY_HEAD = _CHOSEN.format(f"{_HERE} AND h.unit_code = $1 AND h.head = $2")
BY_CODE = _CHOSEN.format("h.code = $1")
KIN = (
    f"SELECT {HOUSEHOLD} FROM kin k JOIN households h ON h.id = k.kin_id WHERE k.household_id = $1"
    " ORDER BY h.grp, h.number"
)
_BETWEEN = "\x1f"
"""A character that no name has."""
_OF_UNIT = f"(head, '{_BETWEEN}') AS heads FROM households h WHERE {_HERE} AND h.unit_code = $1"
HEADS: Final[dict[Dialect, str]] = {
    "sqlite": f"SELECT GROUP_CONCAT{_OF_UNIT}",
    "postgres": f"SELECT STRING_AGG{_OF_UNIT}",
}
"""All names of a unit as one text, in any order: to sort them took half of the time."""


def as_household(row: Row) -> Household:
    """A household from a row that holds the columns ``HOUSEHOLD``."""
    left = row["left_on"]
    return Household(
        id=row["id"],
        code=row["code"],
        unit=row["unit_code"],
        group=row["grp"],
        number=row["number"],
        head=row["head"],
        left=None if left is None else date.fromisoformat(left),
    )


@lru_cache(maxsize=1024)
def _folded(names: str) -> str:
    """Of a unit's names, each in a line. Kept for the thousand units of a county, some megabytes in all: sets would
    take ten times as much, and with few of them each message of another unit would fold its names anew.
    """
    return folded_names(names.replace("\n", " ").replace(_BETWEEN, "\n"))


@dataclass(frozen=True, slots=True)
class SqlRoster:
    """``domain.ports.roster.Roster`` on SQL."""

    connection: Connection

    async def _select(self, condition: str, *args: object) -> list[Household]:
        return await self._households(_CHOSEN.format(condition), *args)

    async def _households(self, sql: str, *args: object) -> list[Household]:
        return [as_household(row) for row in await self.connection.fetch(sql, *args)]

    async def at(self, unit: str, group: int, number: int) -> Household | None:
        """The household that lives at 3组12号."""
        return _one(await self._households(AT, unit, group, number))

    async def by_code(self, code: str) -> Household | None:
        """The household with that code, whichever unit it is in, also when it has left."""
        return _one(await self._households(BY_CODE, code))

    async def by_id(self, household_id: int) -> Household:
        """The household with that id. Raises LookupError."""
        found = _one(await self._select("h.id = $1", household_id))
        if found is None:
            raise LookupError(f"no household {household_id}")
        return found

    async def joined(self, household_id: int) -> date:
        """The first day on which the household is scored. Raises LookupError."""
        rows = await self.connection.fetch("SELECT joined_on FROM households WHERE id = $1", household_id)
        if not rows:
            raise LookupError(f"no household {household_id}")
        return date.fromisoformat(rows[0]["joined_on"])

    async def by_head(self, unit: str, head: str) -> Sequence[Household]:
        """All households of the unit with exactly that head."""
        return await self._households(BY_HEAD, unit, head)

    async def by_tail(self, unit: str, digits: str) -> Sequence[Household]:
        """All households of the unit with a phone ending in those digits."""
        phones = "SELECT p.household_id FROM household_phones p WHERE p.tail = $2"
        return await self._select(f"{_HERE} AND h.unit_code = $1 AND h.id IN ({phones})", unit, self._tail(digits))

    async def by_phone(self, phone: str) -> Sequence[Household]:
        """All households with that phone (E.164)."""
        phones = "SELECT p.household_id FROM household_phones p WHERE p.phone = $1"
        return await self._select(f"{_HERE} AND h.id IN ({phones})", phone)

    async def heads_among(self, unit: str, words: Collection[str]) -> frozenset[str]:
        """Which of those folded words are the folded name of a head that lives in the unit; what every command asks.

        The names come as one text, and it is folded once as long as it stays the same: three hundred rows, each shown
        and folded, took a tenth of the time of a ``/kou``.
        """
        (row,) = await self.connection.fetch(HEADS[self.connection.dialect], unit)
        return frozenset(words).intersection(_folded(row["heads"] or "").split("\n")) - {""}

    async def heads(self, unit: str, among: Sequence[str] | None = None) -> Sequence[str]:
        """The heads' names of the unit, or those of ``among`` that are one."""
        sql = "SELECT DISTINCT head FROM households WHERE unit_code = $1 AND left_on IS NULL"
        if among is not None:
            if not among:
                return []
            sql += f" AND head IN ({', '.join(f'${i}' for i in range(2, len(among) + 2))})"
        return [row["head"] for row in await self.connection.fetch(sql, unit, *(among or ()))]

    async def kin(self, household_id: int) -> tuple[Household, ...]:
        """The households marked as kin of that one."""
        return tuple(await self._households(KIN, household_id))

    async def of_unit(self, unit: str) -> Sequence[Household]:
        """All households that live in the unit, by group and number."""
        return await self._select(f"{_HERE} AND h.unit_code = $1", unit)

    async def gone_of_unit(self, unit: str) -> Sequence[Household]:
        """All that have left the unit."""
        return await self._select("h.left_on IS NOT NULL AND h.unit_code = $1", unit)

    async def ever_of_unit(self, unit: str) -> Sequence[Household]:
        """All that live or lived in the unit, by group and number: those of its rounds."""
        return await self._select("h.unit_code = $1", unit)

    async def phones(self, household_id: int) -> Sequence[str]:
        """The household's numbers, none once it has left; the first that takes texts gets the notices."""
        here = "household_id IN (SELECT id FROM households WHERE left_on IS NULL)"
        sql = f"SELECT phone FROM household_phones WHERE household_id = $1 AND {here} ORDER BY position"
        return [row["phone"] for row in await self.connection.fetch(sql, household_id)]

    async def phones_of_unit(self, unit: str) -> dict[int, list[str]]:
        """The phones of every household of the unit by household id, in the order of the roster."""
        rows = await self.connection.fetch(
            "SELECT p.household_id, p.phone FROM household_phones p JOIN households h ON h.id = p.household_id"
            " WHERE h.unit_code = $1 AND h.left_on IS NULL ORDER BY p.household_id, p.position",
            unit,
        )
        phones: dict[int, list[str]] = {}
        for household, phone in rows:
            phones.setdefault(household, []).append(phone)
        return phones

    async def codes(self) -> set[str]:
        """Every household code in the deployment."""
        return {row["code"] for row in await self.connection.fetch("SELECT code FROM households")}

    async def add(self, households: Sequence[NewHousehold]) -> None:
        """Store new households."""
        await self.connection.execute_many(
            "INSERT INTO households (code, unit_code, grp, number, head, joined_round, joined_on)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                (h.code, h.unit, h.group, h.number, h.head, h.joined.isoformat()[:7], h.joined.isoformat())
                for h in households
            ],
        )
        codes = [home.code for home in households]
        for start in range(0, len(codes), _PAGE):
            page = codes[start : start + _PAGE]
            places = ", ".join(f"${place}" for place in range(1, len(page) + 1))
            added = await self.connection.fetch(f"SELECT id FROM households WHERE code IN ({places})", *page)
            await digests.note(self.connection, "households", [row["id"] for row in added])

    async def ids(self) -> dict[str, int]:
        """The id of every household in the deployment by its code."""
        return {row["code"]: row["id"] for row in await self.connection.fetch("SELECT code, id FROM households")}

    async def update(self, households: Sequence[Household]) -> None:
        """New heads and places of stored households; they may change places among themselves."""
        aside = [(home.number + _ASIDE, home.id) for home in households]
        await self.connection.execute_many("UPDATE households SET number = $1 WHERE id = $2", aside)
        await self.connection.execute_many(
            "UPDATE households SET grp = $1, number = $2, head = $3 WHERE id = $4",
            [(home.group, home.number, home.head, home.id) for home in households],
        )
        await digests.note(self.connection, "households", [home.id for home in households])

    async def replace_phones(self, phones: Mapping[int, Sequence[str]]) -> None:
        """Replace these households' phones, by id; the first that takes texts gets the notices."""
        await take_up_new(self.connection, phones)
        await take_as_new(self.connection, phones)
        await note_numbers_of(self.connection, phones)
        await self.connection.execute_many(
            "DELETE FROM household_phones WHERE household_id = $1", [(home,) for home in phones]
        )
        await self.connection.execute_many(
            "INSERT INTO household_phones (household_id, phone, tail, position) VALUES ($1, $2, $3, $4)",
            [
                (home, phone, self._tail(phone), position)
                for home, numbers in phones.items()
                for position, phone in enumerate(numbers)
            ],
        )
        await keep_those_given(self.connection)
        await digests.note(self.connection, "household_phones", phones)

    def _tail(self, number: str) -> str:
        cipher = self.connection.cipher
        if cipher is None:
            raise NoKeyError
        return cipher.tail(number)


def _one(found: list[Household]) -> Household | None:
    return found[0] if found else None
