"""A worker that is told to stop finishes what is under way."""

from __future__ import annotations

import asyncio

import pytest

from app.outbox import DeliveryPolicy, Rate, TimeSource, Worker
from domain.model.delivery import Queue
from tests.outbox.bench import SMS, ScriptedCarrier, at_work
from tests.outbox.memory import MemoryOutbox
from tests.outbox.time import Time


async def test_stopping_finishes_what_is_under_way_and_claims_no_more() -> None:
    async with at_work(DeliveryPolicy(Queue.SMS, Rate(100, 1), at_once=1)) as bench:
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
    worker = Worker(MemoryOutbox(), ScriptedCarrier(time), SMS, TimeSource(time, time.sleep, time.seconds))
    stopping = asyncio.create_task(worker.stop(10))
    await time.run(1)
    assert stopping.done()
    await worker.run()


async def test_a_database_that_never_answers_keeps_no_worker_from_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(*_: object) -> None:
        await asyncio.Event().wait()

    async with at_work() as bench:
        monkeypatch.setattr(bench.outbox, "settle", silent)
        bench.post("a")
        await bench.time.run(1)
        stopping = asyncio.create_task(bench.worker.stop(10))
        await bench.time.run(21)
        assert stopping.done()
        assert bench.outbox.states() == ["sending"]
