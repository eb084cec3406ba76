"""How long tests wait for what must happen: whoever gets it waits no longer."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

PATIENCE_SECONDS: Final = 60.0
"""With other work on both cores a process may stand still for ten seconds and more, as was seen at a load of 17."""
_PAUSE_SECONDS: Final = 0.05


def wait_for(found: Callable[[], T | None], told: Callable[[], str], seconds: float = PATIENCE_SECONDS) -> T:
    """What is found once it is there. Raises AssertionError with what is ``told`` when it does not come."""
    until = time.monotonic() + seconds
    while (one := found()) is None:
        assert time.monotonic() < until, f"not within {seconds:.0f} s: {told()}"
        time.sleep(_PAUSE_SECONDS)
    return one
