"""Fetches the pictures that prove an entry, while their addresses are good: five minutes."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import ClientError

from bot.channels.wecom.pictures import Gone, TooLarge, Undecipherable, fetch, read_where
from domain.model.delivery import Failed, Outcome, Parcel, Retry, Sent

_PAUSE_SECONDS, _MOST_ATTEMPTS = 10.0, 30
"""So often within the five minutes."""

SettleEvidence = Callable[[int, str, str | None, int | None], Awaitable[None]]
"""Number of the evidence, ``kept`` | ``refused`` | ``lost``, digest, bytes."""


@dataclass(frozen=True, slots=True)
class EvidenceCarrier:
    """``domain.delivery.Carrier`` for the pictures of this platform. ``keep`` stores a content and gives its digest."""

    keep: Callable[[bytes], str]
    settle: SettleEvidence
    most_bytes: int
    context: ssl.SSLContext | None
    download_seconds: float = 30.0

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Fetch one; one that is too large is refused for good."""
        number = int(parcel.target)
        try:
            where = read_where(parcel.payload["file_id"])
            content = await fetch(where, self.most_bytes, self.context, self.download_seconds)
        except TooLarge:
            return await self._refuse(number, "refused", "too-large")
        except (Gone, Undecipherable, KeyError, TypeError, ValueError) as error:
            return await self._refuse(number, "lost", type(error).__name__)
        except (ClientError, TimeoutError) as error:
            return Retry(type(error).__name__, after_seconds=_PAUSE_SECONDS, most=_MOST_ATTEMPTS)
        digest = self.keep(content)
        await self.settle(number, "kept", digest, len(content))
        return Sent(digest)

    async def look_up(self, parcel: Parcel) -> Outcome | None:  # noqa: ARG002 - nothing to look up
        """Fetching twice does no harm."""
        return Retry("fetch again", after_seconds=0)

    async def _refuse(self, number: int, state: str, error: str) -> Outcome:
        await self.settle(number, state, None, None)
        return Failed(error)
