"""What the desks hear, as the log and ``/metrics`` have it: a line a message, never whose it was or what it said."""

from __future__ import annotations

import logging

from app.metrics import Metrics
from domain.guard import Hear, Heard

log = logging.getLogger(__name__)


def hearing(metrics: Metrics) -> Hear:
    """Log every delivery of a message, and count it by what became of it."""

    def hear(heard: Heard) -> None:
        became = heard.handled.value if heard.handled else "not taken"
        level = logging.INFO if heard.handled else logging.WARNING
        log.log(level, "%s %s: %s %s in %.0f ms", heard.source, heard.key, heard.what, became, heard.milliseconds)
        metrics.count_message(heard)

    return hear
