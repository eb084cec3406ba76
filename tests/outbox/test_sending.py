"""What is posted goes out: at once, in order, side by side, and no faster than it may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from prometheus_client import CollectorRegistry

from app.outbox import DeliveryPolicy, Rate, sms_policy
from domain.model.delivery import Delivery, Queue, Retry, Sent
from tests.outbox.bench import CHAT, at_work


async def test_what_is_posted_is_sent_at_once_when_the_worker_is_woken() -> None:
    async with at_work() as bench:
        await bench.time.run(0.5)
        bench.post("a")
        bench.worker.notified(Queue.SMS)
        await bench.time.run(0.2)
        assert bench.outbox.boxes[1].external_id == "SM1"
        assert bench.carrier.given == [(0.5, 1)]


async def test_what_another_process_posted_is_found_within_a_second() -> None:
    async with at_work() as bench:
        await bench.time.run(0.5)
        bench.post("a")
        await bench.time.run(1.2)
        assert bench.outbox.states() == ["sent"]


async def test_deliveries_to_different_targets_go_side_by_side_and_to_one_target_in_order() -> None:
    async with at_work(DeliveryPolicy(Queue.SMS, Rate(100, 1), at_once=3)) as bench:
        for target in "aaabbbcccddd":
            bench.post(target)
        await bench.time.run(3)
        assert bench.outbox.states() == ["sent"] * 12
        assert bench.carrier.busiest == 3
        by_target = defaultdict(list)
        for number in bench.carrier.order():
            by_target[bench.outbox.boxes[number].delivery.target].append(number)
        assert dict(by_target) == {"a": [1, 2, 3], "b": [4, 5, 6], "c": [7, 8, 9], "d": [10, 11, 12]}


async def test_one_that_cannot_be_looked_at_keeps_no_other_back() -> None:
    asked: list[int] = []

    async def admit(deliveries: Sequence[Delivery], _now: datetime) -> Sequence[Delivery]:
        asked.append(len(deliveries))
        if any(one.target == "b" for one in deliveries):
            raise LookupError("no household")
        return deliveries

    async with at_work(sms_policy(Rate(100, 1), admit)) as bench:
        for target in "abc":
            bench.post(target)
        await bench.time.run(2)
        assert bench.outbox.states() == ["sent", "queued", "sent"]
        assert asked == [3, 1, 1, 1]


async def test_answers_that_follow_one_another_are_claimed_and_noted_together() -> None:
    async with at_work(CHAT) as bench:
        bench.carrier.seconds = 0.001
        await bench.time.run(0.5)
        for number in range(40):
            bench.post(f"chat {number}", Queue.CHAT)
            bench.worker.notified(Queue.CHAT)
            await bench.time.run(0.002)
        await bench.time.run(0.5)
        assert bench.outbox.states() == ["sent"] * 40
        assert bench.outbox.claims <= 6
        assert len(bench.outbox.noted) <= 6
        assert bench.carrier.given[0] == (0.5, 1)


async def test_what_stood_behind_an_answer_goes_though_it_ends_while_the_worker_looks() -> None:
    async with at_work(CHAT) as bench:
        bench.outbox.slowly = lambda: bench.time.sleep(0.1)
        bench.carrier.seconds = 0.05
        bench.post("chat", Queue.CHAT)
        bench.worker.notified(Queue.CHAT)
        await bench.time.run(0.11)
        bench.post("chat", Queue.CHAT)
        bench.worker.notified(Queue.CHAT)
        await bench.time.run(0.6)
        assert bench.outbox.states() == ["sent", "sent"]


async def test_what_is_posted_while_all_hands_are_full_goes_as_soon_as_one_is_free() -> None:
    async with at_work(DeliveryPolicy(Queue.SMS, Rate(100, 1), at_once=1)) as bench:
        bench.carrier.seconds = 0.1
        bench.post("a")
        await bench.time.run(0.05)
        bench.post("b")
        bench.worker.notified(Queue.SMS)
        await bench.time.run(0.3)
        assert bench.outbox.states() == ["sent", "sent"]


async def test_an_outcome_that_cannot_be_noted_keeps_no_other_from_it() -> None:
    async with at_work(CHAT) as bench:
        bench.outbox.spoilt = {2}
        for target in "abc":
            bench.post(target, Queue.CHAT)
        await bench.time.run(1)
        assert bench.outbox.states() == ["sent", "sending", "sent"]


async def test_a_text_that_waits_for_another_attempt_is_not_overtaken() -> None:
    async with at_work() as bench:
        bench.carrier.script = lambda delivery: (
            Retry("busy") if delivery.id == 1 and delivery.attempts < 3 else Sent("x")
        )
        bench.post("a")
        bench.post("a")
        await bench.time.run(30)
        assert bench.carrier.order() == [1, 1, 1, 2]


async def test_replies_go_before_notices() -> None:
    async with at_work(DeliveryPolicy(Queue.SMS, Rate(1, 1), at_once=1)) as bench:
        for target in "abc":
            bench.post(target, urgent=False)
        bench.post("d")
        await bench.time.run(6)
        assert bench.carrier.order() == [4, 1, 2, 3]


async def test_where_nobody_tells_it_looks_as_often_as_it_is_said() -> None:
    async with at_work(poll_seconds=0.05) as bench:
        await bench.time.run(0.5)
        bench.post("a")
        await bench.time.run(0.06)
        assert [number for _, number in bench.carrier.given] == [1]


async def test_it_wakes_for_its_own_queue_only() -> None:
    async with at_work() as bench:
        await bench.time.run(0.5)
        bench.post("a")
        bench.worker.notified(Queue.CHAT)
        await bench.time.run(0.2)
        assert bench.carrier.given == []


async def test_texts_keep_to_so_many_a_second() -> None:
    async with at_work() as bench:
        for number in range(23):
            bench.post(f"phone {number}")
        await bench.time.run(10)
        moments = [moment for moment, _ in bench.carrier.given]
        assert len(moments) == 23
        assert all(later - earlier >= 1 for earlier, later in zip(moments, moments[5:], strict=False))
        assert moments[-1] <= 5


async def test_answers_are_not_held_back_by_what_is_told_to_many() -> None:
    async with at_work(DeliveryPolicy(Queue.CHAT, Rate(5, 1, of_urgent=False), at_once=8)) as bench:
        bench.carrier.seconds = 0.01
        told = {bench.post(f"group {number}", Queue.CHAT, urgent=False) for number in range(20)}
        await bench.time.run(0.5)
        for number in range(100):
            bench.post(f"answer {number}", Queue.CHAT)
        await bench.time.run(10)
        assert max(moment for moment, number in bench.carrier.given if number not in told) < 2
        moments = [moment for moment, number in bench.carrier.given if number in told]
        assert len(moments) == 20
        for many, apart in ((5, 0.9), (10, 1.9), (15, 2.9)):  # what was late by a tenth is made up for
            later = zip(moments, moments[many:], strict=False)
            assert all(second - first > apart - 0.001 for first, second in later)
        assert moments[-1] <= 5


async def test_a_target_rests_between_two_and_holds_up_nobody_else() -> None:
    async with at_work(DeliveryPolicy(Queue.CHAT, Rate(30, 1), timedelta(seconds=3))) as bench:
        bench.carrier.seconds = 0.01
        for _ in range(20):
            bench.post("-100", Queue.CHAT)
        person = bench.post("200", Queue.CHAT)
        await bench.time.run(200)
        in_group = [moment for moment, number in bench.carrier.given if number != person]
        assert len(in_group) == 20
        assert all(later - earlier >= 3 for earlier, later in pairwise(in_group))
        assert in_group[-1] < 80
        assert next(moment for moment, number in bench.carrier.given if number == person) < 1


async def test_outcomes_are_counted() -> None:
    registry = CollectorRegistry()
    async with at_work(registry=registry) as bench:
        bench.carrier.script = lambda delivery: Retry("busy") if delivery.attempts == 1 else Sent("x")
        bench.post("a")
        await bench.time.run(10)
    counted = (("retry", "other", 1), ("sent", "none", 1), ("failed", "none", 0), ("unknown", "none", 0))
    for outcome, reason, expected in counted:
        labels = {"queue": "sms", "outcome": outcome, "reason": reason}
        assert registry.get_sample_value("jifen_deliveries_total", labels) == expected
