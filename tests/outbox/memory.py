"""The worker's port, in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from domain.model.delivery import Dropped, Failed, Lane, Outcome, Parcel, Repeat, Retry, Sent, Unknown

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Box:
    """A parcel as the outbox in memory keeps it."""

    parcel: Parcel
    due: datetime | None
    """None = at once."""
    state: str = "queued"
    settled: datetime | None = None
    error: str | None = None
    external_id: str | None = None
    closed: bool = False


@dataclass
class MemoryOutbox:
    """The port, in memory."""

    boxes: dict[int, Box] = field(default_factory=dict)
    opted_out: set[str] = field(default_factory=set)
    broken: bool = False

    def post(self, target: str, now: datetime, lane: Lane = Lane.SMS, *, urgent: bool = True) -> int:
        number = len(self.boxes) + 1
        parcel = Parcel(number, lane, target, {"body": f"text {number}"}, attempts=0, posted=now, urgent=urgent)
        self.boxes[number] = Box(parcel, None)
        return number

    def states(self) -> list[str]:
        return [box.state for box in self.boxes.values()]

    async def claim(self, lane: Lane, limit: int, now: datetime, skip: Collection[str] = ()) -> Sequence[Parcel]:
        self._work()
        claimed: list[Parcel] = []
        busy = {box.parcel.target for box in self.boxes.values() if box.state == "sending"} | set(skip)
        ready = [box for box in self._of(lane, "queued") if _is_due(box, now)]
        for box in sorted(ready, key=lambda box: (not box.parcel.urgent, box.due or LONG_AGO, box.parcel.id)):
            if len(claimed) < limit and box.parcel.target not in busy and not self._overtakes(box):
                box.state = "sending"
                box.parcel = replace(box.parcel, attempts=box.parcel.attempts + 1, leased=now)
                busy.add(box.parcel.target)
                claimed.append(box.parcel)
        return claimed

    def _overtakes(self, box: Box) -> bool:
        return any(
            other.state == "queued"
            and other.parcel.attempts > 0
            and not other.closed
            and other.parcel.id < box.parcel.id
            for other in self.boxes.values()
            if (other.parcel.target, other.parcel.urgent) == (box.parcel.target, box.parcel.urgent)
        )

    async def settle(self, parcel: Parcel, outcome: Outcome, now: datetime, due: datetime | None) -> None:
        self._work()
        box = self.boxes[parcel.id]
        if box.state not in ("sending", "unknown") or box.parcel.attempts != parcel.attempts:
            return
        box.settled = now
        match outcome:
            case Sent(external_id):
                box.state, box.external_id = "sent", external_id
            case Dropped():
                box.state, box.error = "dropped", outcome.error
            case Failed():
                box.state, box.error = "failed", outcome.error
                self.opted_out |= {parcel.target} if outcome.opted_out else set()
            case Retry() | Repeat() | Unknown():
                assert due is not None
                box.state = "unknown" if isinstance(outcome, Unknown) else "queued"
                box.error, box.due = outcome.error, due
                box.closed = isinstance(outcome, Retry) and outcome.closed
                box.parcel = replace(box.parcel, repeated=box.parcel.repeated or isinstance(outcome, Repeat))

    async def under_way(self, lane: Lane) -> Mapping[int, int]:
        self._work()
        return {box.parcel.id: box.parcel.attempts for box in self._of(lane, "sending")}

    async def take_over(self, lane: Lane, attempts: Mapping[int, int], now: datetime) -> int:
        lost = [box for box in self._of(lane, "sending") if attempts.get(box.parcel.id) == box.parcel.attempts]
        for box in lost:
            box.state, box.due = "unknown", now
        return len(lost)

    async def clock_set_back(self, lane: Lane, now: datetime) -> int:
        self._work()
        waiting = [box for state in ("queued", "unknown") for box in self._of(lane, state) if not _is_due(box, now)]
        many = 0
        for box in waiting:
            if box.due and box.settled and box.settled > now:
                box.due, box.settled, many = now + (box.due - box.settled), now, many + 1
        return many

    async def unknowns(self, lane: Lane, limit: int, now: datetime) -> Sequence[Parcel]:
        self._work()
        return [box.parcel for box in self._of(lane, "unknown") if _is_due(box, now)][:limit]

    async def next_due(self, lane: Lane) -> datetime | None:
        self._work()
        return min((box.due or LONG_AGO for box in self._of(lane, "queued")), default=None)

    def _of(self, lane: Lane, state: str) -> list[Box]:
        return [box for box in self.boxes.values() if box.parcel.lane is lane and box.state == state]

    def _work(self) -> None:
        if self.broken:
            raise OSError("the database is away")


def _is_due(box: Box, now: datetime) -> bool:
    return box.due is None or box.due <= now
