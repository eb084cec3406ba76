"""Photos that prove something, and the albums that they come in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.about import About
from domain.model.photo import Album, Part, Photo, PhotoState


class Evidence(Protocol):
    """Photos kept as evidence."""

    async def keep(self, part: Part, now: datetime, album: str | None = None) -> tuple[int, bool]:
        """Note a photo that is to be fetched; its id, and whether it has to be fetched. In each album it is another.

        One that was not to be had before is fetched again.
        """
        ...

    async def settle(
        self, evidence_id: int, state: PhotoState, sha256: str | None, size: int | None, error: str | None = None
    ) -> None:
        """Note what became of fetching it."""
        ...

    async def discard_unused(self, evidence_id: int, now: datetime) -> None:
        """Let a photo go that proves nothing; its file goes as well."""
        ...

    async def photos(self, evidence_id: int) -> Sequence[Photo]:
        """That photo with those of its album, in the order in which they came."""
        ...

    async def uses(self, evidence_id: int) -> Sequence[About]:
        """What that photo, or its album, proves: entries, claims, and that an entry's cause was put right."""
        ...

    async def album(self, key: str, now: datetime) -> Album:
        """What is known of an album; until the commit nobody else learns of it or adds to it."""
        ...

    async def of_album(self, key: str) -> int | None:
        """The first photo that was kept of an album."""
        ...

    async def note_album(self, key: str, album: Album) -> None:
        """Keep what is known of an album."""
        ...
