"""How time passes for a worker: given, so that a test need not wait."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

from app.clock import TellsNow, running_on
from app.outbox.port import Seconds, Sleep


def no_rush() -> bool:
    """For those who deliver where no messages come in."""
    return False


@dataclass(frozen=True, slots=True)
class TimeSource:
    """``clock`` tells the time, and may be set. ``chance``, in 0…1, spreads pauses, so that not all end together.

    ``rush``: whether messages come in, one close behind the other, in the same loop.
    """

    clock: TellsNow
    sleep: Sleep = asyncio.sleep
    seconds: Seconds = running_on
    chance: Callable[[], float] = random.random
    rush: Callable[[], bool] = no_rush
