"""The outermost guard of a desk: every message that comes in is noted once, whatever goes wrong with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from domain.model.message import Handled
from domain.ports.store import Unavailable

TRIES, SECONDS = 10, 120.0
"""How often and for how long a message that stops at the store is tried, before it is taken for the fault itself."""
_MOST_REMEMBERED = 1000
_MOST_STOPS = 3
"""A handler stops at a question, the question at a refusal, the refusal at a mistake of ours."""

T = TypeVar("T")
Way = Callable[[], Awaitable[tuple[Handled, T]]]
"""One way to answer a message in a transaction of its own, which notes what became of it."""


@dataclass(frozen=True, slots=True)
class MessageReport:
    """One delivery of a message, for the log and the counters; nothing of whose it was or what it said.

    ``what`` is its command or intent. ``handled`` None: the store failed, it was not taken and comes again.
    """

    source: str
    key: str
    what: str
    handled: Handled | None
    milliseconds: float


ReportMessage = Callable[[MessageReport], None]
"""Takes the report of each delivery."""


def unreported(_report: MessageReport) -> None:
    """For those who keep no log."""


@dataclass(frozen=True, slots=True)
class Guard:
    """``monotonic`` is a clock that never jumps, in seconds; ``report`` is told of every delivery."""

    source: str
    monotonic: Callable[[], float]
    report: ReportMessage = unreported
    _tries: dict[str, tuple[int, float]] = field(default_factory=dict)

    async def take(self, key: str, what: str, first: Way[T], instead: Callable[[Exception], Way[T]], last: Way[T]) -> T:
        """Answer a message the first way; when something stops that, ``instead`` of it; the ``last`` way just notes it.

        Raises Unavailable when the store fails: the message was not taken, deliver it again. One that the store fails
        for again and again, while others can be noted, is noted as failed: it shall not keep back all after it.
        """
        begun, handled = self.monotonic(), None
        try:
            try:
                handled, result = await _answered(first, instead, last)
            except Unavailable as outage:
                if not self._had_its_tries(key):
                    raise
                handled, result = await _answered(instead(outage), instead, last)
            self._tries.pop(key, None)
        finally:
            self.report(MessageReport(self.source, key, what, handled, (self.monotonic() - begun) * 1000))
        return result

    def _had_its_tries(self, key: str) -> bool:
        now = self.monotonic()
        tries, since = self._tries.pop(key, (0, now))
        if len(self._tries) >= _MOST_REMEMBERED:
            del self._tries[next(iter(self._tries))]
        self._tries[key] = (tries + 1, since)
        return tries + 1 >= TRIES and now - since >= SECONDS


async def _answered(first: Way[T], instead: Callable[[Exception], Way[T]], last: Way[T]) -> tuple[Handled, T]:
    way = first
    for _ in range(_MOST_STOPS):
        try:
            return await way()
        except Unavailable:
            raise
        except Exception as stop:  # noqa: BLE001 - the next way says what it was, with a number where it is our mistake
            way = instead(stop)
    try:
        return await way()
    except Unavailable:
        raise
    except Exception:  # noqa: BLE001 - even to say that it failed fails: it is noted, and that it was logged above
        return await last()
