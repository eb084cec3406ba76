"""Who is told that something was posted, as soon as it is committed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Subscriber = Callable[[str], None]
"""Takes the name of a queue; returns at once."""


class Notifier:
    """Called by a transaction that has committed; whoever delivers listens."""

    def __init__(self) -> None:
        self._subscribers: list[Subscriber] = []

    def listen(self, subscriber: Subscriber) -> None:
        """From now on that one is told as well."""
        self._subscribers.append(subscriber)

    def notify(self, queue: str) -> None:
        """Something in that queue may go."""
        for subscriber in self._subscribers:
            subscriber(queue)


class NotifierLink(Protocol):
    """Passes notifications on to other processes, or on from them."""

    async def run(self) -> None:
        """Until it is cancelled."""
        ...
