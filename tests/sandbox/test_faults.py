"""Waiting until the faults that were ordered have met their calls."""

from __future__ import annotations

import asyncio

from sandbox.faults import Fault, Faults
from tests.patience import PATIENCE_SECONDS


async def test_where_none_was_ordered_nobody_waits() -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        await Faults().met()


async def test_one_that_is_ahead_is_waited_for() -> None:
    faults = Faults()
    faults.order(Fault(hang=True))
    waiting = asyncio.create_task(faults.met())
    await asyncio.sleep(0)
    assert not waiting.done()
    faults.clear()
    await waiting
