"""A hand-over that ends just when the quiet hours begin is none within them; a second later it could be."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.model.rulebook import Policy
from domain.notices.addressing import HAND_OVER, _hours
from tests.village import ZONE

EVENING = datetime(2026, 9, 10, 20, 0, tzinfo=ZONE)
MORNING = datetime(2026, 9, 11, 8, 0, tzinfo=ZONE)


@pytest.mark.parametrize(("before", "goes"), [(HAND_OVER, True), (HAND_OVER - timedelta(seconds=1), False)])
def test_a_hand_over_ends_before_the_quiet_hours(before: timedelta, goes: bool) -> None:
    now = EVENING - before
    assert _hours(Policy(), now) == ((now, EVENING) if goes else (MORNING, None))
