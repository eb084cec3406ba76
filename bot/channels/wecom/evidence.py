"""Where the pictures that prove something are, while their addresses are good: five minutes."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import ClientError

from bot.channels.wecom.pictures import Gone, TooLarge, Undecipherable, fetch, read_where
from bot.evidence import NotKept
from domain.model.delivery import Retry

_PAUSE_SECONDS, _MOST_ATTEMPTS = 10.0, 30
"""So often within the five minutes."""
_MOST_REFUSALS = 2
"""A storage that refuses a file, or hands over a damaged one, is asked once more: it may have been its mistake."""
_ROOM_SECONDS = 5.0
"""Pause before a full disk is tried again."""


@dataclass(frozen=True, slots=True)
class WecomPhotos:
    """``bot.evidence.PhotoSource``."""

    told_at: ClassVar[None] = None
    most_bytes: int
    context: ssl.SSLContext | None
    download_seconds: float = 30.0

    async def fetch(self, file_id: str) -> bytes:
        """Fetch and decipher one. Raises NotKept."""
        try:
            return await fetch(read_where(file_id), self.most_bytes, self.context, self.download_seconds)
        except TooLarge:
            raise NotKept("too-large") from None
        except (KeyError, TypeError, ValueError):
            raise NotKept("gone") from None
        except (Gone, Undecipherable) as error:
            again = Retry(type(error).__name__, after_seconds=_PAUSE_SECONDS)
            raise NotKept("gone", _MOST_REFUSALS, again) from None
        except (ClientError, TimeoutError) as error:
            again = Retry(type(error).__name__, after_seconds=_PAUSE_SECONDS)
            raise NotKept("unreached", _MOST_ATTEMPTS, again) from None

    def no_room(self) -> NotKept:
        """As long as the address may be good."""
        return NotKept("no-room", _MOST_ATTEMPTS, Retry("no room", after_seconds=_ROOM_SECONDS))
