"""What the desks hear, as the log and ``/metrics`` have it: a line a message, never whose it was or what it said."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from app.clock import running_on
from app.giving_way import nobody
from app.metrics import Metrics
from domain.guard import Heard

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Hearing:
    """``domain.guard.Hear``. ``failing``: the last message that came in could not be taken. ``last``: when it came."""

    metrics: Metrics
    seconds: Callable[[], float] = running_on
    failing: bool = False
    last: float = field(default_factory=nobody)

    def __call__(self, heard: Heard) -> None:
        """Log a delivery of a message, and count it by what became of it."""
        became = heard.handled.value if heard.handled else "not taken"
        level = logging.INFO if heard.handled else logging.WARNING
        log.log(level, "%s %s: %s %s in %.0f ms", heard.source, heard.key, heard.what, became, heard.milliseconds)
        self.last = self.seconds()
        self.failing = heard.handled is None
        self.metrics.count_message(heard)
