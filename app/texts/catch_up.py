"""Texts that were lost on their way to us: no carrier brings a text for long, but each can list what it took in.

A text is lost when nobody heard the carrier's call, or when the program was killed while the database was away.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from app.periodic import run_periodically
from app.texts.in_order import InOrder
from sms.inbound import InboundText, ListedTexts
from storage.inbound_marks import SqlInboundMarks

_log = logging.getLogger(__name__)

_LONGEST: Final = timedelta(days=7)
"""Who texted before that has asked again, or has a reply from somebody."""
_BEFORE_THE_FIRST: Final = timedelta(minutes=10)
"""How long before its first look a channel's texts were for us already."""
_LOOK_SECONDS, _SOON_SECONDS = 60.0, 5.0
CALL_SECONDS: Final = 20.0
"""A carrier's call of its own has been answered or given up by then: before it nobody else may answer the text.

Where no call is answered, whoever takes the text first answers it by itself, and nothing need be waited for.
"""


class ListingChannel(Protocol):
    """What is asked of the SMS channel."""

    @property
    def listed_late(self) -> timedelta:
        """How much later than it was sent a text may appear in its list."""
        ...

    async def received_since(self, since: datetime) -> ListedTexts:
        """The texts that it took in since then, as far as it can say."""
        ...


@dataclass(slots=True)
class CatchUp:
    """Activity through the carrier's list every minute, and has the desk answer what is not in the inbox.

    ``name`` is the channel's. How long a text has been waiting is told by ``seconds``, a clock that nobody sets, from
    when it was first seen: the carrier's clock and ours may differ. ``patience``: how long a text is left to the call.
    """

    name: str
    channel: ListingChannel
    marks: SqlInboundMarks
    order: InOrder
    now: Callable[[], datetime]
    seconds: Callable[[], float] = time.monotonic
    patience: float = CALL_SECONDS
    _seen: dict[str, float] = field(default_factory=dict)

    async def run(self) -> None:
        """Look around until cancelled."""
        self.order.begin()
        await run_periodically("looking for texts that did not reach us", self.look, self._pause)

    def _pause(self) -> float:
        return _SOON_SECONDS if self._seen else _LOOK_SECONDS

    async def look(self) -> None:
        """Look through the list once. Raises Unavailable."""
        listed = ListedTexts()
        try:
            listed = await self._listed()
        finally:
            self.order.looked(text for text in listed.texts if text.sid in self._seen)
        seconds = self.seconds()
        for text in listed.texts:
            if text.sid in self._seen and seconds - self._seen[text.sid] >= self.patience:
                await self._take(text)
        if listed.whole and (done := _done_until(listed.texts, self._seen)):
            # A text dated ahead must not hide the ones that come before that day.
            await self.marks.move(self.name, min(done, self.now()))

    async def _listed(self) -> ListedTexts:
        """The newest texts; which of them are missing, and since when, is noted."""
        now = self.now()
        mark = await self.marks.heard(self.name, now)
        late = self.channel.listed_late
        since = max(mark.heard - late, mark.began - _BEFORE_THE_FIRST, now - _LONGEST - late)
        listed = await self.channel.received_since(since)
        if not (listed.whole or listed.texts):
            return listed
        missing = await self.marks.missing([text.sid for text in listed.texts])
        seconds = self.seconds()
        self._seen = {sid: self._seen.get(sid, seconds) for sid in missing}
        return listed

    async def _take(self, text: InboundText) -> None:
        await self.order.desk.receive(text, self.now(), lambda: True)
        del self._seen[text.sid]
        self.order.taken(text)
        _log.warning("text %s did not reach us by the carrier's call; it was taken from its list", text.sid)


def _done_until(listed: Sequence[InboundText], waiting: Container[str]) -> datetime | None:
    """Until when everything listed is in the inbox, by the carrier's clock; None when nothing is listed."""
    sent = [(text.sent, text.sid in waiting) for text in listed if text.sent]
    return min((at for at, open_ in sent if open_), default=None) or max((at for at, _ in sent), default=None)
