"""How fast a queue may send: at most so many in any stretch of so many seconds."""

from __future__ import annotations

from collections import deque

from domain.model.delivery import Rate


class Pace:
    """Keeps to one rate exactly, as platforms count: a sliding window, so a burst is never followed by another.

    A token bucket would let nearly twice the count through in its first window. ``now`` is in seconds of a clock that
    nobody sets.
    """

    def __init__(self, rate: Rate) -> None:
        self._count = rate.count
        self._window = rate.seconds
        self._sent: deque[float] = deque()

    def room(self, now: float) -> int:
        """How many may go now."""
        while self._sent and self._sent[0] + self._window <= now:
            self._sent.popleft()
        return self._count - len(self._sent)

    def take(self, now: float) -> None:
        """One goes now."""
        self._sent.append(now)

    def wait(self, now: float) -> float:
        """Seconds until there is room; 0 when there is."""
        return 0.0 if self.room(now) > 0 else self._sent[0] + self._window - now
