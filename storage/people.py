"""Everything that is kept about one household: to hand it out to that household, and to erase who it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage import digests
from storage.copying import SqlCopy
from storage.database import Connection
from storage.discarded_photos import SqlDiscardedPhotos
from storage.rekeying import unguarded
from storage.watched import WATCHED

ERASED: Final = "（已删）"
"""Stands where a name or somebody's words stood."""
_BY_NUMBER: Final = {
    "inbox": "sender",
    "outbox": "target",
    "text_attempts": "target",
    "optouts": "phone",
    "failing_numbers": "phone",
    "released_numbers": "phone",
}
"""What knows a household by its numbers only."""
_NOT_THEIRS: Final = frozenset({"digests", "offers"})

_SPOKEN: Final = f"content = '{ERASED}', phone = NULL, answer = REPLACE(answer, answer, '{ERASED}')"
"""NULL stays NULL."""
_TEXTS: Final = (
    f"UPDATE claims SET {_SPOKEN} WHERE household_id = $1",
    f"UPDATE objections SET {_SPOKEN} WHERE household_id = $1",
    f"UPDATE excuses SET reason = '{ERASED}' WHERE household_id = $1",
    f"UPDATE standing_excuses SET reason = '{ERASED}' WHERE household_id = $1",
    "UPDATE household_proposals SET wanted = '' WHERE household_id = $1",
    "UPDATE redemptions SET phone = NULL WHERE household_id = $1",
    "UPDATE notices SET phone = '' WHERE household_id = $1 AND phone IS NOT NULL",
    "DELETE FROM orders WHERE household_id = $1",
    f"UPDATE callbacks SET phone = '', words = '{ERASED}' WHERE household_id = $1",
    f"UPDATE announcements SET words = '{ERASED}', state = 'withdrawn' WHERE household_id = $1",
    (
        f"UPDATE rectifications SET note = REPLACE(note, note, '{ERASED}')"
        " WHERE entry_id IN (SELECT id FROM entries WHERE household_id = $1)"
    ),
    f"UPDATE award_proposals SET reason = '{ERASED}' WHERE household_id = $1",
    "DELETE FROM page_posts WHERE link_id IN (SELECT id FROM page_links WHERE household_id = $1)",
    "DELETE FROM page_links WHERE household_id = $1",
    "DELETE FROM household_phones WHERE household_id = $1",
    "DELETE FROM kin WHERE household_id = $1 OR kin_id = $1",
    f"UPDATE households SET head = '{ERASED}' WHERE id = $1",
)
_HISTORY: Final = (
    f"UPDATE household_changes SET was = '{ERASED}' WHERE household_id = $1 AND kind = 'head' AND was <> ''",
    f"UPDATE household_changes SET became = '{ERASED}' WHERE household_id = $1 AND kind = 'head' AND became <> ''",
    "UPDATE household_changes SET was = '', became = '', was_hash = '' WHERE household_id = $1 AND kind = 'phones'",
    f"UPDATE household_changes SET reason = '{ERASED}' WHERE household_id = $1 AND reason <> ''",
)
_MESSAGES: Final = (
    "UPDATE inbox SET sender = NULL, reply = NULL, memory = NULL, said = NULL, digest = NULL WHERE sender = $1",
    "UPDATE text_attempts SET target = '' WHERE target = $1",
    # What is being handed over may fail and would go again, to nobody.
    "UPDATE outbox SET state = 'dropped' WHERE target = $1 AND state IN ('queued', 'sending', 'unknown')",
    """UPDATE outbox SET target = '', payload = '{"body": ""}', digest = NULL WHERE target = $1""",
    "DELETE FROM optouts WHERE phone = $1",
    "DELETE FROM failing_numbers WHERE phone = $1",
    "DELETE FROM released_numbers WHERE phone = $1",
)
ERASING: Final = (*_TEXTS, *_HISTORY, *_MESSAGES)
"""All of it."""
_PHOTOS: Final = (
    "SELECT evidence_id FROM entries WHERE household_id = $1 AND evidence_id IS NOT NULL"
    " UNION SELECT evidence_id FROM claims WHERE household_id = $1 AND evidence_id IS NOT NULL"
    " UNION SELECT r.evidence_id FROM rectifications r JOIN entries e ON e.id = r.entry_id WHERE e.household_id = $1"
)
_ALBUMS: Final = f"id IN ({_PHOTOS}) OR album IN (SELECT album FROM evidence WHERE id IN ({_PHOTOS}))"
_NOTED: Final = (
    *("claims", "objections", "excuses", "standing_excuses", "household_proposals", "redemptions"),
    *("household_changes", "household_phones", "households", "callbacks", "announcements"),
    "award_proposals",
)
"""What the audit watches of the rows above."""


