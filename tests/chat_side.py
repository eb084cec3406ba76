"""The product's chat side beside a test: what receives from the platforms, and the workers that deliver to them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from app.chat import Chat, make_chat
from app.clock_watch import ClockWatch
from app.message_log import MessageLog
from app.metrics import Metrics
from app.runtime import Runtime
from app.settings import Settings
from app.trouble_notes import TroubleNotes
from tests.village import ZONE, Village, town

_GRACE_SECONDS = 20.0


class Timed(Protocol):
    """A village, in which it is so late."""

    now: datetime


@dataclass(frozen=True)
class VillageClock:
    """As late as it is in the village."""

    village: Timed
    timezone: ZoneInfo = ZONE

    def now(self) -> datetime:
        return self.village.now


def chat_side(settings: Settings, village: Village) -> Chat:
    """The product's chat side, on the village's database."""
    runtime = Runtime(settings, VillageClock(village), town(), village.database, village.transactions)
    metrics = Metrics()
    watch = ClockWatch(runtime.transactions, runtime.clock)
    troubles = TroubleNotes(runtime.transactions, runtime.clock)
    chat = make_chat(runtime, metrics, MessageLog(metrics), watch, troubles)
    assert chat is not None
    return chat


@asynccontextmanager
async def running(chat: Chat, *, delivers: bool = True) -> AsyncIterator[None]:
    """It receives, and delivers unless it shall be stopped before."""
    workers = chat.workers if delivers else ()
    tasks = [asyncio.create_task(worker.run()) for worker in workers]
    receiving = asyncio.gather(*(side.receive() for side in chat.sides))
    try:
        yield
    finally:
        # As in app.serve: what is on its way is answered by the connection that it went by.
        await asyncio.gather(*(worker.stop(_GRACE_SECONDS) for worker in workers), *tasks, return_exceptions=True)
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)
        await chat.close()
