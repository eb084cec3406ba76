"""Who is told that something was posted, as soon as it is committed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Told = Callable[[str], None]
"""Hears the name of a queue; returns at once."""


class Bell:
    """Rung by a transaction that has committed; whoever delivers listens."""

    def __init__(self) -> None:
        self._told: list[Told] = []

    def listen(self, told: Told) -> None:
        """From now on that one is told as well."""
        self._told.append(told)

    def ring(self, queue: str) -> None:
        """Something in that queue may go."""
        for told in self._told:
            told(queue)


class Wire(Protocol):
    """Carries the bell between processes."""

    async def run(self) -> None:
        """Until it is cancelled."""
        ...
