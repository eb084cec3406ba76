"""What the worker counts for ``/metrics``."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter

from domain.delivery import Lane, Outcome

Count = Callable[[Lane, Outcome], None]


def meter(registry: CollectorRegistry) -> Count:
    """Make the counter of attempts by lane and outcome (sent, retry, unknown, failed) in that registry."""
    attempts = Counter("jifen_deliveries", "Attempts to deliver, by outcome", ["lane", "outcome"], registry=registry)

    def count(lane: Lane, outcome: Outcome) -> None:
        attempts.labels(lane.value, type(outcome).__name__.lower()).inc()

    return count


def count_nothing(lane: Lane, outcome: Outcome) -> None:
    """For those who do not measure."""
