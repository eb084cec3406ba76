"""What the desks hear, as the log and ``/metrics`` have it: a line a message, never whose it was or what it said."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from app.background_pace import never
from app.clock import running_on
from app.metrics import Metrics
from domain.guard import MessageReport

log = logging.getLogger(__name__)

_FOLLOWS_SECONDS: Final = 0.02
"""A message that comes no later than that after another one follows it."""


@dataclass(slots=True)
class MessageLog:
    """``domain.guard.ReportMessage``. ``failing``: the last message could not be taken. ``last``: when it came."""

    metrics: Metrics
    seconds: Callable[[], float] = running_on
    failing: bool = False
    last: float = field(default_factory=never)

    def __call__(self, report: MessageReport) -> None:
        """Log a delivery of a message, and count it by what became of it."""
        became = report.handled.value if report.handled else "not taken"
        level = logging.INFO if report.handled else logging.WARNING
        log.log(level, "%s %s: %s %s in %.0f ms", report.source, report.key, report.what, became, report.milliseconds)
        self.last = self.seconds()
        self.failing = report.handled is None
        self.metrics.count_message(report)

    def in_a_rush(self) -> bool:
        """Whether another message may come at any moment, as one has just been handled."""
        return self.seconds() - self.last <= _FOLLOWS_SECONDS
