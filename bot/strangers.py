"""How much is answered to people who are no officers: enough for who needs something, too little to flood a group."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

MOST, SECONDS = 10, 3600.0
"""Answers to one person within that time."""
_MOST_REMEMBERED = 1000


class StrangerReply(Enum):
    """Whether a stranger is answered: yes; only that it is enough for a while; not at all."""

    ANSWER = auto()
    ENOUGH = auto()
    SILENCE = auto()


@dataclass(frozen=True, slots=True)
class StrangerLimit:
    """``monotonic`` is a clock that never jumps, in seconds."""

    monotonic: Callable[[], float]
    _heard: dict[str, deque[float]] = field(default_factory=dict)

    def turn(self, person: str) -> StrangerReply:
        """Somebody says one thing more; a person, or a chat for those without an identity."""
        now = self.monotonic()
        heard = self._heard.pop(person, deque(maxlen=MOST + 1))
        while heard and now - heard[0] >= SECONDS:
            heard.popleft()
        if len(self._heard) >= _MOST_REMEMBERED:
            del self._heard[next(iter(self._heard))]
        self._heard[person] = heard
        if len(heard) > MOST:
            return StrangerReply.SILENCE
        heard.append(now)
        return StrangerReply.ANSWER if len(heard) <= MOST else StrangerReply.ENOUGH
