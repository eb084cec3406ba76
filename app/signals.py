"""How whoever started the server hears that it is ready, and ends it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from app.stopping import Stopping


@dataclass(frozen=True, slots=True)
class Signals:
    """``ready`` is set once everything runs; setting ``stop`` ends it, as SIGTERM and SIGINT do."""

    ready: asyncio.Event = field(default_factory=asyncio.Event)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    stopping: Stopping = field(default_factory=Stopping)
