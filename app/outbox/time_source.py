"""How time passes for a worker: given, so that a test need not wait."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

from app.clock import TellsNow, running_on
from app.outbox.port import Seconds, Sleep


@dataclass(frozen=True, slots=True)
class TimeSource:
    """``clock`` tells the time, and may be set. ``chance``, in 0…1, spreads pauses, so that not all end together."""

    clock: TellsNow
    sleep: Sleep = asyncio.sleep
    seconds: Seconds = running_on
    chance: Callable[[], float] = random.random
