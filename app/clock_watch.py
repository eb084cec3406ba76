"""Watching the clock: when it jumps, what cannot be undone is held until a person looks, or it is right again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.clock import Clock, Steps, running_on
from bot.outgoing import announcement
from bot.wording import clock as wording
from domain.model.trust import Trust
from domain.ports.store import Store, Transactions
from domain.town.trust import judge

log = logging.getLogger(__name__)


_OFTEN = timedelta(minutes=1)
"""How far behind what is kept of a clock that runs on may be."""


@dataclass(slots=True)
class ClockWatch:
    """Compares the clock with one that only runs on, and with what was kept of it."""

    transactions: Transactions
    clock: Clock
    seconds: Callable[[], float] = running_on
    _steps: Steps = field(init=False)

    def __post_init__(self) -> None:
        """Nothing was looked at yet."""
        self._steps = Steps(self.clock, self.seconds)

    async def is_right(self) -> bool:
        """Look at the clock; whether it can be trusted. That it cannot, or can again, is told."""
        look = self._steps.look()
        now = look.now
        async with self.transactions.writing() as store:
            before = await store.clock.read(hold=True)
            after = judge(before, now, look.drift)
            if before is None or before.jumped != after.jumped or after.newest - before.newest >= _OFTEN:
                await store.clock.write(after)
            if before is not None and before.jumped != after.jumped:
                await _tell(store, after, now)
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
    key = f"clock:{int(now.timestamp())}"
    for prefix, chat in await store.officers.town_chats():
        await store.post.post(announcement(chat, wording.told(trust, now), f"{key}:{prefix}"), now)
