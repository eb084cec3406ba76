"""The worker's port, in memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from domain.model.delivery import (
    Claimed,
    Delivery,
    Dropped,
    Failed,
    Outcome,
    Queue,
    Rate,
    Repeat,
    Retry,
    Sent,
    Settlement,
    Unknown,
)

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Box:
    """A delivery as the outbox in memory keeps it."""

    delivery: Delivery
    due: datetime | None
    """None = at once."""
    state: str = "queued"
    settled: datetime | None = None
    error: str | None = None
    external_id: str | None = None
    closed: bool = False


def _plain(claimed: Sequence[Delivery]) -> int:
    return sum(1 for one in claimed if not one.urgent)


@dataclass
class MemoryOutbox:
    """The port, in memory."""

    boxes: dict[int, Box] = field(default_factory=dict)
    opted_out: set[str] = field(default_factory=set)
    broken: bool = False
    claims: int = 0
    noted: list[list[int]] = field(default_factory=list)
    """Which outcomes were noted together."""
    spoilt: set[int] = field(default_factory=set)
    """Of these no outcome can be noted."""
    slowly: Callable[[], Awaitable[None]] | None = None
    """What passes between a claim and the worker's hearing of it."""

    def post(self, target: str, now: datetime, queue: Queue = Queue.SMS, *, urgent: bool = True) -> int:
        number = len(self.boxes) + 1
        delivery = Delivery(number, queue, target, {"body": f"text {number}"}, attempts=0, posted=now, urgent=urgent)
        self.boxes[number] = Box(delivery, None)
        return number

    def states(self) -> list[str]:
        return [box.state for box in self.boxes.values()]

    async def claim(
        self,
        queue: Queue,
        limit: int,
        now: datetime,
        _rate: Rate | None = None,
        apart: timedelta = timedelta(),
        not_urgent: int | None = None,
    ) -> Claimed:
        self._work()
        claimed: list[Delivery] = []
        lately = [b for b in self.boxes.values() if b.delivery.leased and abs(now - b.delivery.leased) < apart]
        busy = {box.delivery.target for box in [*self._of(queue, "sending"), *lately]}
        ready = [box for box in self._of(queue, "queued") if _is_due(box, now)]
        for box in sorted(ready, key=lambda box: (not box.delivery.urgent, box.due or LONG_AGO, box.delivery.id)):
            if not (box.delivery.urgent or not_urgent is None or _plain(claimed) < not_urgent):
                continue
            if len(claimed) < limit and box.delivery.target not in busy and not self._overtakes(box):
                box.state = "sending"
                box.delivery = replace(box.delivery, attempts=box.delivery.attempts + 1, leased=now)
                busy.add(box.delivery.target)
                claimed.append(box.delivery)
        self.claims += bool(claimed)
        due = min((box.due or LONG_AGO for box in self._of(queue, "queued")), default=None)
        if self.slowly is not None:
            await self.slowly()
        return Claimed(claimed, due)

    def _overtakes(self, box: Box) -> bool:
        return any(
            other.state == "queued"
            and other.delivery.attempts > 0
            and not other.closed
            and other.delivery.id < box.delivery.id
            for other in self.boxes.values()
            if (other.delivery.target, other.delivery.urgent) == (box.delivery.target, box.delivery.urgent)
        )

    async def settle(self, *settlements: Settlement) -> None:
        self._work()
        if self.spoilt & {one.delivery.id for one in settlements}:
            raise ValueError("cannot be noted")
        self.noted.append([one.delivery.id for one in settlements])
        for one in settlements:
            self._settle(one.delivery, one.outcome, one.at, one.due)

    def _settle(self, delivery: Delivery, outcome: Outcome, now: datetime, due: datetime | None) -> None:
        box = self.boxes[delivery.id]
        if box.state not in ("sending", "unknown") or box.delivery.attempts != delivery.attempts:
            return
        box.settled = now
        match outcome:
            case Sent(external_id):
                box.state, box.external_id = "sent", external_id
            case Dropped():
                box.state, box.error = "dropped", outcome.error
            case Failed():
                box.state, box.error = "failed", outcome.error
                self.opted_out |= {delivery.target} if outcome.opted_out else set()
            case Retry() | Repeat() | Unknown():
                assert due is not None
                box.state = "unknown" if isinstance(outcome, Unknown) else "queued"
                box.error, box.due = outcome.error, due
                box.closed = isinstance(outcome, Retry) and outcome.closed
                box.delivery = replace(box.delivery, repeated=box.delivery.repeated or isinstance(outcome, Repeat))

    async def under_way(self, queue: Queue) -> Mapping[int, int]:
        self._work()
        return {box.delivery.id: box.delivery.attempts for box in self._of(queue, "sending")}

    async def take_over(self, queue: Queue, attempts: Mapping[int, int], now: datetime) -> int:
        lost = [box for box in self._of(queue, "sending") if attempts.get(box.delivery.id) == box.delivery.attempts]
        for box in lost:
            box.state, box.due = "unknown", now
        return len(lost)

    async def clock_set_back(self, queue: Queue, now: datetime) -> int:
        self._work()
        waiting = [box for state in ("queued", "unknown") for box in self._of(queue, state) if not _is_due(box, now)]
        many = 0
        for box in waiting:
            if box.due and box.settled and box.settled > now:
                box.due, box.settled, many = now + (box.due - box.settled), now, many + 1
        return many

    async def clock_lost(self, queue: Queue, now: datetime, lost: timedelta) -> None:
        self._work()
        for box in [box for state in ("queued", "unknown") for box in self._of(queue, state)]:
            if box.due and box.settled and box.due > now:
                box.due, box.settled = box.due - lost, box.settled - lost
        for box in self.boxes.values():
            if box.delivery.queue is queue and box.delivery.leased:
                box.delivery = replace(box.delivery, leased=box.delivery.leased - lost)

    async def unknowns(self, queue: Queue, limit: int, now: datetime) -> Sequence[Delivery]:
        self._work()
        return [box.delivery for box in self._of(queue, "unknown") if _is_due(box, now)][:limit]

    def _of(self, queue: Queue, state: str) -> list[Box]:
        return [box for box in self.boxes.values() if box.delivery.queue is queue and box.state == state]

    def _work(self) -> None:
        if self.broken:
            raise OSError("the database is away")


def _is_due(box: Box, now: datetime) -> bool:
    return box.due is None or box.due <= now
