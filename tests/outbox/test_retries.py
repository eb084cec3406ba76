"""What did not go out is tried again, later and later, until there is no sense in it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from app.outbox.policy import ATTEMPTS_A_DAY, backoff
from domain.model.delivery import PLATFORM_AWAY, Failed, Retry, Sent
from tests.outbox.bench import PATIENT, at_work


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
        bench.carrier.script = lambda delivery: Retry("429", 17) if delivery.attempts == 1 else Sent("x")
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


async def test_a_platform_that_is_not_reached_is_tried_each_minute_and_nothing_is_given_up() -> None:
    async with at_work(PATIENT) as bench:
        bench.carrier.script = lambda _: Retry(PLATFORM_AWAY)
        bench.post("a")
        await bench.time.run(2 * 3600)
        assert bench.outbox.states() == ["queued"]
        moments = [moment for moment, _ in bench.carrier.given]
        assert max(later - earlier for earlier, later in itertools.pairwise(moments)) < 62


async def test_a_reason_that_nobody_knows_is_believed_after_a_few_tries() -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda _: Retry("HTTP 400, 99999", most=5)
        bench.post("a")
        await bench.time.run(300)
        assert (len(bench.carrier.given), bench.outbox.states()) == (5, ["failed"])


async def test_a_refused_key_makes_the_queue_wait_and_loses_nothing() -> None:
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
        bench.carrier.script = lambda delivery: Failed("21610", opted_out=delivery.target == "a")
        bench.post("a")
        bench.post("b")
        await bench.time.run(300)
        assert bench.outbox.states() == ["failed", "failed"]
        assert bench.outbox.opted_out == {"a"}
        assert len(bench.carrier.given) == 2


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


def test_the_backoff_stays_between_its_bounds() -> None:
    assert backoff(1, 0.5) == 5
    assert backoff(2, 0.5) == 10
    assert backoff(1000, 0.5) == 1800
    assert backoff(3, 0) == pytest.approx(16)
    assert backoff(3, 1) == pytest.approx(24)
