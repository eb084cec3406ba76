"""A chat answer that may not have arrived is given once more, marked; what a closed chat missed waits for it."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from app.outbox.policy import KEPT
from domain.model.delivery import Delivery, Failed, Outcome, Queue, Repeat, Retry, Sent, Unknown
from tests.outbox.bench import CHAT, at_work
from tests.outbox.time import START

DAY = 24 * 3600
CLOSED = Retry("TelegramForbiddenError: bot was kicked", closed=True)


async def test_an_answer_that_may_not_have_arrived_is_given_once_more_and_marked(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with at_work(CHAT) as bench:
        marked: list[bool] = []

        def script(delivery: Delivery) -> Outcome:
            marked.append(delivery.repeated)
            return Sent("9") if delivery.repeated else Unknown("TelegramServerError")

        bench.carrier.script = script
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(60)
        assert (bench.outbox.states(), marked) == (["sent"], [False, True])
        assert "delivery 1 (chat), attempt 1: repeat, TelegramServerError" in caplog.text


async def test_an_answer_that_is_unknown_twice_is_given_up_and_named(caplog: pytest.LogCaptureFixture) -> None:
    async with at_work(replace(CHAT, poll_seconds=60)) as bench:
        bench.carrier.script = lambda _: Unknown("TelegramNetworkError")
        bench.post("-4001", Queue.CHAT)
        with caplog.at_level(logging.WARNING):
            await bench.time.run(DAY)
        assert bench.outbox.states() == ["failed"]
        assert len(bench.carrier.given) == 2
        assert "delivery 1 (chat) was given up at attempt 2: may not have arrived" in caplog.text
        assert "4001" not in caplog.text


async def test_an_answer_that_was_on_its_way_when_its_worker_died_is_given_once_more() -> None:
    async with at_work(CHAT) as bench:
        box = bench.outbox.boxes[bench.post("-4001", Queue.CHAT)]
        box.state, box.delivery = "sending", replace(box.delivery, attempts=1, leased=START)
        await bench.time.run(600)
        assert (box.state, box.delivery.repeated) == ("sent", True)


async def test_the_only_worker_waits_for_no_lease_of_a_dead_one() -> None:
    async with at_work(CHAT, only_worker=True) as bench:
        box = bench.outbox.boxes[bench.post("-4001", Queue.CHAT)]
        box.state, box.delivery = "sending", replace(box.delivery, attempts=1, leased=START)
        await bench.time.run(10)
        assert (box.state, box.delivery.repeated) == ("sent", True)


async def test_a_text_of_a_dead_worker_is_asked_after_no_sooner_for_that() -> None:
    async with at_work(only_worker=True) as bench:
        box = bench.outbox.boxes[bench.post("+8613800000001")]
        box.state, box.delivery = "sending", replace(box.delivery, attempts=1, leased=START)
        await bench.time.run(100)
        assert (box.state, bench.carrier.asked) == ("sending", [])


async def test_an_answer_of_last_month_is_not_given_again() -> None:
    async with at_work(CHAT) as bench:
        box = bench.outbox.boxes[bench.post("-4001", Queue.CHAT)]
        box.state = "unknown"
        box.delivery = replace(box.delivery, attempts=1, posted=START - timedelta(days=31))
        await bench.time.run(600)
        assert (box.state, bench.carrier.given) == ("failed", [])


@pytest.mark.parametrize(("age", "again"), [(KEPT - timedelta(seconds=1), True), (KEPT, False)])
def test_an_answer_is_given_again_until_it_is_so_old(age: timedelta, again: bool) -> None:
    delivery = Delivery(1, Queue.CHAT, "-4001", {}, attempts=1, posted=START - age)
    judged, due = CHAT.judge(delivery, Unknown("TelegramServerError"), START, 0.5)
    assert (isinstance(judged, Repeat), isinstance(judged, Failed), due is not None) == (again, not again, again)


async def test_what_a_closed_chat_missed_comes_when_it_opens_weeks_later() -> None:
    async with at_work(replace(CHAT, poll_seconds=3600)) as bench:
        opens = START + timedelta(days=20)
        bench.carrier.script = lambda _: CLOSED if bench.time.now() < opens else Sent("9")
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(19 * DAY)
        assert bench.outbox.states() == ["queued"]
        await bench.time.run(2 * DAY)
        assert bench.outbox.states() == ["sent"]


async def test_what_a_chat_never_took_is_given_up_after_a_month() -> None:
    async with at_work(replace(CHAT, poll_seconds=3600)) as bench:
        bench.carrier.script = lambda _: CLOSED
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(31 * DAY)
        assert bench.outbox.states() == ["failed"]


async def test_a_message_that_its_chat_refuses_holds_up_no_later_one() -> None:
    async with at_work(CHAT) as bench:
        bench.carrier.script = lambda delivery: CLOSED if delivery.id == 1 else Sent("9")
        bench.post("-4001", Queue.CHAT)
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(3)
        assert bench.outbox.states() == ["queued", "sent"]


async def test_a_chat_that_is_too_busy_is_asked_again_when_it_says_and_in_order() -> None:
    async with at_work(CHAT) as bench:
        bench.carrier.script = lambda delivery: (
            Retry("TelegramRetryAfter", 7) if (delivery.attempts == 1 and delivery.id == 1) else Sent("9")
        )
        bench.post("-4001", Queue.CHAT)
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(20)
        assert bench.carrier.order() == [1, 1, 2]
        assert bench.carrier.given[1][0] >= 7


async def test_a_message_that_is_wrong_in_itself_is_given_up_at_once() -> None:
    async with at_work(CHAT) as bench:
        bench.carrier.script = lambda _: Failed("damaged: KeyError")
        bench.post("-4001", Queue.CHAT)
        await bench.time.run(1)
        assert bench.outbox.states() == ["failed"]
