"""Where the photos that prove something are: with the Bot API, or on the disk of a server of our own."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PureWindowsPath
from typing import Any, ClassVar

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import ClientError, ClientResponseError

from bot.channels.telegram.carrier import outcome_of
from bot.evidence import NotKept
from domain.model.delivery import Failed, Retry

log = logging.getLogger(__name__)

_FEW, _MANY = 3, 24
"""Attempts for what seldom passes, and for what does: about a quarter of a minute, and eight hours."""


@dataclass(frozen=True, slots=True)
class TelegramPhotos:
    """``bot.evidence.PhotoSource``.

    ``own_server``: the Bot API server is the operator's own; in local mode it names files by their place on its disk.
    """

    told_at: ClassVar[int] = 3
    """Some 15 seconds after the first attempt."""
    bot: Bot
    most_bytes: int
    own_server: bool = False
    download_seconds: float = 30.0

    async def fetch(self, file_id: str) -> bytes:
        """The file's content. Raises NotKept."""
        try:
            file = await self.bot.get_file(file_id)
        except AiogramError as error:
            raise _no_answer(error) from None
        if file.file_path is None or (file.file_size or 0) > self.most_bytes:
            raise NotKept("too-large")
        at_home = file.file_path.startswith("/") or PureWindowsPath(file.file_path).is_absolute()
        return await (self._read(Path(file.file_path)) if at_home else self._download(file.file_path))

    def no_room(self) -> NotKept:
        """Somebody will make room."""
        return NotKept("no-room", _MANY)

    async def _download(self, path: str) -> bytes:
        content = _Bounded(self.most_bytes)
        try:
            async with asyncio.timeout(self.download_seconds):
                await self.bot.download_file(path, content)
        except ClientResponseError as error:  # of the file itself: it may have been moved since it was asked for
            raise NotKept("gone" if error.status == 404 else "unreached", _FEW if error.status < 500 else _MANY)  # noqa: B904, PLR2004 - HTTP's
        except (AiogramError, ClientError, TimeoutError) as error:
            raise NotKept("unreached", _MANY, Retry(type(error).__name__)) from None
        return content.getvalue()

    async def _read(self, path: Path) -> bytes:
        """A file of a Bot API server in local mode, which shares its disk with us."""
        if not self.own_server:
            log.error("the chat platform names a photo by a place on a disk, and JIFEN_TELEGRAM_API is not set")
            raise NotKept("out-of-reach")
        try:
            return await asyncio.to_thread(_read, path, self.most_bytes)
        except OSError as error:
            log.error(  # noqa: TRY400 - the error is all there is to say
                "the Bot API server in local mode put a photo where this program cannot read it (%s): let both use"
                " the same folder, at the same place, or run the server without --local",
                type(error).__name__,
            )
            raise NotKept("out-of-reach", _FEW) from None


def _no_answer(error: AiogramError) -> NotKept:
    """Why the platform does not say where the file is."""
    outcome = outcome_of(error, repeatable=True)
    if isinstance(outcome, Failed):
        return NotKept("too-large") if "too big" in outcome.error else NotKept("gone", _FEW)
    ours = isinstance(outcome, Retry) and outcome.ours
    return NotKept("unreached", 1 << 30 if ours else _MANY, outcome)


def _read(path: Path, most_bytes: int) -> bytes:
    if path.stat().st_size > most_bytes:
        raise NotKept("too-large")
    return path.read_bytes()


class _Bounded(BytesIO):
    """Stops a download that is larger than the platform said."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > self._most:
            raise NotKept("too-large")
        return super().write(data)
