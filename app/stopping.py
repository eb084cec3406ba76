"""A stop comes to its end, whatever gives no answer: sooner than systemd and Docker, which kill after 30 seconds."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from app.clock import running_on

_log = logging.getLogger(__name__)

STOP_SECONDS = 24.0
"""After so long nothing is waited for any more: what was answered is stored, and the rest is as after a lost power."""
_DELIVERY_SECONDS = 16.0
"""So long after its beginning a stop waits for what is being sent; the rest is for noting what became of it."""


@dataclass(slots=True)
class Stopping:
    """What a stop waits for. ``end``: how the process is ended when it takes too long; None where it is not ours."""

    end: Callable[[], None] | None = None
    seconds: Callable[[], float] = running_on
    _waits_for: str = "what was under way"
    _begun: float | None = None

    def begin(self) -> None:
        """It was told to stop."""
        self._begun = self.seconds()
        if self.end:
            # A thread of its own: the loop may be what hangs, and so may a thread that the loop waits for.
            last = threading.Timer(STOP_SECONDS, self._give_up)
            last.daemon = True
            last.start()

    def waits(self, stack: AsyncExitStack, what: str, close: Callable[[], Awaitable[None]]) -> None:
        """When the stack ends ``close`` is waited for, which is called that in the log."""

        async def closing() -> None:
            self._waits_for = what
            await close()

        stack.push_async_callback(closing)

    def for_deliveries(self) -> float:
        """How many seconds what is being sent is still waited for; all of them where a fault ends the server untold."""
        begun = self.seconds() if self._begun is None else self._begun
        return max(0.0, begun + _DELIVERY_SECONDS - self.seconds())

    def _give_up(self) -> None:
        _log.warning(
            "ended without waiting any longer for %s; what was answered is stored, the rest goes on at the next start",
            self._waits_for,
        )
        assert self.end is not None  # noqa: S101 - else nobody waits for this
        self.end()


def end_process() -> None:
    """At once, as asked."""
    logging.shutdown()
    os._exit(0)
