"""Fetches the pictures that prove something, while their addresses are good: five minutes."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import ssl
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientError

from bot import photo_folder
from bot.channels.wecom.pictures import Gone, TooLarge, Undecipherable, fetch, read_where
from bot.photo_notes import Notes
from bot.pictures import picture_kind
from domain.model.delivery import Delivery, Failed, Outcome, Retry, Sent

log = logging.getLogger(__name__)

_PAUSE_SECONDS, _MOST_ATTEMPTS = 10.0, 30
"""So often within the five minutes."""
_ROOM_SECONDS = 5.0
"""Pause before a full disk is tried again."""


@dataclass(frozen=True, slots=True)
class EvidenceCarrier:
    """``domain.ports.carrier.Carrier`` for the pictures of this platform, kept under ``folder`` by their SHA-256."""

    folder: Path
    most_bytes: int
    notes: Notes
    context: ssl.SSLContext | None
    download_seconds: float = 30.0

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Fetch one; what cannot be had is given up and told."""
        try:
            where = read_where(delivery.payload["file_id"])
            content = await fetch(where, self.most_bytes, self.context, self.download_seconds)
        except TooLarge:
            return await self._give_up(delivery, "too-large")
        except (Gone, Undecipherable, KeyError, TypeError, ValueError):
            return await self._give_up(delivery, "gone")
        except (ClientError, TimeoutError) as error:
            return await self._later(delivery, "unreached", Retry(type(error).__name__, after_seconds=_PAUSE_SECONDS))
        if picture_kind(content) is None:
            return await self._give_up(delivery, "no-picture")
        return await self._keep(delivery, content)

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - nothing to look up
        """Fetching twice does no harm."""
        return Retry("fetch again", after_seconds=0)

    async def _keep(self, delivery: Delivery, content: bytes) -> Outcome:
        digest = hashlib.sha256(content).hexdigest()
        try:
            await asyncio.to_thread(photo_folder.store, self.folder, digest, content)
        except OSError as error:
            log.error("a photo cannot be stored: %s", error.strerror or type(error).__name__)  # noqa: TRY400 - all of it
            return await self._later(delivery, "no-room", Retry("no room", after_seconds=_ROOM_SECONDS))
        await self.notes.kept(delivery, digest, len(content))
        return Sent(digest)

    async def _later(self, delivery: Delivery, error: str, then: Retry) -> Outcome:
        return then if delivery.attempts < _MOST_ATTEMPTS else await self._give_up(delivery, error)

    async def _give_up(self, delivery: Delivery, error: str) -> Outcome:
        await self.notes.given_up(delivery, error)
        return Failed(error)
