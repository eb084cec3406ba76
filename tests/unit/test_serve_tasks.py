"""What runs in the background of ``jifen serve`` does not end unreported."""

from __future__ import annotations

import asyncio
import logging

import pytest

from app.serve import _Tasks


def said(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """What servers of other tests log in the same process meanwhile is none of it."""
    return [record for record in caplog.records if record.name == "app.serve"]


async def test_a_part_that_ends_from_a_fault_is_named_with_it(caplog: pytest.LogCaptureFixture) -> None:
    async def breaks() -> None:
        raise LookupError

    tasks = _Tasks()
    tasks.start(breaks())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await tasks.cancel()
    (record,) = said(caplog)
    assert (record.levelname, record.exc_info and record.exc_info[0]) == ("CRITICAL", LookupError)


async def test_a_part_that_is_told_to_stop_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    tasks = _Tasks()
    tasks.start(asyncio.sleep(60))
    await asyncio.sleep(0)
    await tasks.cancel()
    assert said(caplog) == []
