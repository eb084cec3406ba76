"""Who guesses links waits longer and longer, and it is told; a few wrong links cost nobody anything."""

from __future__ import annotations

import logging

import pytest

from web.slowing import Misses


class Clock:
    """A clock that goes on only when somebody waits, or when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


async def test_a_few_are_answered_at_once_and_more_wait_longer() -> None:
    clock = Clock()
    misses = Misses(lambda: clock.now, clock.sleep)
    for _ in range(60):
        await misses.miss()
    assert len(clock.waits) == 55
    assert clock.waits[:3] == pytest.approx([0.2, 0.4, 0.6])
    assert (clock.waits == sorted(clock.waits), clock.waits[-1]) == (True, 5.0)


async def test_a_minute_later_it_is_forgotten() -> None:
    clock = Clock()
    misses = Misses(lambda: clock.now, clock.sleep)
    for _ in range(40):
        await misses.miss()
    clock.now, clock.waits = 61.0, []
    await misses.miss()
    assert clock.waits == []


async def test_it_is_told_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    told: list[int] = []

    async def tell(many: int) -> None:
        told.append(many)

    misses = Misses(lambda: clock.now, clock.sleep, tell)
    with caplog.at_level(logging.WARNING):
        for _ in range(100):
            await misses.miss()
    assert [record.getMessage() for record in caplog.records] == [
        "30 links that open nothing were tried within a minute: somebody guesses"
    ]
    assert told == [30]


async def test_what_other_processes_were_asked_slows_this_one_as_well() -> None:
    clock, of_all = Clock(), iter(range(10, 1000))

    async def together() -> int:
        return next(of_all)

    misses = Misses(lambda: clock.now, clock.sleep, together=together)
    await misses.miss()
    assert clock.waits == pytest.approx([1.0])


async def test_a_flood_is_not_written_down() -> None:
    """From thirty a minute on one process slows as much as it can by itself."""
    clock, noted = Clock(), 0

    async def together() -> int:
        nonlocal noted
        noted += 1
        return noted

    misses = Misses(lambda: clock.now, clock.sleep, together=together)
    for _ in range(1000):
        await misses.miss()
    assert noted == 30


@pytest.mark.parametrize(("seconds", "waits"), [(59.9, [5.0]), (60.0, [])])
async def test_a_minute_is_sixty_seconds(seconds: float, waits: list[float]) -> None:
    clock = Clock()
    misses = Misses(lambda: clock.now, clock.sleep)
    for _ in range(40):
        await misses.miss()
    clock.now, clock.waits = seconds, []
    await misses.miss()
    assert clock.waits == waits


@pytest.mark.parametrize(("seconds", "times"), [(59.9, 1), (60.0, 2)])
async def test_it_is_told_again_after_a_minute(seconds: float, times: int) -> None:
    clock = Clock()
    told: list[int] = []

    async def tell(many: int) -> None:
        told.append(many)

    misses = Misses(lambda: clock.now, clock.sleep, tell)
    for now in (0.0, seconds):
        clock.now = now
        for _ in range(30):
            await misses.miss()
    assert len(told) == times


async def test_the_fifth_is_answered_at_once_and_the_sixth_waits() -> None:
    clock = Clock()
    misses = Misses(lambda: clock.now, clock.sleep)
    waited = []
    for _ in range(6):
        await misses.miss()
        waited.append(len(clock.waits))
    assert waited == [0, 0, 0, 0, 0, 1]
