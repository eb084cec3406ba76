"""How often a fault is played: a few times among all tests, very often by ``make faults``."""

from __future__ import annotations

import os
from typing import Final

LONG: Final = os.environ.get("JIFEN_TEST_FAULTS") == "long"
SEED: Final = int(os.environ.get("JIFEN_TEST_SEED", "15"))
"""From which whatever is random follows; ``JIFEN_TEST_SEED`` plays other moments."""


def times(short: int, long: int) -> int:
    """``long`` by ``make faults``, else ``short``."""
    return long if LONG else short
