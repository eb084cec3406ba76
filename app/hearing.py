"""What the desks hear, as the log and ``/metrics`` have it: a line a message, never whose it was or what it said."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from app.metrics import Metrics
from domain.guard import Heard

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Hearing:
    """``domain.guard.Hear``. ``failing``: the last message that came in could not be taken."""

    metrics: Metrics
    failing: bool = False

    def __call__(self, heard: Heard) -> None:
        """Log a delivery of a message, and count it by what became of it."""
        became = heard.handled.value if heard.handled else "not taken"
        level = logging.INFO if heard.handled else logging.WARNING
        log.log(level, "%s %s: %s %s in %.0f ms", heard.source, heard.key, heard.what, became, heard.milliseconds)
        self.failing = heard.handled is None
        self.metrics.count_message(heard)
