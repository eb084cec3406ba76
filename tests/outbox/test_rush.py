"""In a rush of messages their answers wait for one another, and for no longer than that."""

from __future__ import annotations

import asyncio

from domain.model.delivery import Queue
from tests.outbox.bench import CHAT, Bench, at_work

AT_ONCE = 0.001
"""What the carrier takes."""


def always(_seconds: float) -> bool:
    return True


async def answer(bench: Bench, chats: int, messages: int, every: float = 0.005) -> None:
    """So many messages in turn in so many chats are handled, and each has an answer."""
    for number in range(messages):
        bench.post(f"chat {number % chats}", Queue.CHAT)
        bench.worker.notified(Queue.CHAT)
        await bench.time.run(every)


async def test_who_comes_alone_is_answered_at_once() -> None:
    async with at_work(CHAT, rush=always) as bench:
        await bench.time.run(0.5)
        await answer(bench, 1, 1)
        assert bench.carrier.given == [(0.5, 1)]


async def test_in_a_rush_answers_are_claimed_and_noted_ten_times_a_second_at_most() -> None:
    async with at_work(CHAT, rush=always) as bench:
        bench.carrier.seconds = AT_ONCE
        await bench.time.run(0.5)
        before = bench.outbox.claims
        await answer(bench, 100, 100)
        assert bench.outbox.claims - before <= 6
        assert len(bench.outbox.noted) <= 6


async def test_in_a_rush_nobody_waits_much_longer_than_a_tenth_of_a_second() -> None:
    async with at_work(CHAT, rush=always) as bench:
        bench.carrier.seconds = AT_ONCE
        await answer(bench, 100, 100)
        await bench.time.run(0.2)
        late = [seconds - 0.005 * (number - 1) for seconds, number in bench.carrier.given]
        assert len(late) == 100
        assert max(late) <= 0.125


async def test_when_the_rush_is_over_what_waits_goes() -> None:
    async with at_work(CHAT, rush=lambda seconds: seconds < 0.53) as bench:
        bench.carrier.seconds = AT_ONCE
        await bench.time.run(0.5)
        await answer(bench, 6, 6)
        await bench.time.run(0.05)
        assert all(seconds < 0.55 for seconds, _ in bench.carrier.given)
        assert bench.outbox.states() == ["sent"] * 6


async def test_a_chat_has_its_answers_in_their_order_in_a_rush_too() -> None:
    async with at_work(CHAT, rush=always) as bench:
        bench.carrier.seconds = AT_ONCE
        await answer(bench, 3, 12)
        await bench.time.run(1.5)
        order = bench.carrier.order()
        assert sorted(order) == list(range(1, 13))
        for chat in range(3):
            of_chat = [number for number in order if number % 3 == chat]
            assert of_chat == sorted(of_chat)


async def test_who_stops_in_a_rush_loses_no_answer() -> None:
    async with at_work(CHAT, rush=always) as bench:
        bench.carrier.seconds = AT_ONCE
        await answer(bench, 6, 6)
        stopping = asyncio.create_task(bench.worker.stop(20))
        await bench.time.run(0.3)
        await stopping
        assert set(bench.outbox.states()) <= {"sent", "queued"}
