"""Notices wait for the morning; replies do not."""

from __future__ import annotations

from datetime import timedelta

from domain.model.delivery import Retry, Sent
from tests.outbox.bench import PATIENT, at_work
from tests.outbox.time import START


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
        bench.carrier.script = lambda delivery: Retry("busy") if delivery.attempts == 1 else Sent("x")
        bench.post("a", urgent=False)
        await bench.time.run(11 * 3600)
        assert bench.outbox.states() == ["queued"]
        await bench.time.run(2 * 3600)
        assert bench.outbox.states() == ["sent"]
