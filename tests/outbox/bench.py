"""A worker with an outbox in memory, a carrier that follows a script, and time that only the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from prometheus_client import CollectorRegistry

from app.outbox import Admitted, DeliveryPolicy, Rate, TimeSource, Worker, chat_policy, meter, sms_policy
from domain.model.delivery import Delivery, Outcome, Queue, Retry, Sent
from domain.scoring.quiet import next_allowed
from tests.outbox.memory import MemoryOutbox
from tests.outbox.time import START, Time

SHANGHAI = ZoneInfo("Asia/Shanghai")


async def in_daytime(deliveries: Sequence[Delivery], now: datetime) -> Sequence[Admitted]:
    """A notice waits for the morning; a reply does not."""
    morning = next_allowed(now.astimezone(SHANGHAI), 8 * 60, 20 * 60)
    wait = (morning - now).total_seconds()
    return [Retry("quiet hours", wait) if wait > 0 and not one.urgent else one for one in deliveries]


SMS = sms_policy(Rate(5, 1), in_daytime)
CHAT = chat_policy(30)
PATIENT = replace(SMS, poll_seconds=60)  # for tests of hours and days


Script = Callable[[Delivery], Outcome | Exception]


@dataclass
class ScriptedCarrier:
    """Answers by the script, after ``seconds``; notes when it was given what."""

    time: Time
    script: Script = lambda delivery: Sent(f"SM{delivery.id}")
    known: Callable[[Delivery], Outcome | None] = lambda _delivery: None
    seconds: float = 0.1
    given: list[tuple[float, int]] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    side_by_side: int = 0
    busiest: int = 0

    async def deliver(self, delivery: Delivery) -> Outcome:
        self.given.append((self._gone(), delivery.id))
        self.side_by_side += 1
        self.busiest = max(self.busiest, self.side_by_side)
        try:
            await self.time.sleep(self.seconds)
        finally:
            self.side_by_side -= 1
        answer = self.script(delivery)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def look_up(self, delivery: Delivery) -> Outcome | None:
        self.asked.append(self._gone())
        return self.known(delivery)

    def order(self) -> list[int]:
        return [number for _, number in self.given]

    def _gone(self) -> float:
        return self.time.seconds()


@dataclass
class Bench:
    """Everything that a test of the worker needs."""

    time: Time
    outbox: MemoryOutbox
    carrier: ScriptedCarrier
    worker: Worker

    def post(self, target: str, queue: Queue = Queue.SMS, *, urgent: bool = True) -> int:
        return self.outbox.post(target, self.time.now(), queue, urgent=urgent)


@asynccontextmanager
async def at_work(
    policy: DeliveryPolicy = SMS,
    start: datetime = START,
    registry: CollectorRegistry | None = None,
    poll_seconds: float | None = None,
    *,
    only_worker: bool = False,
    rush: Callable[[float], bool] = lambda _seconds: False,
) -> AsyncIterator[Bench]:
    """``rush``: whether messages come in, so many seconds after the start."""
    time = Time(start)
    outbox = MemoryOutbox()
    carrier = ScriptedCarrier(time)
    count = meter(registry or CollectorRegistry())
    source = TimeSource(time, time.sleep, time.seconds, chance=lambda: 0.5, rush=lambda: rush(time.seconds()))
    worker = Worker(outbox, carrier, policy, source, count)
    running = asyncio.create_task(worker.run(poll_seconds, only_worker=only_worker))
    try:
        yield Bench(time, outbox, carrier, worker)
    finally:
        running.cancel()
        await asyncio.wait({running})
