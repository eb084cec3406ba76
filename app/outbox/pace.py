"""How fast a queue may send: at most so many in any stretch of so many seconds."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``count`` in any ``seconds``."""

    count: int
    seconds: float


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

    def idle(self, now: float) -> bool:
        """True when nothing counts any more."""
        return self.room(now) == self._count


class Paces:
    """The pace of each target that has one."""

    def __init__(self, rate_of: Callable[[str], Rate | None]) -> None:
        self._rate_of = rate_of
        self._paces: dict[str, Pace] = {}

    def take(self, target: str, now: float) -> None:
        """One goes to that target now."""
        rate = self._rate_of(target)
        if rate is not None:
            self._paces.setdefault(target, Pace(rate)).take(now)

    def full(self, now: float) -> frozenset[str]:
        """The targets that have to wait. Forgets those that have been quiet."""
        self._paces = {target: pace for target, pace in self._paces.items() if not pace.idle(now)}
        return frozenset(target for target, pace in self._paces.items() if pace.room(now) <= 0)
