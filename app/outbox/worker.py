"""The worker of one queue."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from app.clock import ClockReading, Steps
from app.outbox.handover import Handover
from app.outbox.leases import LEASE_SECONDS, Leases
from app.outbox.meter import Count, count_nothing
from app.outbox.pace import Pace
from app.outbox.policy import OURS_SECONDS, Admitted, DeliveryPolicy
from app.outbox.port import Outbox
from app.outbox.spacing import Spacing
from app.outbox.time_source import TimeSource
from app.outbox.waiting import pause
from domain.model.delivery import Delivery, Dropped, Failed, Outcome, Retry, Sent
from domain.ports.carrier import Carrier

_log = logging.getLogger(__name__)

_POLLS_A_LOOK = 15
_LOOK_AT_ONCE = 20
_TROUBLE_SECONDS = 5.0
_NOTING_SECONDS = 5.0
"""How long a stop waits for what is left unknown to be noted."""
_SET = timedelta(seconds=2)
"""A clock that is further off than this from one look to the next has been set."""


class Worker:
    """Delivers one queue's deliveries until it is stopped. Deliveries to different targets go side by side."""

    def __init__(
        self,
        outbox: Outbox,
        carrier: Carrier,
        policy: DeliveryPolicy,
        time: TimeSource,
        count: Count = count_nothing,
    ) -> None:
        clock, sleep, seconds = time.clock, time.sleep, time.seconds
        self._outbox = outbox
        self._policy = policy
        self._clock = clock
        self._sleep = sleep
        self._handover = Handover(outbox, carrier, policy, time, count)
        self._pace = Pace(policy.overall)
        self._poll_seconds = policy.poll_seconds
        self._look_seconds = policy.poll_seconds * _POLLS_A_LOOK
        self._under_way = 0
        self._seconds = seconds
        self._steps = Steps(clock, seconds)
        self._behind = timedelta()
        self._told_of_slow_clock = False
        self._leases = Leases()
        self._refused_until = 0.0
        self._look_ups_from = 0.0
        self._claims = Spacing(time)
        self._held_back = False
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._ended = asyncio.Event()
        self._ended.set()
        self._running: asyncio.Task[None] | None = None

    def notified(self, queue: str) -> None:
        """Something was posted in that queue, and its transaction has committed."""
        if queue == self._policy.queue:
            self._wake.set()

    async def run(self, poll_seconds: float | None = None, *, only_worker: bool = False) -> None:
        """Work until ``stop``. ``poll_seconds`` instead of the policy's: where nobody tells what was posted.

        ``only_worker``: no other process delivers from this database, so whoever made the attempts under way is dead.
        """
        self._poll_seconds = poll_seconds or self._policy.poll_seconds
        self._ended.clear()
        self._running = asyncio.current_task()
        try:
            if only_worker:
                await self._inherit()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._repeat(self._recover, self._stopping, self._look_seconds))
                await self._repeat(lambda: self._send_due(tasks), self._wake, self._poll_seconds)
        finally:
            self._running = None
            self._ended.set()

    async def stop(self, grace_seconds: float) -> None:
        """Claim no more; wait for what is under way, ``grace_seconds`` at most, then leave it unknown.

        A database that gives no answer to that is not waited for: its lease takes over what was left.
        """
        self._stopping.set()
        self._wake.set()
        await pause(self._ended, self._sleep, grace_seconds)
        self._handover.abandon()
        await pause(self._ended, self._sleep, _NOTING_SECONDS)
        if self._running is not None:
            self._running.cancel()
        await self._ended.wait()

    async def _repeat(self, step: Callable[[], Awaitable[float]], wake: asyncio.Event, longest: float) -> None:
        """Repeat a step, which says in how many seconds it has work again, or sooner if ``wake`` is set meanwhile."""
        while not self._stopping.is_set():
            wake.clear()
            try:
                seconds = min(longest, await step())
            except Exception as fault:  # noqa: BLE001 - the database is away; the worker outlives that
                _log.warning(
                    "%s worker: nothing goes out, the database fails: %s", self._policy.queue, type(fault).__name__
                )
                seconds = _TROUBLE_SECONDS
            if seconds > 0:
                await pause(wake, self._sleep, seconds)

    async def _send_due(self, tasks: asyncio.TaskGroup) -> float:
        """Claim as much as may go now, no more: what is claimed and then lost in a crash would be unknown."""
        await self._claims.turn()
        await self._follow_clock()
        policy, now, seconds = self._policy, self._clock.now(), self._seconds()
        self._held_back = True  # whatever ends meanwhile may let something go that is not seen yet
        free, paced = policy.at_once - self._under_way, self._pace.room(seconds)
        if policy.overall.of_urgent:
            free = min(free, paced)
        if free <= 0 or seconds < self._refused_until:
            return self._pace.wait(seconds) or self._poll_seconds
        claimed = await self._outbox.claim(policy.queue, free, now, policy.overall, policy.apart, paced)
        self._start(claimed.deliveries, seconds, tasks)
        if claimed.due is not None and claimed.due <= now:
            return self._pace.wait(seconds) or self._poll_seconds
        self._held_back = False
        return self._poll_seconds if claimed.due is None else (claimed.due - now).total_seconds()

    def _start(self, deliveries: Sequence[Delivery], seconds: float, tasks: asyncio.TaskGroup) -> None:
        if not deliveries:
            return
        for delivery in deliveries:
            if self._policy.overall.counts(urgent=delivery.urgent):
                self._pace.take(seconds)
        self._under_way += len(deliveries)
        tasks.create_task(self._look_and_deliver(deliveries, tasks))

    async def _look_and_deliver(self, deliveries: Sequence[Delivery], tasks: asyncio.TaskGroup) -> None:
        """What was claimed together is looked at together, and then each goes by itself; the first in this task."""
        admitted = await self._handover.admit(deliveries)
        first, *others = deliveries
        for delivery in others:
            tasks.create_task(self._deliver(delivery, admitted[delivery.id]))
        await self._deliver(first, admitted[first.id])

    async def _deliver(self, delivery: Delivery, admitted: Admitted) -> None:
        outcome: Outcome | None = None
        try:
            outcome = await self._handover.deliver(delivery, admitted)
            if isinstance(outcome, Retry) and outcome.ours:
                self._refused_until = self._seconds() + OURS_SECONDS
        finally:
            self._under_way -= 1
            if self._held_back or not isinstance(outcome, Sent | Failed | Dropped):
                self._wake.set()  # what stood behind it may go, or itself again

    async def _recover(self) -> float:
        """Take over what dead workers left, and ask what became of the unknown ones whose turn it is."""
        now = self._clock.now()
        await self._take_over_lapsed()
        if self._seconds() < self._look_ups_from:
            return self._look_seconds
        deliveries = await self._outbox.unknowns(self._policy.queue, _LOOK_AT_ONCE, now)
        for delivery in deliveries:
            if not self._stopping.is_set():
                await self._handover.look_up(delivery)
        return 0 if len(deliveries) == _LOOK_AT_ONCE else self._look_seconds

    async def _inherit(self) -> None:
        """Take over at once what a dead worker was sending, where it may be sent once more without harm.

        Anything else is looked up, and its platform may know of it only some time later: it waits for its lease.
        """
        if self._policy.repeat_within is None:
            return
        try:
            left = await self._outbox.under_way(self._policy.queue)
            await self._take_over(left)
        except Exception as fault:  # noqa: BLE001 - the database is away; the leases take over what was left
            _log.warning("%s worker: nothing taken over at the start: %s", self._policy.queue, type(fault).__name__)

    async def _take_over_lapsed(self) -> None:
        await self._take_over(self._leases.lapsed(await self._outbox.under_way(self._policy.queue), self._seconds()))

    async def _take_over(self, attempts: Mapping[int, int]) -> None:
        if attempts and (many := await self._outbox.take_over(self._policy.queue, attempts, self._clock.now())):
            _log.warning("%s worker: %d deliveries taken over in mid-send", self._policy.queue, many)

    async def _follow_clock(self) -> None:
        """Who waits so many seconds waits no longer, whatever the clock does.

        Whether it was set while no worker looked nobody knows.
        """
        look = self._steps.look()
        if look.drift is None or (abs(look.drift) > _SET and not look.slow):
            await self._clock_set(look)
        else:
            await self._clock_ran(look.now, look.drift)
        self._steps.remember(look)

    async def _clock_ran(self, now: datetime, drift: timedelta) -> None:
        """The clock stands still, or loses time, if it falls behind more and more."""
        self._behind -= drift
        if self._behind > _SET:
            await self._outbox.clock_lost(self._policy.queue, now, self._behind)
            if not self._told_of_slow_clock:
                _log.warning("%s worker: the clock stands or goes slow; pauses end by seconds", self._policy.queue)
            self._behind, self._told_of_slow_clock = timedelta(), True

    async def _clock_set(self, look: ClockReading) -> None:
        """Nothing waits for what it showed before, and how old an attempt is nobody knows."""
        many = await self._outbox.clock_set_back(self._policy.queue, look.now)
        if look.drift is not None:
            self._look_ups_from = look.seconds + LEASE_SECONDS
            told = "%s worker: the clock was set by %.0f seconds; what was due goes on"
            _log.warning(told, self._policy.queue, look.drift.total_seconds())
        if many:
            _log.warning("%s worker: %d deliveries waited for a later clock and wait anew", self._policy.queue, many)
