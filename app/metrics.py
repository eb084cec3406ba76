"""What ``/metrics`` holds: counts of messages, deliveries and parcels. No names, no numbers, no texts."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from app.outbox import meter


class Metrics:
    """One registry of its own, so that several instances can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.messages = Counter("jifen_messages", "Messages that came in", ["source"], registry=self.registry)
        self.parcels = Gauge("jifen_outbox", "Parcels in the outbox", ["lane", "state"], registry=self.registry)
        self.count = meter(self.registry)

    def text(self, parcels: dict[tuple[str, str], int]) -> bytes:
        """The page, with the outbox as it is now."""
        self.parcels.clear()
        for (lane, state), number in parcels.items():
            self.parcels.labels(lane, state).set(number)
        return generate_latest(self.registry)