@dataclass(frozen=True, slots=True)
class SqlPeople:
    """Within one transaction."""

    connection: Connection

    async def everything(self, household_id: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Every row about the household, by table; what is empty is left out."""
        phones = await self._own_numbers(household_id)
        found: dict[str, Sequence[Mapping[str, object]]] = {}
        for table, key in (await SqlCopy(self.connection).tables()).items():
            rows = await self._rows(table, key, household_id, phones)
            if rows:
                found[table] = rows
        return found

    async def forget(self, household_id: int, now: datetime) -> None:
        """Erase who the household was and what it said; points, items, days and reasons of the books stay."""
        phones = await self._own_numbers(household_id)
        kin = await self.connection.fetch("SELECT kin_id FROM kin WHERE household_id = $1", household_id)
        await self._forget_photos(household_id, now)
        deleted = {name: await self._ids(name, household_id) for name in ("page_links", "orders")}
        for statement in _TEXTS:
            await self.connection.execute(statement, household_id)
        async with unguarded(self.connection):
            for statement in _HISTORY:
                await self.connection.execute(statement, household_id)
        for phone in phones:
            for statement in _MESSAGES:
                await self.connection.execute(statement, phone)
        for name, ids in deleted.items():
            await digests.note(self.connection, name, ids)
        await self._note(household_id, [household_id, *(row["kin_id"] for row in kin)], phones)

    async def _ids(self, table: str, household_id: int) -> Sequence[int]:
        rows = await self.connection.fetch(f"SELECT id FROM {table} WHERE household_id = $1", household_id)
        return [row["id"] for row in rows]

    async def _own_numbers(self, household_id: int) -> Sequence[str]:
        """The numbers that no other household has."""
        rows = await self.connection.fetch(
            "SELECT p.phone FROM household_phones p WHERE p.household_id = $1 AND NOT EXISTS"
            " (SELECT 1 FROM household_phones o WHERE o.phone = p.phone AND o.household_id <> $1) ORDER BY p.position",
            household_id,
        )
        return [row["phone"] for row in rows]

    async def _rows(
        self, table: str, key: str, household_id: int, phones: Sequence[str]
    ) -> Sequence[Mapping[str, object]]:
        if table in _BY_NUMBER:
            condition = f"SELECT * FROM {table} WHERE {_BY_NUMBER[table]} = $1 ORDER BY {key}"
            return [dict(row) for phone in phones for row in await self.connection.fetch(condition, phone)]
        columns = await SqlCopy(self.connection).columns(table)
        if table == "households":
            where = "id = $1"
        elif table == "evidence":
            where = _ALBUMS
        elif table == "rectifications":
            where = "entry_id IN (SELECT id FROM entries WHERE household_id = $1)"
        elif "household_id" in columns and table not in _NOT_THEIRS:
            where = "household_id = $1"
        else:
            return []
        rows = await self.connection.fetch(f"SELECT * FROM {table} WHERE {where} ORDER BY {key}", household_id)
        return [dict(row) for row in rows]

    async def _forget_photos(self, household_id: int, now: datetime) -> None:
        rows = await self.connection.fetch(f"SELECT id, sha256 FROM evidence WHERE {_ALBUMS}", household_id)
        await SqlDiscardedPhotos(self.connection).forget(rows, now)

    async def _note(self, household_id: int, kin: Sequence[int], phones: Sequence[str]) -> None:
        for name in _NOTED:
            watched = WATCHED[name]
            if watched.subject == "household_id" or name == "households":
                await digests.note(self.connection, name, [household_id])
                continue
            await digests.note(self.connection, name, await self._ids(watched.table, household_id))
        rectified = await self.connection.fetch(
            "SELECT r.id FROM rectifications r JOIN entries e ON e.id = r.entry_id WHERE e.household_id = $1",
            household_id,
        )
        await digests.note(self.connection, "rectifications", [row["id"] for row in rectified])
        await digests.note(self.connection, "kin", kin)
        await digests.note(self.connection, "optouts", phones)
