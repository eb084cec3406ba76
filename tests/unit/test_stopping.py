"""A stop that something keeps from coming to its end is ended, and says by what it was kept."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import AsyncExitStack

import pytest

from app import stopping
from app.stopping import Stopping


async def test_what_does_not_end_is_given_up_and_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(stopping, "STOP_SECONDS", 0.1)
    given_up = threading.Event()
    one = Stopping(given_up.set)

    async def closed() -> None:
        pass

    async def stuck() -> None:
        await asyncio.to_thread(given_up.wait, 60)

    with caplog.at_level(logging.WARNING):
        async with AsyncExitStack() as stack:
            one.waits(stack, "the database", closed)
            one.waits(stack, "a photo", stuck)
            one.begin()
        assert given_up.is_set()
    assert ["longer for a photo;" in line for line in caplog.messages] == [True]


async def test_where_the_process_is_not_ours_nothing_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "STOP_SECONDS", 0.0)
    before = threading.active_count()
    Stopping().begin()
    assert threading.active_count() == before


async def test_deliveries_are_waited_for_until_so_long_after_its_beginning() -> None:
    seconds = [100.0]
    one = Stopping(seconds=lambda: seconds[0])
    untold = one.for_deliveries()
    one.begin()
    waited = one.for_deliveries()
    assert untold == waited
    seconds[0] += 5
    assert one.for_deliveries() == waited - 5
    seconds[0] += 60
    assert one.for_deliveries() == 0
    assert waited < stopping.STOP_SECONDS
