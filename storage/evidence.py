"""Photos, and the albums that they come in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.model.about import About, Subject
from domain.model.photo import EXPIRED, FORGOTTEN, Album, Part, Photo, PhotoState
from storage import digests
from storage.database import Connection
from storage.discarded_photos import SqlDiscardedPhotos
from storage.instants import to_ms

_FORGOTTEN_AFTER: Final = timedelta(days=2)
"""Longer than a platform keeps an update, so that no part of an album comes later."""
_TOGETHER: Final = "SELECT id FROM evidence WHERE id = $1 OR album = (SELECT album FROM evidence WHERE id = $1)"
"""A photo and those of its album."""
_DISCARD: Final = (
    "INSERT INTO discarded_photos (sha256, discarded_ms) SELECT CAST($1 AS TEXT), posted_ms FROM evidence"
    " WHERE id = $2 ON CONFLICT (sha256) DO NOTHING"
)
"""The file of a photo that nobody is to see any more: since it was sent, it counts as discarded."""


@dataclass(frozen=True, slots=True)
class SqlEvidence:
    """``domain.ports.evidence.Evidence``."""

    connection: Connection

    async def keep(self, part: Part, now: datetime, album: str | None = None) -> tuple[int, bool]:
        """Note a photo that is to be fetched; its id, and whether it has to be fetched. In each album it is another."""
        unique = part.unique_id if album is None else f"{album}/{part.unique_id}"
        fresh = await self.connection.fetch(
            "INSERT INTO evidence (file_unique_id, file_id, state, posted_ms, album) VALUES ($1, $2, 'pending', $3, $4)"
            " ON CONFLICT (file_unique_id) DO UPDATE SET file_id = excluded.file_id, state = 'pending', error = NULL"
            " WHERE evidence.state IN ('refused', 'lost') RETURNING id",
            unique,
            part.file_id,
            to_ms(now),
            album,
        )
        await digests.note(self.connection, "evidence", [row["id"] for row in fresh])
        rows = fresh or await self.connection.fetch("SELECT id FROM evidence WHERE file_unique_id = $1", unique)
        return rows[0]["id"], bool(fresh)

    async def settle(
        self, evidence_id: int, state: PhotoState, sha256: str | None, size: int | None, error: str | None = None
    ) -> None:
        """Note what became of fetching it. What was discarded meanwhile stays so, and its file goes."""
        noted = await self.connection.execute(
            "UPDATE evidence SET state = $1, sha256 = $2, bytes = $3, error = $4 WHERE id = $5"
            f" AND COALESCE(error, '') NOT IN ('{EXPIRED}', '{FORGOTTEN}')",
            state.value,
            sha256,
            size,
            error,
            evidence_id,
        )
        await digests.note(self.connection, "evidence", [evidence_id] if noted else [])
        if sha256 and noted:
            await SqlDiscardedPhotos(self.connection).shown_again(sha256)
        elif sha256:
            await self.connection.execute(_DISCARD, sha256, evidence_id)

    async def discard_unused(self, evidence_id: int, now: datetime) -> None:
        """Let a photo go that proves nothing; its file goes as well."""
        if not await self.uses(evidence_id):
            rows = await self.connection.fetch("SELECT id, sha256 FROM evidence WHERE id = $1", evidence_id)
            await SqlDiscardedPhotos(self.connection).forget(rows, now)

    async def photos(self, evidence_id: int) -> Sequence[Photo]:
        """That photo with those of its album, in the order in which they came."""
        rows = await self.connection.fetch(
            f"SELECT id, state, sha256, error FROM evidence WHERE id IN ({_TOGETHER}) ORDER BY id", evidence_id
        )
        return [Photo(row["id"], PhotoState(row["state"]), row["sha256"], row["error"]) for row in rows]

    async def uses(self, evidence_id: int) -> Sequence[About]:
        """What that photo, or its album, proves: entries, claims, and that an entry's cause was put right."""
        found = []
        for kind, table in ((Subject.ENTRY, "entries"), (Subject.CLAIM, "claims")):
            rows = await self.connection.fetch(
                f"SELECT id FROM {table} WHERE evidence_id IN ({_TOGETHER}) ORDER BY id", evidence_id
            )
            found += [About(kind, row["id"]) for row in rows]
        shown = await self.connection.fetch(
            f"SELECT entry_id FROM rectifications WHERE evidence_id IN ({_TOGETHER}) ORDER BY entry_id", evidence_id
        )
        found += [use for row in shown if (use := About(Subject.ENTRY, row["entry_id"])) not in found]
        return found

    async def album(self, key: str, now: datetime) -> Album:
        """What is known of an album; until the commit nobody else learns of it or adds to it."""
        await self.connection.execute(
            "DELETE FROM albums WHERE used = 0 AND seen_ms < $1", to_ms(now - _FORGOTTEN_AFTER)
        )
        (row,) = await self.connection.fetch(
            "INSERT INTO albums (key, parts, used, seen_ms) VALUES ($1, '[]', 0, $2)"
            " ON CONFLICT (key) DO UPDATE SET seen_ms = excluded.seen_ms RETURNING parts, used",
            key,
            to_ms(now),
        )
        return Album(tuple(Part(**part) for part in json.loads(row["parts"])), bool(row["used"]))

    async def of_album(self, key: str) -> int | None:
        """The first photo that was kept of an album."""
        (row,) = await self.connection.fetch("SELECT MIN(id) AS first FROM evidence WHERE album = $1", key)
        first: int | None = row["first"]
        return first

    async def note_album(self, key: str, album: Album) -> None:
        """Keep what is known of an album."""
        await self.connection.execute(
            "UPDATE albums SET parts = $1, used = $2 WHERE key = $3",
            json.dumps([asdict(part) for part in album.parts]),
            int(album.used),
            key,
        )
