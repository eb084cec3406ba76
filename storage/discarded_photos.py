"""Photos that are shown nowhere any more, until their files are deleted as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.model.photo import EXPIRED
from storage.database import Connection
from storage.instants import to_ms

_USED_SINCE: Final = " UNION ALL ".join(
    f"SELECT 1 FROM {table} WHERE evidence_id = evidence.id AND {at} >= $1"
    for table, at in (("entries", "at_ms"), ("claims", "made_ms"), ("rectifications", "made_ms"))
)
_EXPIRE: Final = (
    f"UPDATE evidence SET state = 'lost', error = '{EXPIRED}', bytes = NULL"
    f" WHERE posted_ms < $1 AND state = 'kept' AND NOT EXISTS ({_USED_SINCE}) RETURNING id, sha256"
)
_SHOWN: Final = "SELECT 1 FROM evidence e WHERE e.sha256 = discarded_photos.sha256"


@dataclass(frozen=True, slots=True)
class SqlDiscardedPhotos:
    """Within one transaction."""

    connection: Connection

    async def expire(self, before: datetime, now: datetime) -> None:
        """Discard what was sent before that and proves nothing newer."""
        rows = await self.connection.fetch(_EXPIRE, to_ms(before))
        await self.connection.execute_many(
            "UPDATE evidence SET sha256 = NULL WHERE id = $1", [(row["id"],) for row in rows]
        )
        await self.discard({row["sha256"] for row in rows}, now)

    async def discard(self, photos: Iterable[str], now: datetime) -> None:
        """Have the files deleted that have these hashes, unless something else shows them."""
        await self.connection.execute_many(
            "INSERT INTO discarded_photos (sha256, discarded_ms) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
            [(sha256, to_ms(now)) for sha256 in sorted(photos)],
        )

    async def waiting(self) -> Sequence[str]:
        """The hashes of the files to be deleted. What is shown again is waiting no more."""
        await self.connection.execute(f"DELETE FROM discarded_photos WHERE EXISTS ({_SHOWN})")
        rows = await self.connection.fetch("SELECT sha256 FROM discarded_photos ORDER BY sha256")
        return [row["sha256"] for row in rows]

    async def deleted(self, photos: Iterable[str]) -> None:
        """Note that these files are gone."""
        await self.connection.execute_many(
            "DELETE FROM discarded_photos WHERE sha256 = $1", [(sha256,) for sha256 in photos]
        )
