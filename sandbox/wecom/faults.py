"""LineFaults to order for what the bot asks next."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class LineFault:
    """``refuse``: no effect, answered with a code. ``mute``: it takes effect and is never acknowledged. ``late``: it
    takes effect, and is acknowledged after ``seconds``. ``lost``: it neither takes effect nor is answered. ``close``:
    it takes effect, and the connection is closed in place of the answer."""

    kind: Literal["refuse", "mute", "late", "lost", "close"]
    code: int = 0
    words: str = "fault"
    seconds: float = 0.0


class LineFaults:
    """Each for a command, or for whichever comes next (None)."""

    def __init__(self) -> None:
        self._ahead: deque[tuple[str | None, LineFault]] = deque()

    def order(self, fault: LineFault, *, command: str | None = None, times: int = 1) -> None:
        """Let the next ``times`` requests go wrong."""
        self._ahead.extend([(command, fault)] * times)

    def clear(self) -> None:
        """Let everything work again."""
        self._ahead.clear()

    def take(self, command: str) -> LineFault | None:
        """The fault for this request."""
        for number, (wanted, fault) in enumerate(self._ahead):
            if wanted in {None, command}:
                del self._ahead[number]
                return fault
        return None
