"""Photos that are shown nowhere any more, until their files are deleted as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.model.photo import EXPIRED, FORGOTTEN
from storage import digests
from storage.database import Connection, Row
from storage.instants import to_ms

_TOGETHER: Final = "SELECT t.id FROM evidence t WHERE t.id = evidence.id OR t.album = evidence.album"
_USED_SINCE: Final = " UNION ALL ".join(
    f"SELECT 1 FROM {table} WHERE evidence_id IN ({_TOGETHER}) AND {at} >= $1"
    for table, at in (("entries", "at_ms"), ("claims", "made_ms"), ("rectifications", "made_ms"))
)
_EXPIRED: Final = (
    "SELECT id, sha256 FROM evidence"
    f" WHERE posted_ms < $1 AND state = 'kept' AND NOT EXISTS ({_USED_SINCE}) ORDER BY id"
)
_LOSE: Final = (
    "UPDATE evidence SET state = 'lost', error = $1, sha256 = NULL, bytes = NULL, file_id = '',"
    " file_unique_id = 'gone:' || CAST(id AS TEXT) WHERE id = $2"
)
"""Who sends the same file again sends another photo: what is gone is not shown again where it was."""
_SHOWN: Final = "SELECT 1 FROM evidence e WHERE e.sha256 = discarded_photos.sha256"


@dataclass(frozen=True, slots=True)
class SqlDiscardedPhotos:
    """Within one transaction."""

    connection: Connection

    async def expire(self, before: datetime, now: datetime) -> None:
        """Discard what was sent before that and proves nothing newer, an album as a whole."""
        await self._discard(await self.connection.fetch(_EXPIRED, to_ms(before)), EXPIRED, now)

    async def forget(self, photos: Sequence[Row], now: datetime) -> None:
        """Discard these, rows with ``id`` and ``sha256``, at the wish of whose they are."""
        await self._discard(photos, FORGOTTEN, now)

    async def _discard(self, photos: Sequence[Row], error: str, now: datetime) -> None:
        """The files are deleted as well, unless something else shows them."""
        await self.connection.execute_many(_LOSE, [(error, row["id"]) for row in photos])
        await digests.note(self.connection, "evidence", [row["id"] for row in photos])
        hashes = {row["sha256"] for row in photos if row["sha256"]}
        await self.connection.execute_many(
            "INSERT INTO discarded_photos (sha256, discarded_ms) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
            [(sha256, to_ms(now)) for sha256 in sorted(hashes)],
        )

    async def waiting(self) -> Sequence[str]:
        """The hashes of the files to be deleted; until commit none of them is shown again.

        What is shown again is waiting no more.
        """
        await self.connection.execute(f"DELETE FROM discarded_photos WHERE EXISTS ({_SHOWN})")
        lock = " FOR UPDATE" if self.connection.dialect == "postgres" else ""
        rows = await self.connection.fetch(f"SELECT sha256 FROM discarded_photos ORDER BY sha256{lock}")
        return [row["sha256"] for row in rows]

    async def shown_again(self, sha256: str) -> None:
        """A photo that is the same as one that was discarded is kept: once the file of that one is gone, if it goes."""
        await self.connection.execute("DELETE FROM discarded_photos WHERE sha256 = $1", sha256)

    async def deleted(self, photos: Iterable[str]) -> None:
        """Note that these files are gone."""
        await self.connection.execute_many(
            "DELETE FROM discarded_photos WHERE sha256 = $1", [(sha256,) for sha256 in photos]
        )
