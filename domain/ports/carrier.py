"""What hands messages over to the outside."""

from __future__ import annotations

from typing import Protocol

from domain.model.delivery import Delivery, Outcome


class Carrier(Protocol):
    """Hands deliveries of one queue over to the outside."""

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Hand over once. Never raises for a platform's or the network's fault."""
        ...

    async def look_up(self, delivery: Delivery) -> Outcome | None:
        """What became of an unknown one: Sent or Failed, Retry if it surely never went out, None if not known."""
        ...
