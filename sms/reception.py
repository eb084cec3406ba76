"""A text is answered while its carrier waits, or by a text of ours as soon as its answer is there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from domain.ports.store import Unavailable
from sms.inbound import InboundText, Late

log = logging.getLogger(__name__)

_STOPPING_SECONDS = 5.0
"""How long a stop waits for late answers."""
_POST_AGAIN = (0.5, 2.0, 10.0, 30.0, 60.0, 120.0)
"""Seconds before a late reply that could not be posted is posted again."""

Later = Callable[[InboundText, str], Awaitable[None]]


class Receiver(Protocol):
    """Answers texts while their carrier waits."""

    async def receive(self, text: InboundText, now: datetime) -> str | None:
        """The reply, None for silence. Raises Unavailable: the text was not taken."""
        ...


class Answerer(Protocol):
    """Answers texts in its own time; ``sms.desk.SmsDesk`` is one."""

    async def receive(self, text: InboundText, now: datetime, late: Late) -> str | None:
        """The reply, None for silence; once ``late`` it posts the reply as well. Raises Unavailable: not taken."""
        ...


class Reception:
    """``Receiver`` that never takes longer than ``seconds``.

    ``later`` posts a reply that took longer, once for each text. A text that is brought again meanwhile is not handled
    a second time; once the late reply is posted, it gets the stored one as any other.
    ``in_call``: the carrier takes the reply in the response to its call; else every reply is posted.
    """

    def __init__(self, desk: Answerer, later: Later, seconds: float = 10.0, *, in_call: bool = True) -> None:
        self._desk = desk
        self._later = later
        self._seconds = seconds
        self._in_call = in_call
        self._under_way: dict[str, asyncio.Task[str | None]] = {}
        self._late: dict[str, asyncio.Task[None]] = {}

    async def receive(self, text: InboundText, now: datetime) -> str | None:
        """The reply, None for silence or when it comes later. Raises Unavailable: the text was not taken."""
        answering = self._under_way.get(text.sid)
        if answering is None:
            answering = asyncio.create_task(
                self._desk.receive(text, now, lambda: not self._in_call or text.sid in self._late)
            )
            self._under_way[text.sid] = answering
            answering.add_done_callback(lambda _: self._under_way.pop(text.sid, None))
        await asyncio.wait({answering}, timeout=self._seconds)
        if text.sid in self._late:
            return None
        if answering.done():
            reply = answering.result()
            return reply if self._in_call else None
        log.warning("answering a text takes longer than %s s, its reply goes by itself", self._seconds)
        self._late[text.sid] = asyncio.create_task(self._follow(text, answering))
        return None

    async def close(self) -> None:
        """The program stops: what is nearly answered is waited for, what is lost is named by its id at the carrier."""
        if self._late:
            await asyncio.wait(self._late.values(), timeout=_STOPPING_SECONDS)
        if self._late:
            log.error("texts that were not taken, and that nobody brings again: %s", ", ".join(sorted(self._late)))
        for task in (*self._late.values(), *self._under_way.values()):
            task.cancel()
        await asyncio.gather(*self._late.values(), *self._under_way.values(), return_exceptions=True)

    async def _follow(self, text: InboundText, answering: asyncio.Task[str | None]) -> None:
        try:
            reply = await answering
            if reply:
                await self._post(text, reply)
        except Unavailable:
            log.error("text %s was not taken: the database failed for too long", text.sid)  # noqa: TRY400 - the trace may name it
        finally:
            self._late.pop(text.sid, None)

    async def _post(self, text: InboundText, reply: str) -> None:
        for seconds in _POST_AGAIN:
            try:
                return await self._later(text, reply)
            except Unavailable:
                await asyncio.sleep(seconds)
        return await self._later(text, reply)
