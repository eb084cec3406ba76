"""One outbox for all platforms: each delivery is carried by the platform of its chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.outbox.policy import OURS_SECONDS
from bot.platforms import split
from domain.model.delivery import GROUP_TO_COME, Delivery, Failed, Outcome, Queue, Retry
from domain.ports.carrier import Carrier


@dataclass(frozen=True, slots=True)
class ByPlatform:
    """``domain.ports.carrier.Carrier`` for messages and photos; ``carriers`` by the platform's name."""

    carriers: Mapping[str, Carrier]
    to_come: Carrier | None = None
    """Has what is for groups that are not there yet."""

    async def deliver(self, delivery: Delivery) -> Outcome:
        """By its platform; one that is not set up counts as a closed chat, so that people hear of it."""
        name = _platform(delivery)
        if name is None:
            return Failed("damaged: no chat")
        carrier = self._carrier(name)
        if carrier is None:
            return Retry(f"{name} is not set up", closed=True)
        outcome = await carrier.deliver(delivery)
        if isinstance(outcome, Retry) and outcome.ours and len(self.carriers) > 1:
            # The queue waits for what is ours to mend; the other platform's messages must not wait for it.
            return replace(outcome, ours=False, untried=True, after_seconds=outcome.after_seconds or OURS_SECONDS)
        return outcome

    async def look_up(self, delivery: Delivery) -> Outcome | None:
        """By its platform; None where it is not known."""
        carrier = self._carrier(_platform(delivery) or "")
        return await carrier.look_up(delivery) if carrier else None

    def _carrier(self, platform: str) -> Carrier | None:
        return self.to_come if platform == GROUP_TO_COME else self.carriers.get(platform)


def _platform(delivery: Delivery) -> str | None:
    chat = delivery.target if delivery.queue is Queue.CHAT else delivery.payload.get("chat")
    return split(chat)[0] if isinstance(chat, str) else None
