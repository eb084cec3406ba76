"""What runs in the background of ``jifen serve`` does not end unreported."""

from __future__ import annotations

import asyncio

import pytest

from app.serve import _Tasks


async def test_a_part_that_ends_from_a_fault_is_named_with_it(caplog: pytest.LogCaptureFixture) -> None:
    async def breaks() -> None:
        raise LookupError

    tasks = _Tasks()
    tasks.start(breaks())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await tasks.cancel()
    (record,) = caplog.records
    assert (record.levelname, record.exc_info and record.exc_info[0]) == ("CRITICAL", LookupError)


async def test_a_part_that_is_told_to_stop_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    tasks = _Tasks()
    tasks.start(asyncio.sleep(60))
    await asyncio.sleep(0)
    await tasks.cancel()
    assert not caplog.records
