"""Fetches photos that prove something, and says where they were sent when one cannot be kept."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PureWindowsPath
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import ClientError, ClientResponseError

from bot import photo_folder
from bot.channels.telegram.carrier import outcome_of
from bot.photo_notes import Notes
from bot.pictures import picture_kind
from domain.model.delivery import Delivery, Failed, Outcome, Retry, Sent

log = logging.getLogger(__name__)

_TOLD_AT = 3
"""The attempt, some 15 seconds after the first, at which people hear that a photo still does not come."""
_FEW, _MANY = 3, 24
"""Attempts for what seldom passes, and for what does: about a quarter of a minute, and eight hours."""


class _NotKept(Exception):  # noqa: N818 - why one attempt kept nothing
    """``most``: how many attempts such trouble is worth; ``then``: what the attempts before the last come to."""

    def __init__(self, error: str, most: int = 1, then: Outcome | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.most = most
        self.then = then or Retry(error)


@dataclass(frozen=True, slots=True)
class EvidenceCarrier:
    """Fetches photos and keeps them under ``folder`` by the SHA-256 of their content.

    ``own_server``: the Bot API server is the operator's own; in local mode it names files by their place on its disk.
    """

    bot: Bot
    folder: Path
    most_bytes: int
    notes: Notes
    own_server: bool = False
    download_seconds: float = 30.0

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Fetch one photo. What cannot pass is given up at once, what can after some attempts; both are told."""
        try:
            content = await self._fetch(delivery.payload["file_id"])
            digest = await _keep(self.folder, content)
        except _NotKept as stop:
            return await self._not_kept(delivery, stop)
        await self.notes.kept(delivery, digest, len(content))
        return Sent(digest)

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - nothing to look up
        """Fetching twice does no harm."""
        return Retry("fetch again", after_seconds=0)

    async def _not_kept(self, delivery: Delivery, stop: _NotKept) -> Outcome:
        if delivery.attempts >= stop.most:
            await self.notes.given_up(delivery, stop.error)
            return Failed(stop.error)
        if delivery.attempts >= _TOLD_AT:
            await self.notes.late(delivery, stop.error)
        return stop.then

    async def _fetch(self, file_id: str) -> bytes:
        """The file's content, of a picture that is not too large. Raises _NotKept."""
        try:
            file = await self.bot.get_file(file_id)
        except AiogramError as error:
            raise _no_answer(error) from None
        if file.file_path is None or (file.file_size or 0) > self.most_bytes:
            raise _NotKept("too-large")
        at_home = file.file_path.startswith("/") or PureWindowsPath(file.file_path).is_absolute()
        content = await (self._read(Path(file.file_path)) if at_home else self._download(file.file_path))
        if picture_kind(content) is None:
            raise _NotKept("no-picture")
        return content

    async def _download(self, path: str) -> bytes:
        content = _Bounded(self.most_bytes)
        try:
            async with asyncio.timeout(self.download_seconds):
                await self.bot.download_file(path, content)
        except ClientResponseError as error:  # of the file itself: it may have been moved since it was asked for
            raise _NotKept("gone" if error.status == 404 else "unreached", _FEW if error.status < 500 else _MANY)  # noqa: B904, PLR2004 - HTTP's
        except (AiogramError, ClientError, TimeoutError) as error:
            raise _NotKept("unreached", _MANY, Retry(type(error).__name__)) from None
        return content.getvalue()

    async def _read(self, path: Path) -> bytes:
        """A file of a Bot API server in local mode, which shares its disk with us."""
        if not self.own_server:
            log.error("the chat platform names a photo by a place on a disk, and JIFEN_TELEGRAM_API is not set")
            raise _NotKept("out-of-reach")
        try:
            return await asyncio.to_thread(_read, path, self.most_bytes)
        except OSError as error:
            log.error(  # noqa: TRY400 - the error is all there is to say
                "the Bot API server in local mode put a photo where this program cannot read it (%s): let both use"
                " the same folder, at the same place, or run the server without --local",
                type(error).__name__,
            )
            raise _NotKept("out-of-reach", _FEW) from None


def _no_answer(error: AiogramError) -> _NotKept:
    """Why the platform does not say where the file is."""
    outcome = outcome_of(error, repeatable=True)
    if isinstance(outcome, Failed):
        return _NotKept("too-large" if "too big" in outcome.error else "gone")
    ours = isinstance(outcome, Retry) and outcome.ours
    return _NotKept("unreached", 1 << 30 if ours else _MANY, outcome)


def _read(path: Path, most_bytes: int) -> bytes:
    if path.stat().st_size > most_bytes:
        raise _NotKept("too-large")
    return path.read_bytes()


class _Bounded(BytesIO):
    """Stops a download that is larger than the platform said."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > self._most:
            raise _NotKept("too-large")
        return super().write(data)


async def _keep(folder: Path, content: bytes) -> str:
    """Store content by its hash, whole or not at all; the hash. Raises _NotKept."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        if await asyncio.to_thread(photo_folder.read, folder, digest) is None:
            await asyncio.to_thread(photo_folder.store, folder, digest, content)
    except OSError as error:
        log.error("a photo cannot be stored in %s: %s", folder, error.strerror or type(error).__name__)  # noqa: TRY400
        raise _NotKept("no-room", _MANY) from None
    return digest
