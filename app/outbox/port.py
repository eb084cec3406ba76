"""What the worker needs: the outbox as it is seen from the delivering side, and ways to count time and to wait."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from domain.model.delivery import Claimed, Delivery, Queue, Rate, Settlement

Seconds = Callable[[], float]
"""Seconds of a clock that nobody sets and that only runs on: paces, pauses and leases go by it."""
Sleep = Callable[[float], Awaitable[None]]
"""Wait that many seconds: ``asyncio.sleep``, or a test's own."""


class Outbox(Protocol):
    """Deliveries on their way out. Every method is a transaction of its own; several processes may call at once."""

    async def claim(
        self,
        queue: Queue,
        limit: int,
        now: datetime,
        rate: Rate | None = None,
        apart: timedelta = timedelta(),
        not_urgent: int | None = None,
    ) -> Claimed:
        """Lease queued deliveries that are due: ``queued`` → ``sending``, leased ``now``, one attempt more.

        Urgent ones first, then those that go at once, then by ``due``, then by id. No more than ``rate`` lets all
        workers have together, and at most ``not_urgent`` of those that are not. At most one delivery a target, none so
        soon (``apart``) after the one before, and none that would overtake: not while the target has a delivery in
        ``sending`` for some seconds at most (a dead worker's holds up nobody), nor while an earlier one of the same
        urgency waits for another attempt. It only reads where nothing is due.
        """
        ...

    async def settle(self, *settlements: Settlement) -> None:
        """Note what became of attempts, and opt-outs that came with it: of all of them or of none.

        Sent → ``sent``; Failed → ``failed``; Retry → ``queued`` again, from ``due`` on; Unknown → ``unknown``, to be
        looked into from ``due`` on. Does nothing about one unless it is ``sending`` or ``unknown`` and still at the
        attempt that ``delivery.attempts`` says: somebody else (a status report, another worker) was faster.
        """
        ...

    async def under_way(self, queue: Queue) -> Mapping[int, int]:
        """The attempts in ``sending``, whoever makes them: delivery id to attempt."""
        ...

    async def take_over(self, queue: Queue, attempts: Mapping[int, int], now: datetime) -> int:
        """Those attempts lost their worker in mid-send: ``sending`` → ``unknown``, to be looked into ``now``.

        Returns how many were still under way.
        """
        ...

    async def clock_set_back(self, queue: Queue, now: datetime) -> int:
        """The clock was set back: what began to wait later than ``now`` waits from now on, for no longer than before.

        Returns how many deliveries those were.
        """
        ...

    async def clock_lost(self, queue: Queue, now: datetime, lost: timedelta) -> None:
        """The clock stood still or went slow for so long: what waits a while, and what was handed over lately, did so
        that much earlier than was noted. What waits for a time of day goes on waiting for it.
        """
        ...

    async def unknowns(self, queue: Queue, limit: int, now: datetime) -> Sequence[Delivery]:
        """The unknown ones that are to be looked into by ``now``, those due longest first."""
        ...
