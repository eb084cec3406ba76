"""What was said long ago goes: a few hundred rows at a time, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.model.delivery import GROUP_TO_COME
from storage import counted, digests
from storage.database import Connection
from storage.discarded_photos import SqlDiscardedPhotos
from storage.instants import to_ms

AT_ONCE: Final = 500
"""How many messages of each kind are looked at in one transaction: some hundredths of a second."""

_IN_SLICE: Final = "id > $2 AND id <= $3"
_FOR_NOBODY: Final = f"state = 'queued' AND target LIKE '{GROUP_TO_COME}:%'"
"""What waits for a village's group, and is tried by nobody where no chat platform is set up."""
_OVER: Final = (
    f"{_IN_SLICE} AND posted_ms < $1 AND (state IN ('sent', 'delivered', 'failed', 'dropped') OR {_FOR_NOBODY})"
)
_NOTICED: Final = "EXISTS (SELECT 1 FROM notices n WHERE n.outbox_id = outbox.id)"
_GONE: Final = f"SELECT id FROM outbox WHERE {_OVER} AND NOT {_NOTICED}"
_STAYS: Final = f"SELECT id FROM outbox WHERE {_OVER} AND payload <> '{{}}'"


@dataclass(frozen=True, slots=True)
class _Old:
    """Of a table, in SQL: the column with the rows' time, which rows go, and what is done before and after that."""

    at: str
    going: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


_TABLES: Final[Mapping[counted.Messages, _Old]] = {
    "inbox": _Old("received_ms", f"{_IN_SLICE} AND received_ms < $1"),
    "outbox": _Old(
        "posted_ms",
        f"id IN ({_GONE})",
        before=(
            (
                "DELETE FROM text_parts WHERE external_id IN"
                f" (SELECT external_id FROM text_attempts WHERE outbox_id IN ({_GONE}))"
            ),
            f"DELETE FROM text_attempts WHERE outbox_id IN ({_GONE})",
        ),
        after=(
            # Of a notice it stays known that it went out, and how it ended: pages and the audit count it.
            f"UPDATE text_attempts SET target = '' WHERE outbox_id IN ({_STAYS})",
            f"UPDATE outbox SET target = '', payload = '{{}}', digest = NULL WHERE id IN ({_STAYS})",
        ),
    ),
}
_FEW: Final[Mapping[str, str]] = {
    "prompts": (
        "DELETE FROM prompts WHERE token IN (SELECT token FROM prompts WHERE made_ms < $1 ORDER BY made_ms LIMIT $2)"
        " RETURNING token AS subject"
    ),
    "orders": (
        "DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE made_ms < $1 ORDER BY id LIMIT $2)"
        " RETURNING id AS subject"
    ),
}
_POSTS: Final = "DELETE FROM page_posts WHERE link_id IN (SELECT id FROM page_links WHERE until_ms < $1)"
_LINKS: Final = "DELETE FROM page_links WHERE until_ms < $1 RETURNING id"
_REDUCE_CALLBACKS: Final = "UPDATE callbacks SET phone = '', words = '' WHERE done_ms < $1 AND phone <> '' RETURNING id"


@dataclass(frozen=True, slots=True)
class SqlOldMessages:
    """``domain.ports.messages.OldMessages`` on SQL."""

    connection: Connection

    async def reduce(self, before: datetime, now: datetime) -> bool:
        """Let go of what is over and older, some of it at a time; of photos, keep that there was one.

        Returns whether there may be more.
        """
        more = [await self._let_go(table, before, now) for table in _TABLES]
        more += [await self._let_go_watched(table, statement, before) for table, statement in _FEW.items()]
        if any(more):
            return True
        await self.connection.execute(_POSTS, to_ms(before))
        links = await self.connection.fetch(_LINKS, to_ms(before))
        await digests.drop(self.connection, "page_links", [row["id"] for row in links])
        over = await self.connection.fetch(_REDUCE_CALLBACKS, to_ms(before))
        await digests.note(self.connection, "callbacks", [row["id"] for row in over])
        await SqlDiscardedPhotos(self.connection).expire(before, now)
        for table in _TABLES:
            await counted.forget_even(self.connection, table, to_ms(before))
        return False

    async def _let_go(self, table: counted.Messages, before: datetime, now: datetime) -> bool:
        """The next slice of a table, in the order in which its rows came: no index is kept for it.

        Where it ended is noted, and forgotten with the month, so that what was not over yet has its turn as well.
        """
        old = _TABLES[table]
        name = f"{table}:{now:%Y-%m}"
        noted = await self.connection.fetch("SELECT upto FROM pruned WHERE name = $1", name)
        start = noted[0]["upto"] if noted else 0
        rows = await self.connection.fetch(
            f"SELECT id, {old.at} AS at FROM {table} WHERE id > $1 ORDER BY id LIMIT {AT_ONCE}", start
        )
        past = [row["id"] for row in rows if row["at"] < to_ms(before)]
        if not past:
            return False
        args = to_ms(before), start, past[-1]
        for statement in old.before:
            await self.connection.execute(statement, *args)
        await counted.going(self.connection, table, old.going, *args)
        for statement in (f"DELETE FROM {table} WHERE {old.going}", *old.after):
            await self.connection.execute(statement, *args)
        # Up to when rows of the table may be gone: the audit misses none of those.
        await self._mark(table, to_ms(before))
        await self._mark(name, past[-1])
        return len(rows) == AT_ONCE

    async def _let_go_watched(self, table: str, statement: str, before: datetime) -> bool:
        gone = await self.connection.fetch(statement, to_ms(before), AT_ONCE)
        await digests.drop(self.connection, table, [row["subject"] for row in gone])
        return len(gone) == AT_ONCE

    async def _mark(self, name: str, upto: int) -> None:
        """It never goes back."""
        await self.connection.execute(
            "INSERT INTO pruned (name, upto) VALUES ($1, $2)"
            " ON CONFLICT (name) DO UPDATE SET upto = EXCLUDED.upto WHERE pruned.upto < EXCLUDED.upto",
            name,
            upto,
        )
        await digests.note(self.connection, "pruned", [name])
