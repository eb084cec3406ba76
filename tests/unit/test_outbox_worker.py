"""The delivery worker: an outbox in memory, carriers that follow a script, and time that only the test moves."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from prometheus_client import CollectorRegistry

from app.outbox import Policy, Rate, Worker, chat_policy, meter, sms_policy
from app.outbox.policy import ATTEMPTS_A_DAY, backoff, patience
from domain.delivery import Failed, Lane, Outcome, Parcel, Retry, Sent, Unknown
from domain.quiet import next_allowed

START = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)  # ten in the morning
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYTIME = partial(next_allowed, quiet_before_minutes=8 * 60, quiet_after_minutes=20 * 60, tz=SHANGHAI)
SMS = sms_policy(5, DAYTIME)
CHAT = chat_policy()
PATIENT = replace(SMS, poll_seconds=60)  # for tests of hours and days


class Time:
    """A clock and a sleep. ``run(seconds)`` lets everything happen that happens in that time, in an instant."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        awoken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + timedelta(seconds=seconds), next(self._order), awoken))
        await awoken

    async def run(self, seconds: float) -> None:
        end = self._now + timedelta(seconds=seconds)
        await self._settle_down()
        while self._sleepers and self._sleepers[0][0] <= end:
            self._now, _, awoken = heapq.heappop(self._sleepers)
            if not awoken.done():
                awoken.set_result(None)
                await self._settle_down()
        self._now = end

    async def _settle_down(self) -> None:
        for _ in range(15):
            await asyncio.sleep(0)


@dataclass
class Box:
    """A parcel as the outbox in memory keeps it."""

    parcel: Parcel
    due: datetime
    state: str = "queued"
    settled: datetime | None = None
    error: str | None = None
    external_id: str | None = None


