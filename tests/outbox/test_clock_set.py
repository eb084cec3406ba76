"""While texts and answers are on their way, the clock is set far back or forward, or it stands."""

from __future__ import annotations

import itertools
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from app.outbox import DeliveryPolicy, Rate
from domain.model.delivery import Delivery, Failed, Outcome, Queue, Retry, Sent, Unknown
from tests.outbox.bench import CHAT, SMS, at_work

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FAR = [-HOUR, -DAY, -8 * DAY, HOUR, DAY, 8 * DAY]
STEPS = pytest.mark.parametrize("step", FAR)


@STEPS
async def test_answers_go_on_within_a_second(step: timedelta) -> None:
    async with at_work(CHAT) as bench:
        for person in range(12):
            bench.post(f"before {person}", Queue.CHAT)
        await bench.time.run(1)
        bench.time.is_set(step)
        for person in range(60):
            bench.post(f"after {person}", Queue.CHAT)
        await bench.time.run(5)
        assert bench.outbox.states() == ["sent"] * 72


@STEPS
async def test_what_waited_when_it_was_set_goes_on(step: timedelta) -> None:
    async with at_work(DeliveryPolicy(Queue.SMS, Rate(1, 1), at_once=1)) as bench:
        for number in range(10):
            bench.post(f"phone {number}")
        await bench.time.run(3)
        bench.time.is_set(step)
        await bench.time.run(12)
        assert bench.outbox.states() == ["sent"] * 10
        moments = [moment for moment, _ in bench.carrier.given]
        assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(moments)), "the pace is kept"


@STEPS
async def test_the_next_attempt_comes_after_no_more_than_its_pause(step: timedelta) -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda delivery: (
            Retry("busy", 20) if delivery.id == delivery.attempts == 1 else Sent("x")
        )
        bench.post("a")
        bench.post("a")
        await bench.time.run(10)
        bench.time.is_set(step)
        await bench.time.run(25)
        assert bench.outbox.states() == ["sent", "sent"]
        assert bench.carrier.order() == [1, 1, 2]


@STEPS
async def test_a_queue_that_is_not_let_in_waits_no_more_than_its_minute(step: timedelta) -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda delivery: Retry("401", ours=True) if delivery.attempts == 1 else Sent("x")
        bench.post("a")
        await bench.time.run(5)
        bench.time.is_set(step)
        await bench.time.run(70)
        assert bench.outbox.states() == ["sent"]


@STEPS
async def test_an_attempt_under_way_is_taken_from_no_living_worker(step: timedelta) -> None:
    async with at_work(CHAT) as bench:
        bench.carrier.seconds = 40
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(5)
        bench.time.is_set(step)
        await bench.time.run(60)
        assert bench.outbox.states() == ["sent"]
        assert len(bench.carrier.given) == 1


@STEPS
async def test_what_a_dead_worker_left_is_taken_over_all_the_same(step: timedelta) -> None:
    async with at_work(CHAT) as bench:
        box = bench.outbox.boxes[bench.post("-4001", Queue.CHAT)]
        box.state, box.delivery = "sending", replace(box.delivery, attempts=1, leased=bench.time.now())
        await bench.time.run(20)
        bench.time.is_set(step)
        await bench.time.run(400)
        assert (box.state, box.delivery.repeated) == ("sent", True)


@STEPS
async def test_an_answer_that_may_not_have_arrived_is_still_given_once_more(step: timedelta) -> None:
    async with at_work(CHAT) as bench:
        bench.carrier.script = lambda delivery: Sent("9") if delivery.repeated else Unknown("TelegramServerError")
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(0.01)
        bench.time.is_set(step)
        await bench.time.run(60)
        assert bench.outbox.states() == ["sent"]


@STEPS
async def test_an_unknown_text_is_asked_after_as_soon_as_its_age_is_known(step: timedelta) -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda _: Unknown("timeout")
        bench.carrier.known = lambda _: Failed("30005")
        bench.post("a")
        await bench.time.run(5)
        bench.time.is_set(step)
        await bench.time.run(140)
        assert bench.outbox.states() == ["unknown"], "what was handed over just now may not be in the list yet"
        await bench.time.run(40)
        assert bench.outbox.states() == ["failed"]


@STEPS
async def test_it_is_told_once(step: timedelta, caplog: pytest.LogCaptureFixture) -> None:
    async with at_work() as bench:
        await bench.time.run(3)
        with caplog.at_level(logging.WARNING):
            bench.time.is_set(step)
            await bench.time.run(60)
        (line,) = [record.getMessage() for record in caplog.records]
        assert line == f"sms worker: the clock was set by {step.total_seconds():.0f} seconds; what was due goes on"


async def test_back_and_forth_all_day_holds_nothing_up() -> None:
    async with at_work(CHAT) as bench:
        answers: dict[int, Outcome] = {}

        def script(delivery: Delivery) -> Outcome:
            return answers.setdefault(delivery.id, Sent("9")) if delivery.attempts > 1 else Retry("busy", 5)

        bench.carrier.script = script
        for step in itertools.islice(itertools.cycle(FAR), 60):
            bench.post("-4001", Queue.CHAT)
            await bench.time.run(7)
            bench.time.is_set(step)
        await bench.time.run(60)
        assert set(bench.outbox.states()) == {"sent"}


async def test_a_pause_ends_though_the_clock_stands() -> None:
    async with at_work(CHAT) as bench:
        bench.time.stands()
        bench.carrier.script = lambda delivery: Sent("9") if delivery.attempts > 2 else Retry("busy", 20)
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(60)
        assert bench.outbox.states() == ["sent"]
        first, second, third = [moment for moment, _ in bench.carrier.given]
        assert all(17 <= pause <= 24 for pause in (second - first, third - second))


async def test_an_answer_that_may_not_have_arrived_is_given_once_more_though_the_clock_stands() -> None:
    async with at_work(CHAT) as bench:
        bench.time.stands()
        bench.carrier.script = lambda delivery: Sent("9") if delivery.repeated else Unknown("TelegramServerError")
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(15)
        assert bench.outbox.states() == ["sent"]


async def test_an_unknown_text_is_asked_after_though_the_clock_stands() -> None:
    async with at_work() as bench:
        bench.time.stands()
        bench.carrier.script = lambda _: Unknown("timeout")
        bench.carrier.known = lambda _: Failed("30005")
        bench.post("a")
        await bench.time.run(60)
        assert bench.outbox.states() == ["failed"]


async def test_texts_to_one_number_keep_apart_and_go_on_though_the_clock_stands() -> None:
    async with at_work(replace(SMS, apart=timedelta(seconds=10))) as bench:
        bench.time.stands()
        for _ in range(3):
            bench.post("a")
        await bench.time.run(45)
        assert bench.outbox.states() == ["sent"] * 3
        moments = [moment for moment, _ in bench.carrier.given]
        assert all(later - earlier >= 7 for earlier, later in itertools.pairwise(moments))


async def test_that_the_clock_stands_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    async with at_work() as bench:
        await bench.time.run(3)
        with caplog.at_level(logging.WARNING):
            bench.time.stands()
            await bench.time.run(300)
        (line,) = [record.getMessage() for record in caplog.records]
        assert line == "sms worker: the clock stands or goes slow; pauses end by seconds"
