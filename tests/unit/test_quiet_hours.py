"""From when and until when a text that nobody waits for may be sent."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.scoring.quiet import allowed_until, next_allowed

SHANGHAI = ZoneInfo("Asia/Shanghai")
EIGHT, TWENTY, MIDNIGHT = 8 * 60, 20 * 60, 24 * 60


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        ("2026-11-03 07:59", "2026-11-03 08:00"),
        ("2026-11-03 08:00", "2026-11-03 08:00"),
        ("2026-11-03 19:59", "2026-11-03 19:59"),
        ("2026-11-03 20:00", "2026-11-04 08:00"),
        ("2026-12-31 23:30", "2027-01-01 08:00"),
        ("2026-11-03 00:00", "2026-11-03 08:00"),
    ],
)
def test_what_comes_in_the_quiet_hours_waits_for_the_morning(now: str, allowed: str) -> None:
    assert next_allowed(at(now), EIGHT, TWENTY) == at(allowed)


def test_without_quiet_hours_nothing_waits() -> None:
    assert next_allowed(at("2026-11-03 23:59"), 0, MIDNIGHT) == at("2026-11-03 23:59")


@pytest.mark.parametrize(
    ("before", "after", "until"),
    [
        (EIGHT, TWENTY, "2026-11-03 20:00"),
        (EIGHT, MIDNIGHT, "2026-11-04 00:00"),
        (0, TWENTY, "2026-11-03 20:00"),
        (0, MIDNIGHT, None),
    ],
)
def test_until_when_a_text_may_be_brought(before: int, after: int, until: str | None) -> None:
    assert allowed_until(at("2026-11-03 09:00"), before, after) == (until and at(until))
