"""Watching the clock: when it jumps, what cannot be undone is held until a person looks, or it is right again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.clock import Clock
from bot.telegram.posting import announcement
from bot.wording import clock as wording
from domain.ports import Store, Transactions
from domain.trust import Trust, judge

log = logging.getLogger(__name__)


_OFTEN = timedelta(minutes=1)
"""How far behind what is kept of a clock that runs on may be."""


def running_on() -> float:
    """Seconds of a clock that nobody sets; where the machine has one, of one that goes on while it sleeps."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


@dataclass(slots=True)
class ClockWatch:
    """Compares the clock with one that only runs on, and with what was kept of it."""

    transactions: Transactions
    clock: Clock
    seconds: Callable[[], float] = running_on
    _last: tuple[datetime, float] | None = field(default=None, init=False)

    async def is_right(self) -> bool:
        """Look at the clock; whether it can be trusted. That it cannot, or can again, is told."""
        now, seconds = self.clock.now(), self.seconds()
        drift = None
        if self._last is not None:
            drift = (now - self._last[0]) - timedelta(seconds=seconds - self._last[1])
        async with self.transactions.writing() as store:
            before = await store.clock.read(hold=True)
            after = judge(before, now, drift)
            if before is None or before.jumped != after.jumped or after.newest - before.newest >= _OFTEN:
                await store.clock.write(after)
            if before is not None and before.jumped != after.jumped:
                await _tell(store, after, now)
        self._last = (now, seconds)
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
    key = f"clock:{int(now.timestamp())}"
    for prefix, chat in await store.officers.town_chats():
        await store.post.post(announcement(chat, wording.told(trust, now), f"{key}:{prefix}"), now)
