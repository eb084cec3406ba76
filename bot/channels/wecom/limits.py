"""How much one chat may be told: the platform counts replies and pushes together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

RATES = ((30, 60.0), (1000, 3600.0))
"""At most so many messages in so many seconds, a chat. Source: as for ``bot.channels.wecom.text.MOST_BYTES``."""


@dataclass(slots=True)
class Limits:
    """Counts what was sent. ``monotonic`` is a clock that never jumps, in seconds."""

    monotonic: Callable[[], float]
    _sent: dict[str, deque[float]] = field(default_factory=dict)

    def wait(self, chat: str) -> float:
        """Seconds until the chat takes one more; 0 when it does now."""
        now, sent = self.monotonic(), self._sent.get(chat, deque())
        waits = [sent[-count] + seconds - now for count, seconds in RATES if len(sent) >= count]
        return max(0.0, *waits) if waits else 0.0

    def take(self, chat: str) -> None:
        """One goes now."""
        now = self.monotonic()
        longest = max(seconds for _, seconds in RATES)
        self._sent = {name: times for name, times in self._sent.items() if times[-1] > now - longest}
        times = self._sent.setdefault(chat, deque(maxlen=max(count for count, _ in RATES)))
        times.append(now)
