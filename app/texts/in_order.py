"""Texts of one person in their order: none is answered before an older one that is known to be missing, or that waits
for the database.

Who orders goods while the server is off, and sends the code back when it is on again, means that order.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from weakref import WeakValueDictionary

from sms.inbound import InboundText, Late
from sms.reception import Answerer

LONGEST_SECONDS: Final = 40.0
"""Longer than a missing text is left to its own call: no text waits for ever for one that nobody can take."""


@dataclass(slots=True)
class InOrder:
    """``Answerer`` for the texts that the carrier brings.

    A text waits until the first look through the carrier's list is over, and as long as an older one of the same number
    is missing, ``longest`` seconds at most. Where nobody looks through the list (``begin``) none waits for it.
    Texts of one number go to the desk one after another, however long it tries the first.
    """

    desk: Answerer
    now: Callable[[], datetime]
    longest: float = LONGEST_SECONDS
    _missing: dict[str, InboundText] = field(default_factory=dict)
    _looked: bool = True
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _turns: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def receive(self, text: InboundText, now: datetime, late: Late) -> str | None:
        """As the desk does, by the time at which its turn has come. Raises Unavailable: not taken."""
        if self._must_wait(text):
            await self._wait(text)
            now = self.now()
        turn = self._turns.setdefault(text.sender, asyncio.Lock())
        others = turn.locked()
        async with turn:
            try:
                return await self.desk.receive(text, self.now() if others else now, late)
            finally:
                self.taken(text)

    def begin(self) -> None:
        """Somebody begins to look through the list."""
        self._looked = False

    def looked(self, missing: Iterable[InboundText]) -> None:
        """Somebody has looked through the list, or has tried to; what is missing, oldest first."""
        self._missing = {text.sid: text for text in missing}
        self._looked = True
        self._tell()

    def taken(self, text: InboundText) -> None:
        """It is not missing any more."""
        for name in _names(text):
            self._missing.pop(name, None)
        self._tell()

    def _must_wait(self, text: InboundText) -> bool:
        if not self._looked:
            return True
        for other in self._missing.values():
            if other.sid in _names(text):
                return False  # what is listed behind it is younger
            if other.sender == text.sender and not _is_younger(other, text):
                return True
        return False

    async def _wait(self, text: InboundText) -> None:
        try:
            async with asyncio.timeout(self.longest):
                while self._must_wait(text):
                    await self._changed.wait()
        except TimeoutError:
            return

    def _tell(self) -> None:
        """Wake all that wait, once."""
        self._changed.set()
        self._changed = asyncio.Event()


def _names(text: InboundText) -> tuple[str, ...]:
    return (text.sid,) if text.also is None else (text.sid, text.also)


def _is_younger(other: InboundText, text: InboundText) -> bool:
    """Whether it is known to be; not every carrier says when the text was sent that it brings."""
    return other.sent is not None and text.sent is not None and other.sent > text.sent
