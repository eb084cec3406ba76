"""What a database tells of itself: rows that name what is not there, and rows that belong to two units at once.

PostgreSQL refuses a dangling row whoever writes it. SQLite does so only for connections that ask for it, and the tools
with which people edit a file by hand do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from storage.database import Connection, Row
from storage.migrate import known

_OF_ONE_UNIT = ("scores", "accounts", "entries", "claims", "objections", "notices")
"""Tables with a household and, so that looking things up is quick, its unit as well."""


_TRIGGER: Final = {
    "sqlite": re.compile(r"^(?P<body>CREATE TRIGGER (?P<name>\w+) .*?^END);$", re.DOTALL | re.MULTILINE),
    "postgres": re.compile(r"^(?P<body>CREATE TRIGGER (?P<name>\w+) .*?);$", re.DOTALL | re.MULTILINE),
}
_DROPPED: Final = re.compile(r"^DROP TRIGGER (?:IF EXISTS )?(\w+)", re.MULTILINE)
_ON: Final = "on"
_TRIGGERS: Final = {
    "sqlite": "SELECT name, sql AS body FROM sqlite_master WHERE type = 'trigger'",
    "postgres": f"SELECT tgname AS name, CASE tgenabled WHEN 'O' THEN '{_ON}' END AS body FROM pg_trigger"
    " WHERE NOT tgisinternal",
}


@dataclass(frozen=True, slots=True)
class Dangling:
    """Rows of a table that name a row of another one which is not there: the first of them, and how many."""

    table: str
    parent: str
    row: int
    many: int


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that says another unit than its household does."""

    table: str
    row: int
    stored: str
    wanted: str


@dataclass(frozen=True, slots=True)
class SqlIntegrity:
    """Reads within one snapshot."""

    connection: Connection

    async def dangling(self) -> Sequence[Dangling]:
        """Rows that name what is not there, by table and what they name."""
        found: dict[tuple[str, str], Dangling] = {}
        for row in await self._violations():
            key = (row["table"], row["parent"])
            first = found[key] if key in found else Dangling(*key, row["rowid"], 0)
            found[key] = Dangling(*key, min(first.row, row["rowid"]), first.many + 1)
        return list(found.values())

    async def strays(self) -> Sequence[Stray]:
        """Rows whose unit is not that of their household."""
        return [
            Stray(table, row["id"], row["stored"], row["wanted"])
            for table in _OF_ONE_UNIT
            for row in await self.connection.fetch(
                f"SELECT t.id, t.unit_code AS stored, h.unit_code AS wanted FROM {table} t"
                " JOIN households h ON h.id = t.household_id WHERE t.unit_code <> h.unit_code ORDER BY t.id"
            )
        ]

    async def lone_transfers(self) -> Sequence[str]:
        """What points went from one household to another for, where as many did not leave as arrived."""
        rows = await self.connection.fetch(
            "SELECT REPLACE(REPLACE(key, ':in', ''), ':out', '') AS cause FROM postings WHERE kind = 'transfer'"
            " GROUP BY REPLACE(REPLACE(key, ':in', ''), ':out', '') HAVING SUM(points) <> 0 OR COUNT(*) <> 2 ORDER BY 1"
        )
        return [row["cause"] for row in rows]

    async def one_sided_kin(self) -> Sequence[tuple[str, str]]:
        """Household codes of kin that are so in one direction only."""
        rows = await self.connection.fetch(
            "SELECT h.code AS one, o.code AS other FROM kin k"
            " JOIN households h ON h.id = k.household_id JOIN households o ON o.id = k.kin_id"
            " WHERE NOT EXISTS (SELECT 1 FROM kin b WHERE b.household_id = k.kin_id AND b.kin_id = k.household_id)"
            " ORDER BY k.id"
        )
        return [(row["one"], row["other"]) for row in rows]

    async def altered_guards(self) -> Sequence[str]:
        """The triggers of the schema that are not there, are switched off, or (SQLite) say something else."""
        wanted: dict[str, str] = {}
        for migration in known(self.connection.dialect):
            for gone in _DROPPED.findall(migration.sql):
                wanted.pop(gone, None)
            wanted |= {
                found["name"]: found["body"] for found in _TRIGGER[self.connection.dialect].finditer(migration.sql)
            }
        rows = await self.connection.fetch(_TRIGGERS[self.connection.dialect])
        there = {row["name"]: row["body"] for row in rows}
        return [name for name, body in wanted.items() if there.get(name) not in {body, _ON}]

    async def wrong_tails(self) -> Sequence[int]:
        """Households with a number that is found by other last digits than its own."""
        cipher = self.connection.cipher
        if cipher is None:
            return []
        rows = await self.connection.stored.fetch(
            "SELECT household_id, phone, tail FROM household_phones ORDER BY household_id, position"
        )
        wrong = [row["household_id"] for row in rows if row["tail"] != cipher.tail(cipher.show(row["phone"]))]
        return list(dict.fromkeys(wrong))

    async def _violations(self) -> Sequence[Row]:
        if self.connection.dialect == "postgres":
            return []
        return await self.connection.fetch("PRAGMA foreign_key_check")
