"""Fetches photos that prove something, and says where they were sent when one cannot be kept."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot import photo_folder
from bot.photo_notes import Notes
from bot.pictures import picture_kind
from domain.model.delivery import Delivery, Failed, Outcome, Retry, Sent

log = logging.getLogger(__name__)


class NotKept(Exception):  # noqa: N818 - why one attempt kept nothing
    """``most``: how many attempts such trouble is worth; ``then``: what the attempts before the last come to."""

    def __init__(self, error: str, most: int = 1, then: Outcome | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.most = most
        self.then = then or Retry(error)


class PhotoSource(Protocol):
    """Where a platform's photos are."""

    @property
    def told_at(self) -> int | None:
        """The attempt at which people hear that a photo still does not come; None where only the end is told."""
        ...

    async def fetch(self, file_id: str) -> bytes:
        """The content of what the platform calls by that name, not too large. Raises NotKept."""
        ...

    def no_room(self) -> NotKept:
        """How long a photo waits for room on our disk."""
        ...


@dataclass(frozen=True, slots=True)
class EvidenceCarrier:
    """``domain.ports.carrier.Carrier`` for photos, kept under ``folder`` by the SHA-256 of their content."""

    source: PhotoSource
    folder: Path
    notes: Notes

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Fetch one photo. What cannot pass is given up at once, what can after some attempts; both are told."""
        try:
            content = await self._fetch(delivery)
            digest = await self._keep(content)
            await self.notes.kept(delivery, digest, len(content))
            await self._keep(content)  # until it was noted, a sweep may have deleted an older one that is the same
        except NotKept as stop:
            return await self._not_kept(delivery, stop)
        return Sent(digest)

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - nothing to look up
        """Fetching twice does no harm."""
        return Retry("fetch again", after_seconds=0)

    async def _not_kept(self, delivery: Delivery, stop: NotKept) -> Outcome:
        if delivery.attempts >= stop.most:
            await self.notes.given_up(delivery, stop.error)
            return Failed(stop.error)
        told_at = self.source.told_at
        if told_at is not None and delivery.attempts >= told_at:
            await self.notes.late(delivery, stop.error)
        return stop.then

    async def _fetch(self, delivery: Delivery) -> bytes:
        """The content of a picture. Raises NotKept."""
        file_id = delivery.payload.get("file_id")
        if not isinstance(file_id, str):
            raise NotKept("gone")
        content = await self.source.fetch(file_id)
        if picture_kind(content) is None:
            raise NotKept("no-picture")
        return content

    async def _keep(self, content: bytes) -> str:
        """Store content by its hash, whole or not at all; the hash. Raises NotKept."""
        digest = hashlib.sha256(content).hexdigest()
        try:
            if await asyncio.to_thread(photo_folder.read, self.folder, digest) is None:
                await asyncio.to_thread(photo_folder.store, self.folder, digest, content)
        except OSError as error:
            log.error("a photo cannot be stored in %s: %s", self.folder, error.strerror or type(error).__name__)  # noqa: TRY400 - all there is to say
            raise self.source.no_room() from None
        return digest
