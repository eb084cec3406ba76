"""What was said long ago: how it went stays, what it said and to whom goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage import digests
from storage.database import Connection
from storage.discarded_photos import SqlDiscardedPhotos
from storage.instants import to_ms

_OVER: Final = "posted_ms < $1 AND state IN ('sent', 'delivered', 'failed', 'dropped')"
_REDUCE: Final = (
    (
        "UPDATE inbox SET sender = NULL, reply = NULL, memory = NULL, said = NULL WHERE received_ms < $1"
        " AND COALESCE(sender, reply) IS NOT NULL"
    ),
    f"UPDATE text_attempts SET target = '' WHERE target <> '' AND outbox_id IN (SELECT id FROM outbox WHERE {_OVER})",
    f"UPDATE outbox SET target = '', payload = '{{}}' WHERE {_OVER} AND payload <> '{{}}'",
    "DELETE FROM prompts WHERE made_ms < $1",
    "DELETE FROM orders WHERE made_ms < $1",
    "DELETE FROM page_posts WHERE link_id IN (SELECT id FROM page_links WHERE until_ms < $1)",
    "DELETE FROM page_links WHERE until_ms < $1",
)
"""Keys stay, so that a message that is brought again, or a text that is posted again, is still known."""
_REDUCE_CALLBACKS: Final = "UPDATE callbacks SET phone = '', words = '' WHERE done_ms < $1 AND phone <> '' RETURNING id"


@dataclass(frozen=True, slots=True)
class SqlOldMessages:
    """``domain.ports.messages.OldMessages`` on SQL."""

    connection: Connection

    async def reduce(self, before: datetime, now: datetime) -> None:
        """Keep of what is over and older only that it was, and how it ended; of photos, that there was one."""
        for statement in _REDUCE:
            await self.connection.execute(statement, to_ms(before))
        over = await self.connection.fetch(_REDUCE_CALLBACKS, to_ms(before))
        await digests.note(self.connection, "callbacks", [row["id"] for row in over])
        await SqlDiscardedPhotos(self.connection).expire(before, now)
