"""What hands messages over to the outside."""

from __future__ import annotations

from typing import Protocol

from domain.model.delivery import Outcome, Parcel


class Carrier(Protocol):
    """Hands parcels of one lane over to the outside."""

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Hand over once. Never raises for a platform's or the network's fault."""
        ...

    async def look_up(self, parcel: Parcel) -> Outcome | None:
        """What became of an unknown one: Sent or Failed, Retry if it surely never went out, None if not known."""
        ...
