"""Watching the clock: when it jumps, what cannot be undone is held until a person looks, or it is right again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.clock import Clock, Steps, running_on
from bot.outgoing import announcement
from bot.wording import clock as wording
from domain.model.trust import Trust
from domain.ports.store import Store, Transactions, Unavailable
from domain.town.trust import TOLERANCE, judge, stopped

log = logging.getLogger(__name__)


_OFTEN = timedelta(minutes=1)
"""How far behind what is kept of a clock that runs on may be, and how often it is looked at."""


@dataclass(slots=True)
class ClockWatch:
    """Compares the clock with one that only runs on, and with what was kept of it."""

    transactions: Transactions
    clock: Clock
    seconds: Callable[[], float] = running_on
    _steps: Steps = field(init=False)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    def __post_init__(self) -> None:
        """Nothing was looked at yet."""
        self._steps = Steps(self.clock, self.seconds)

    async def notice(self) -> None:
        """Look at the clock and tell of a jump, at the cost of nothing while there is none: before each message."""
        look = self._steps.look()
        if look.drift is None or abs(look.drift) > TOLERANCE:
            await self.is_right()

    async def run(self) -> None:
        """Look every minute, in a process that hears messages and has no scheduler as well."""
        while True:
            with contextlib.suppress(Unavailable):  # the next minute looks again
                await self.notice()
            await asyncio.sleep(_OFTEN.total_seconds())

    async def is_right(self) -> bool:
        """Look at the clock; whether it can be trusted. That it cannot, or can again, is told."""
        async with self._one_at_a_time:
            return await self._judge()

    async def _judge(self) -> bool:
        look = self._steps.look()
        now = look.now
        async with self.transactions.writing() as store:
            before = await store.clock.read(hold=True)
            after = judge(before, now, look.drift)
            if before is None or before.jumped != after.jumped or after.newest - before.newest >= _OFTEN:
                await store.clock.write(after)
            if before is not None and before.jumped != after.jumped:
                await _tell(store, after, now)
            elif before is not None and look.drift is None and stopped(before, now) is not None:
                await _tell_stop(store, before.newest, now)
        self._steps.remember(look)
        return after.right


async def _tell(store: Store, trust: Trust, now: datetime) -> None:
    if trust.right:
        log.warning("the clock is right again: what was held goes on")
    else:
        log.warning(
            "the clock jumped by %d seconds: nothing that cannot be undone happens by itself until it is right or"
            " somebody runs: jifen clock accept",
            trust.jumped.total_seconds(),
        )
    await _tell_town(store, wording.told(trust, now), f"clock:{int(now.timestamp())}", now)


async def _tell_stop(store: Store, since: datetime, now: datetime) -> None:
    log.warning("the program stood still for %d seconds, or the clock leapt", (now - since).total_seconds())
    await _tell_town(store, wording.stood_still(since, now), f"stopped:{int(since.timestamp())}", now)


async def _tell_town(store: Store, words: str, key: str, now: datetime) -> None:
    for prefix, chat in await store.officers.town_chats():
        await store.post.post(announcement(chat, words, f"{key}:{prefix}"), now)
