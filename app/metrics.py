"""What ``/metrics`` holds: counts of messages and deliveries. No names, no numbers, no texts.

Every line is there from the first second, so that a rate can be taken of it and its absence means something.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from app.outbox import meter
from domain.guard import MessageReport
from domain.model.delivery import Queue
from domain.model.message import Handled

_NOT_TAKEN = "not-taken"
_SOURCES = ("chat", "sms")
_STATES = ("queued", "sending", "sent", "delivered", "unknown", "failed", "dropped")


class Metrics:
    """One registry of its own, so that several instances can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._messages = Counter(
            "jifen_messages",
            "Messages that came in, by what became of them",
            ["source", "outcome"],
            registry=self.registry,
        )
        self._deliveries = Gauge("jifen_outbox", "Deliveries in the outbox", ["queue", "state"], registry=self.registry)
        self._oldest = Gauge(
            "jifen_outbox_oldest_seconds",
            "Age of the oldest delivery that waits to go",
            ["queue"],
            registry=self.registry,
        )
        self.count = meter(self.registry)
        for source in _SOURCES:
            for outcome in (*Handled, _NOT_TAKEN):
                self._messages.labels(source, outcome)

    def count_message(self, report: MessageReport) -> None:
        """One more delivery of a message."""
        self._messages.labels(report.source, report.handled or _NOT_TAKEN).inc()

    def text(self, deliveries: Mapping[tuple[str, str], int], oldest: Mapping[str, timedelta]) -> bytes:
        """The page, with the outbox as it is: deliveries by queue and state, and how long the oldest waits."""
        for queue in Queue:
            for state in _STATES:
                self._deliveries.labels(queue.value, state).set(deliveries.get((queue.value, state), 0))
            self._oldest.labels(queue.value).set(oldest.get(queue.value, timedelta()).total_seconds())
        return generate_latest(self.registry)
