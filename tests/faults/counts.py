"""How often a fault is played: a few times among all tests, very often by ``make faults``."""

from __future__ import annotations

import os
from typing import Final

_SHARE: Final = float(os.environ.get("JIFEN_TEST_FAULTS", "0"))
"""``JIFEN_TEST_FAULTS``: which share of the long form is played; 1 is all of it, 0.05 a twentieth."""
LONG: Final = _SHARE > 0
SEED: Final = int(os.environ.get("JIFEN_TEST_SEED", "15"))
"""From which whatever is random follows; ``JIFEN_TEST_SEED`` plays other moments."""


def times(short: int, long: int) -> int:
    """How often: ``short`` among all tests, else its share of ``long``."""
    return max(short, round(_SHARE * long))
