"""What the worker counts for ``/metrics``."""

from __future__ import annotations

import re
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter

from domain.model.delivery import Outcome, Queue, Retry, Sent

Count = Callable[[Queue, Outcome], None]


def meter(registry: CollectorRegistry) -> Count:
    """Make the counter of attempts by queue, outcome (sent, retry, unknown, repeat, failed) and class of the reason."""
    labels = ["queue", "outcome", "reason"]
    attempts = Counter("jifen_deliveries", "Attempts to deliver, by outcome and reason", labels, registry=registry)
    for queue in Queue:
        for outcome in ("sent", "retry", "unknown", "repeat", "failed", "dropped"):
            attempts.labels(queue.value, outcome, _NO_REASON)

    def count(queue: Queue, outcome: Outcome) -> None:
        attempts.labels(queue.value, type(outcome).__name__.lower(), _reason(outcome)).inc()

    return count


_NO_REASON = "none"
_CLASS = re.compile(r"(?:[A-Z][a-z]+[A-Z]\w+|\d{3,5}|closed|damaged|moved|timeout)\b")
"""An exception's class, a platform's code, or a word of ours."""


def _reason(outcome: Outcome) -> str:
    """The class of the platform's refusal or its code; the counter must not grow with what is said."""
    if isinstance(outcome, Sent):
        return _NO_REASON
    if isinstance(outcome, Retry) and (outcome.ours or outcome.closed or outcome.away):
        return "token-refused" if outcome.ours else "chat-closed" if outcome.closed else "away"
    found = _CLASS.search(outcome.error)
    return found[0] if found else "other"


def count_nothing(queue: Queue, outcome: Outcome) -> None:
    """For those who do not measure."""
