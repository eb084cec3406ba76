"""Notices wait for the morning; replies do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.model.delivery import Retry, Sent
from domain.scoring.quiet import allowed_until, next_allowed
from tests.outbox.bench import DAYTIME, PATIENT, SHANGHAI, at_work
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


@pytest.mark.parametrize(
    ("local", "allowed"),
    [
        ("2026-11-03 07:59", "2026-11-03 08:00"),
        ("2026-11-03 08:00", "2026-11-03 08:00"),
        ("2026-11-03 19:59", "2026-11-03 19:59"),
        ("2026-11-03 20:00", "2026-11-04 08:00"),
        ("2026-12-31 23:30", "2027-01-01 08:00"),
        ("2026-11-03 00:00", "2026-11-03 08:00"),
    ],
)
def test_quiet_hours(local: str, allowed: str) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)
    expected = datetime.fromisoformat(allowed).replace(tzinfo=SHANGHAI)
    assert DAYTIME(now) == expected
    assert DAYTIME(now.astimezone(UTC)) == expected


def test_until_when_a_text_may_be_brought() -> None:
    morning = datetime(2026, 11, 3, 9, 0, tzinfo=SHANGHAI)
    assert allowed_until(morning, 480, 1200, SHANGHAI) == morning.replace(hour=20)
    assert allowed_until(morning.astimezone(UTC), 480, 1200, SHANGHAI) == morning.replace(hour=20)
    assert allowed_until(morning, 480, 1440, SHANGHAI) == datetime(2026, 11, 4, 0, 0, tzinfo=SHANGHAI)
    assert allowed_until(morning, 0, 1440, SHANGHAI) is None


def test_quiet_hours_may_be_none_but_not_all() -> None:
    midnight = datetime(2026, 11, 3, 23, 59, tzinfo=SHANGHAI)
    assert next_allowed(midnight, 0, 24 * 60, SHANGHAI) == midnight
    with pytest.raises(ValueError, match="no time"):
        next_allowed(midnight, 480, 480, SHANGHAI)
