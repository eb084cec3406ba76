"""What may or may not have gone out is looked up, never sent blindly again."""

from __future__ import annotations

import itertools
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from app.outbox.policy import patience
from domain.model.delivery import Failed, Outcome, Retry, Sent, Unknown
from tests.outbox.bench import PATIENT, at_work
from tests.outbox.time import START


async def test_an_unknown_text_is_never_sent_blindly_again() -> None:
    async with at_work(PATIENT) as bench:
        bench.carrier.script = lambda _: Unknown("timeout")
        bench.post("a")
        await bench.time.run(10 * 24 * 3600)
        assert bench.outbox.states() == ["unknown"]
        assert len(bench.carrier.given) == 1
        waits = [later - earlier for earlier, later in itertools.pairwise(bench.carrier.asked)]
        assert len(waits) < 60
        assert waits[-1] >= 6 * 3600 > 3600 > waits[0]


async def test_an_unknown_text_holds_up_no_later_one() -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda delivery: Unknown("timeout") if delivery.id == 1 else Sent("x")
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
        bench.carrier.script = lambda delivery: Unknown("timeout") if delivery.attempts == 1 else Sent("x")
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
        box.state, box.delivery = "sending", replace(box.delivery, attempts=1, leased=START)
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
        bench.carrier.script = lambda delivery: ValueError(f"cannot send to {delivery.target}")
        bench.post("+8615500000001")
        with caplog.at_level(logging.DEBUG):
            await bench.time.run(5)
        assert bench.outbox.states() == ["unknown"]
        assert "delivery 1: the carrier broke with ValueError" in caplog.text
        assert "15500000001" not in caplog.text


async def test_a_carrier_that_hangs_is_given_a_minute() -> None:
    async with at_work() as bench:
        bench.carrier.seconds = 10_000
        bench.post("a")
        await bench.time.run(61)
        assert bench.outbox.states() == ["unknown"]
        assert bench.carrier.side_by_side == 0


def test_patience_grows_with_age() -> None:
    assert patience(timedelta(0)) == timedelta(seconds=15)
    assert patience(timedelta(hours=2)) == timedelta(hours=1)
    assert patience(timedelta(days=8)) == timedelta(hours=6)