@dataclass
class MemoryOutbox:
    """The port, in memory."""

    boxes: dict[int, Box] = field(default_factory=dict)
    opted_out: set[str] = field(default_factory=set)
    broken: bool = False

    def post(self, target: str, now: datetime, lane: Lane = Lane.SMS, *, urgent: bool = True) -> int:
        number = len(self.boxes) + 1
        parcel = Parcel(number, lane, target, {"body": f"text {number}"}, attempts=0, posted=now, urgent=urgent)
        self.boxes[number] = Box(parcel, now)
        return number

    def states(self) -> list[str]:
        return [box.state for box in self.boxes.values()]

    async def claim(self, lane: Lane, limit: int, now: datetime, skip: Collection[str] = ()) -> Sequence[Parcel]:
        self._work()
        claimed: list[Parcel] = []
        busy = {box.parcel.target for box in self.boxes.values() if box.state == "sending"} | set(skip)
        ready = [box for box in self._of(lane, "queued") if box.due <= now]
        for box in sorted(ready, key=lambda box: (not box.parcel.urgent, box.due, box.parcel.id)):
            if len(claimed) < limit and box.parcel.target not in busy and not self._overtakes(box):
                box.state = "sending"
                box.parcel = replace(box.parcel, attempts=box.parcel.attempts + 1, leased=now)
                busy.add(box.parcel.target)
                claimed.append(box.parcel)
        return claimed

    def _overtakes(self, box: Box) -> bool:
        return any(
            other.state == "queued" and other.parcel.attempts > 0 and other.parcel.id < box.parcel.id
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
            case Failed():
                box.state, box.error = "failed", outcome.error
                self.opted_out |= {parcel.target} if outcome.opted_out else set()
            case Retry() | Unknown():
                assert due is not None
                box.state = "queued" if isinstance(outcome, Retry) else "unknown"
                box.error, box.due = outcome.error, due

    async def take_over_stale(self, lane: Lane, leased_before: datetime, now: datetime) -> int:
        self._work()
        stale = [box for box in self._of(lane, "sending") if box.parcel.leased and box.parcel.leased < leased_before]
        for box in stale:
            box.state, box.due = "unknown", now
        return len(stale)

    async def unknowns(self, lane: Lane, limit: int, now: datetime) -> Sequence[Parcel]:
        self._work()
        return [box.parcel for box in self._of(lane, "unknown") if box.due <= now][:limit]

    async def next_due(self, lane: Lane) -> datetime | None:
        self._work()
        return min((box.due for box in self._of(lane, "queued")), default=None)

    def _of(self, lane: Lane, state: str) -> list[Box]:
        return [box for box in self.boxes.values() if box.parcel.lane is lane and box.state == state]

    def _work(self) -> None:
        if self.broken:
            raise OSError("the database is away")


Script = Callable[[Parcel], Outcome | Exception]


@dataclass
class ScriptedCarrier:
    """Answers by the script, after ``seconds``; notes when it was given what."""

    time: Time
    script: Script = lambda parcel: Sent(f"SM{parcel.id}")
    known: Callable[[Parcel], Outcome | None] = lambda _parcel: None
    seconds: float = 0.1
    given: list[tuple[float, int]] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    side_by_side: int = 0
    busiest: int = 0

    async def deliver(self, parcel: Parcel) -> Outcome:
        self.given.append((self._gone(), parcel.id))
        self.side_by_side += 1
        self.busiest = max(self.busiest, self.side_by_side)
        try:
            await self.time.sleep(self.seconds)
        finally:
            self.side_by_side -= 1
        answer = self.script(parcel)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def look_up(self, parcel: Parcel) -> Outcome | None:
        self.asked.append(self._gone())
        return self.known(parcel)

    def order(self) -> list[int]:
        return [number for _, number in self.given]

    def _gone(self) -> float:
        return (self.time.now() - START).total_seconds()


@dataclass
class Bench:
    """Everything that a test of the worker needs."""

    time: Time
    outbox: MemoryOutbox
    carrier: ScriptedCarrier
    worker: Worker

    def post(self, target: str, lane: Lane = Lane.SMS, *, urgent: bool = True) -> int:
        return self.outbox.post(target, self.time.now(), lane, urgent=urgent)


@asynccontextmanager
async def at_work(
    policy: Policy = SMS, start: datetime = START, registry: CollectorRegistry | None = None
) -> AsyncIterator[Bench]:
    time = Time(start)
    outbox = MemoryOutbox()
    carrier = ScriptedCarrier(time)
    count = meter(registry or CollectorRegistry())
    worker = Worker(outbox, carrier, policy, time, sleep=time.sleep, chance=lambda: 0.5, count=count)
    running = asyncio.create_task(worker.run())
    try:
        yield Bench(time, outbox, carrier, worker)
    finally:
        running.cancel()
        await asyncio.wait({running})


async def test_what_is_posted_is_sent_at_once_when_the_worker_is_woken() -> None:
    async with at_work() as bench:
        await bench.time.run(0.5)
        bench.post("a")
        bench.worker.wake()
        await bench.time.run(0.2)
        assert bench.outbox.boxes[1].external_id == "SM1"
        assert bench.carrier.given == [(0.5, 1)]


async def test_what_another_process_posted_is_found_within_a_second() -> None:
    async with at_work() as bench:
        await bench.time.run(0.5)
        bench.post("a")
        await bench.time.run(1.2)
        assert bench.outbox.states() == ["sent"]


async def test_parcels_to_different_targets_go_side_by_side_and_to_one_target_in_order() -> None:
    async with at_work(Policy(Lane.SMS, Rate(100, 1), at_once=3)) as bench:
        for target in "aaabbbcccddd":
            bench.post(target)
        await bench.time.run(3)
        assert bench.outbox.states() == ["sent"] * 12
        assert bench.carrier.busiest == 3
        by_target = defaultdict(list)
        for number in bench.carrier.order():
            by_target[bench.outbox.boxes[number].parcel.target].append(number)
        assert dict(by_target) == {"a": [1, 2, 3], "b": [4, 5, 6], "c": [7, 8, 9], "d": [10, 11, 12]}


async def test_a_text_that_waits_for_another_attempt_is_not_overtaken() -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda parcel: Retry("busy") if parcel.id == 1 and parcel.attempts < 3 else Sent("x")
        bench.post("a")
        bench.post("a")
        await bench.time.run(30)
        assert bench.carrier.order() == [1, 1, 1, 2]


async def test_replies_go_before_notices() -> None:
    async with at_work(Policy(Lane.SMS, Rate(1, 1), at_once=1)) as bench:
        for target in "abc":
            bench.post(target, urgent=False)
        bench.post("d")
        await bench.time.run(6)
        assert bench.carrier.order() == [4, 1, 2, 3]


async def test_texts_keep_to_so_many_a_second() -> None:
    async with at_work(sms_policy(5, DAYTIME)) as bench:
        for number in range(23):
            bench.post(f"phone {number}")
        await bench.time.run(10)
        moments = [moment for moment, _ in bench.carrier.given]
        assert len(moments) == 23
        assert all(later - earlier >= 1 for earlier, later in zip(moments, moments[5:], strict=False))
        assert moments[-1] <= 5


async def test_a_target_keeps_to_its_own_rate_and_holds_up_nobody_else() -> None:
    twenty_a_minute = Policy(Lane.CHAT, Rate(30, 1), lambda target: Rate(20, 60) if target == "-100" else None)
    async with at_work(twenty_a_minute) as bench:
        bench.carrier.seconds = 0.01
        for _ in range(50):
            bench.post("-100", Lane.CHAT)
        person = bench.post("200", Lane.CHAT)
        await bench.time.run(200)
        in_group = [moment for moment, number in bench.carrier.given if number != person]
        assert len(in_group) == 50
        assert all(later - earlier >= 60 for earlier, later in zip(in_group, in_group[20:], strict=False))
        assert in_group[-1] < 125
        assert next(moment for moment, number in bench.carrier.given if number == person) < 1


async def test_a_retry_comes_later_and_later() -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda _: Retry("busy")
        bench.post("a")
        await bench.time.run(200)
        moments = [moment for moment, _ in bench.carrier.given]
        waits = [round(later - earlier) for earlier, later in itertools.pairwise(moments)]
        assert waits == [5, 10, 20, 40, 80]


async def test_the_platforms_own_wait_is_honoured() -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda parcel: Retry("429", 17) if parcel.attempts == 1 else Sent("x")
        bench.post("a")
        await bench.time.run(16)
        assert bench.outbox.states() == ["queued"]
        await bench.time.run(3)
        assert bench.outbox.states() == ["sent"]


async def test_retries_end_after_about_a_day() -> None:
    async with at_work(PATIENT) as bench:
        bench.carrier.script = lambda _: Retry("busy")
        number = bench.post("a")
        await bench.time.run(25 * 3600)
        assert bench.outbox.boxes[number].state == "failed"
        assert bench.outbox.boxes[number].error == f"given up after {ATTEMPTS_A_DAY} attempts: busy"
        assert 23 * 3600 < bench.carrier.given[-1][0] < 25 * 3600


async def test_a_refused_key_makes_the_lane_wait_and_loses_nothing() -> None:
    async with at_work(replace(PATIENT, at_once=2)) as bench:
        bench.carrier.script = lambda _: Retry("401", ours=True)
        for target in "abcdefgh":
            bench.post(target)
        await bench.time.run(24 * 3600)
        assert bench.outbox.states() == ["queued"] * 8
        assert len(bench.carrier.given) <= 2 * (24 * 60 + 1)
        bench.carrier.script = lambda _: Sent("x")
        await bench.time.run(120)
        assert bench.outbox.states() == ["sent"] * 8


async def test_a_failure_is_final_and_an_opt_out_is_noted() -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda parcel: Failed("21610", opted_out=parcel.target == "a")
        bench.post("a")
        bench.post("b")
        await bench.time.run(300)
        assert bench.outbox.states() == ["failed", "failed"]
        assert bench.outbox.opted_out == {"a"}
        assert len(bench.carrier.given) == 2


async def test_an_unknown_text_is_never_sent_blindly_again() -> None:
    async with at_work(PATIENT) as bench:
        bench.carrier.script = lambda _: Unknown("timeout")
        bench.post("a")
        await bench.time.run(10 * 24 * 3600)
        assert bench.outbox.states() == ["unknown"]
        assert len(bench.carrier.given) == 1
        waits = [later - earlier for earlier, later in itertools.pairwise(bench.carrier.asked)]
        assert len(waits) < 20
        assert waits[-1] > 24 * 3600 > 3600 > waits[0]


async def test_an_unknown_text_holds_up_no_later_one() -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda parcel: Unknown("timeout") if parcel.id == 1 else Sent("x")
        bench.post("a")
        bench.post("a")
        await bench.time.run(5)
        assert bench.outbox.states() == ["unknown", "sent"]


@pytest.mark.parametrize(
    ("found", "state", "attempts"),
    [(Sent("SM9"), "sent", 1), (Failed("30005"), "failed", 1), (Retry("never reached", 0), "sent", 2)],
)
async def test_a_look_up_settles_what_is_unknown(found: Outcome, state: str, attempts: int) -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda parcel: Unknown("timeout") if parcel.attempts == 1 else Sent("x")
        bench.carrier.known = lambda _: found
        bench.post("a")
        await bench.time.run(60)
        assert bench.outbox.states() == [state]
        assert len(bench.carrier.given) == attempts


async def test_a_status_report_that_was_faster_stands() -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda _: Unknown("timeout")
        number = bench.post("a")
        await bench.time.run(0.05)
        bench.outbox.boxes[number].state = "sent"
        await bench.time.run(600)
        assert bench.outbox.states() == ["sent"]
        assert bench.carrier.asked == []


async def test_what_a_dead_worker_left_is_looked_up_not_sent_again() -> None:
    async with at_work() as bench:
        number = bench.post("a")
        box = bench.outbox.boxes[number]
        box.state, box.parcel = "sending", replace(box.parcel, attempts=1, leased=START)
        bench.carrier.known = lambda _: Sent("SM9")
        await bench.time.run(120)
        assert box.state == "sending"
        await bench.time.run(60)
        assert (box.state, box.external_id) == ("sent", "SM9")
        assert bench.carrier.given == []


async def test_a_carrier_that_breaks_leaves_the_text_unknown_and_says_so_without_the_number(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda parcel: ValueError(f"cannot send to {parcel.target}")
        bench.post("+8615500000001")
        with caplog.at_level(logging.DEBUG):
            await bench.time.run(5)
        assert bench.outbox.states() == ["unknown"]
        assert "parcel 1: the carrier broke with ValueError" in caplog.text
        assert "15500000001" not in caplog.text


async def test_a_carrier_that_hangs_is_given_a_minute() -> None:
    async with at_work() as bench:
        bench.carrier.seconds = 10_000
        bench.post("a")
        await bench.time.run(61)
        assert bench.outbox.states() == ["unknown"]
        assert bench.carrier.side_by_side == 0


async def test_the_worker_outlives_a_database_that_is_away() -> None:
    async with at_work() as bench:
        bench.post("a")
        bench.post("a")
        await bench.time.run(0.05)
        bench.outbox.broken = True
        await bench.time.run(3)
        bench.outbox.broken = False
        await bench.time.run(10)
        assert bench.outbox.states() == ["sent", "sent"]
        assert bench.carrier.order() == [1, 2]


async def test_notices_wait_for_the_morning_and_replies_do_not() -> None:
    async with at_work(PATIENT, start=START + timedelta(hours=10)) as bench:  # eight in the evening
        notice = bench.post("a", urgent=False)
        bench.post("a")
        await bench.time.run(11.9 * 3600)
        assert bench.carrier.order() == [2]
        await bench.time.run(600)
        assert bench.carrier.order() == [2, notice]


async def test_a_retry_of_a_notice_keeps_the_quiet_hours() -> None:
    async with at_work(PATIENT, start=START + timedelta(hours=9.999)) as bench:
        bench.carrier.script = lambda parcel: Retry("busy") if parcel.attempts == 1 else Sent("x")
        bench.post("a", urgent=False)
        await bench.time.run(11 * 3600)
        assert bench.outbox.states() == ["queued"]
        await bench.time.run(2 * 3600)
        assert bench.outbox.states() == ["sent"]


async def test_stopping_finishes_what_is_under_way_and_claims_no_more() -> None:
    async with at_work(Policy(Lane.SMS, Rate(100, 1), at_once=1)) as bench:
        bench.carrier.seconds = 5
        bench.post("a")
        bench.post("b")
        await bench.time.run(1)
        stopping = asyncio.create_task(bench.worker.stop(10))
        await bench.time.run(6)
        assert stopping.done()
        assert bench.outbox.states() == ["sent", "queued"]


async def test_what_is_not_finished_within_the_grace_is_left_unknown() -> None:
    async with at_work() as bench:
        bench.carrier.seconds = 50
        bench.post("a")
        await bench.time.run(1)
        stopping = asyncio.create_task(bench.worker.stop(10))
        await bench.time.run(11)
        assert stopping.done()
        assert bench.outbox.states() == ["unknown"]


async def test_a_worker_that_never_ran_stops() -> None:
    time = Time()
    worker = Worker(MemoryOutbox(), ScriptedCarrier(time), SMS, time, sleep=time.sleep)
    stopping = asyncio.create_task(worker.stop(10))
    await time.run(1)
    assert stopping.done()
    await worker.run()


async def test_outcomes_are_counted() -> None:
    registry = CollectorRegistry()
    async with at_work(registry=registry) as bench:
        bench.carrier.script = lambda parcel: Retry("busy") if parcel.attempts == 1 else Sent("x")
        bench.post("a")
        await bench.time.run(10)
    for outcome, expected in (("retry", 1), ("sent", 1), ("failed", None)):
        labels = {"lane": "sms", "outcome": outcome}
        assert registry.get_sample_value("jifen_deliveries_total", labels) == expected


def test_the_backoff_stays_between_its_bounds() -> None:
    assert backoff(1, 0.5) == 5
    assert backoff(2, 0.5) == 10
    assert backoff(1000, 0.5) == 1800
    assert backoff(3, 0) == pytest.approx(16)
    assert backoff(3, 1) == pytest.approx(24)


def test_patience_grows_with_age() -> None:
    assert patience(timedelta(0)) == timedelta(seconds=15)
    assert patience(timedelta(hours=2)) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("local", "allowed"),
    [
        ("2026-11-03 07:59", "2026-11-03 08:00"),
        ("2026-11-03 08:00", "2026-11-03 08:00"),
        ("2026-11-03 19:59", "2026-11-03 19:59"),
        ("2026-11-03 20:00", "2026-11-04 08:00"),
        ("2026-12-31 23:30", "2027-01-01 08:00"),
        ("2026-11-03 00:00", "2026-11-03 08:00"),
    ],
)
def test_quiet_hours(local: str, allowed: str) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)
    expected = datetime.fromisoformat(allowed).replace(tzinfo=SHANGHAI)
    assert DAYTIME(now) == expected
    assert DAYTIME(now.astimezone(UTC)) == expected


def test_quiet_hours_may_be_none_but_not_all() -> None:
    midnight = datetime(2026, 11, 3, 23, 59, tzinfo=SHANGHAI)
    assert next_allowed(midnight, 0, 24 * 60, SHANGHAI) == midnight
    with pytest.raises(ValueError, match="no time"):
        next_allowed(midnight, 480, 480, SHANGHAI)
