"""A watch goes on looking, whatever a look meets."""

from __future__ import annotations

import asyncio

import pytest

from app.periodic import run_periodically
from domain.ports.store import Unavailable


async def looked(meets: list[Exception | None]) -> list[float]:
    """Look until all of that was met; the pauses."""
    pauses: list[float] = []

    async def look() -> None:
        error = meets[len(pauses)]
        if error is not None:
            raise error

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == len(meets):
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await run_periodically("counting texts", look, lambda: 60.0, sleep)
    return pauses


async def test_a_look_that_fails_is_told_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    assert await looked([LookupError(), None]) == [60.0, 60.0]
    (record,) = caplog.records
    assert (record.getMessage(), record.exc_info and record.exc_info[0]) == (
        "counting texts failed; the next look tries again",
        LookupError,
    )


async def test_a_database_that_is_away_is_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    assert await looked([Unavailable("away"), None, None]) == [60.0] * 3
    assert not caplog.records
