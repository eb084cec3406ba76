"""How fast a queue may send: so many in so many seconds, kept over time."""

from __future__ import annotations

from collections import deque

from domain.model.delivery import Rate


class Pace:
    """Each place of a rate is free again its seconds after it was *due*, not after whoever took it woke late.

    So a late wake-up costs nothing, as far as the rate's ``late_seconds`` make up for it: no more than the count goes
    in any stretch shorter by these than the rate's, and never more than that in all beyond what the rate gives. A
    token bucket would let nearly twice the count through in its first stretch. ``now`` is in seconds of a clock that
    nobody sets.
    """

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._taken: deque[float] = deque()
        """Since when each place counts as taken, the first first."""

    def room(self, now: float) -> int:
        """How many may go now."""
        taken = sum(since + self._rate.seconds > now for since in self._taken)
        return self._rate.count - taken

    def take(self, now: float) -> None:
        """One goes now."""
        since = now
        if len(self._taken) >= self._rate.count:
            since = min(now, max(self._taken.popleft() + self._rate.seconds, now - self._rate.late_seconds))
        self._taken.append(since)

    def wait(self, now: float) -> float:
        """Seconds until there is room; 0 when there is."""
        return 0.0 if self.room(now) > 0 else self._taken[0] + self._rate.seconds - now
