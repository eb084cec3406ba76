"""What becomes of photos that are fetched: noted, and said where they were sent when one cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.outgoing import news
from bot.posted import MessagePlace
from bot.reply import Say
from bot.wording.photos import not_kept, which_of
from domain.model.delivery import Delivery
from domain.model.photo import PhotoState
from domain.ports.store import Transactions


class Notes(Protocol):
    """Who is told what becomes of photos."""

    async def kept(self, delivery: Delivery, sha256: str, size: int) -> None:
        """It lies in the folder."""
        ...

    async def late(self, delivery: Delivery, error: str) -> None:
        """It does not come so far, and is tried again."""
        ...

    async def given_up(self, delivery: Delivery, error: str) -> None:
        """It will not come any more."""
        ...


@dataclass(frozen=True, slots=True)
class PhotoNotes:
    """``Notes`` on the store: tells it in the chat to which the photo was sent, once that it is late, once the end."""

    transactions: Transactions
    now: Callable[[], datetime]

    async def kept(self, delivery: Delivery, sha256: str, size: int) -> None:
        """It lies in the folder."""
        async with self.transactions.writing() as store:
            await store.evidence.settle(int(delivery.target), PhotoState.KEPT, sha256, size)

    async def late(self, delivery: Delivery, error: str) -> None:
        """It does not come so far, and is tried again."""
        await self._tell(delivery, error, for_good=False)

    async def given_up(self, delivery: Delivery, error: str) -> None:
        """It will not come any more."""
        await self._tell(delivery, error, for_good=True)

    async def lost(self, delivery: Delivery, _error: str) -> None:
        """It was tried for as long as anything is; what kept it back the log says."""
        await self._tell(delivery, "unreached", for_good=True)

    async def _tell(self, delivery: Delivery, error: str, *, for_good: bool) -> None:
        number = int(delivery.target)
        async with self.transactions.writing() as store:
            if for_good:
                state = PhotoState.REFUSED if error in ("too-large", "no-picture") else PhotoState.LOST
                await store.evidence.settle(number, state, None, None, error)
            which = which_of(number, await store.evidence.photos(number))
            text = not_kept(await store.evidence.uses(number), error, which, for_good=for_good)
            match delivery.payload:
                case {"chat": str(chat), "topic": str() | None as topic, "message": str() | None as message}:
                    key = f"photo-{'not-kept' if for_good else 'late'}:{delivery.id}"
                    drafts = news(chat, Say(text), key, MessagePlace(topic, message))
                    await store.post.post(drafts, self.now())
