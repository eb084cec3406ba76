"""A rate is kept over time: late wake-ups do not lower it, and nothing makes it a burst."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, cycle, repeat

import pytest

from app.outbox.pace import Pace
from domain.model.delivery import Rate

RATE = Rate(90, 1)
LATE = RATE.late_seconds
MINUTE = 60


def played(lateness: Iterable[float], first: float = 0.0) -> list[float]:
    """When each went of a worker that always has something to send, and wakes up so much too late each time."""
    pace, now, went = Pace(RATE), first, list[float]()
    for late in lateness:
        now += pace.wait(now) + late
        if now >= MINUTE:
            return went
        for _ in range(pace.room(now)):
            pace.take(now)
            went.append(now)
    raise AssertionError("the lateness ended before the minute")


def most_within(went: list[float], seconds: float) -> int:
    """The most that went in any such stretch."""
    return max(sum(since <= one < since + seconds for one in went) for since in set(went))


LATE_ONES = {
    "never": repeat(0.0),
    "always": repeat(0.08),
    "now and then": cycle([0.0, 0.09, 0.0, 0.02]),
}


@pytest.mark.parametrize("name", LATE_ONES)
def test_late_wake_ups_do_not_lower_the_rate(name: str) -> None:
    assert len(played(LATE_ONES[name])) >= MINUTE * RATE.count


LONG_ONES = {
    "a stall": chain([0.0, 0.0, 20.0], repeat(0.0)),
    "late and early": cycle([0.3, 0.0]),
    "much too late": repeat(0.5),
}


@pytest.mark.parametrize("lateness", [*LATE_ONES.values(), *LONG_ONES.values()], ids=[*LATE_ONES, *LONG_ONES])
def test_no_burst_is_above_the_limit(lateness: Iterable[float]) -> None:
    went = played(lateness)
    assert most_within(went, RATE.seconds - LATE - 1e-6) == RATE.count
    for spans in (2, 10, 30):
        assert most_within(went, spans * RATE.seconds - LATE - 1e-6) <= spans * RATE.count


def test_what_was_not_used_is_not_saved_up() -> None:
    pace = Pace(RATE)
    for _ in range(RATE.count):
        pace.take(0)
    assert pace.room(1000) == RATE.count
    for _ in range(RATE.count):
        pace.take(1000)
    assert pace.room(1000) == 0
    assert pace.wait(1000) == pytest.approx(RATE.seconds - LATE)
