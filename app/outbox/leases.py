"""Which deliveries in mid-send have lost their worker, by a clock of this process that is never set."""

from __future__ import annotations

from collections.abc import Mapping

LEASE_SECONDS = 150.0
"""Longer than any attempt of a living worker: the carrier's limit, and noting its outcome again and again."""


class Leases:
    """Remembers since when it has seen each attempt under way.

    An attempt that is seen for a whole lease is nobody's any more. What time its worker noted does not matter: the
    clock may have been set since, and another machine's may differ.
    """

    def __init__(self) -> None:
        self._since: dict[tuple[int, int], float] = {}

    def lapsed(self, under_way: Mapping[int, int], seconds: float) -> dict[int, int]:
        """Those of the attempts under way (delivery id to attempt) that have been for a whole lease.

        ``seconds``: of a clock that nobody sets.
        """
        self._since = {attempt: self._since.get(attempt, seconds) for attempt in under_way.items()}
        return dict(attempt for attempt, since in self._since.items() if seconds - since >= LEASE_SECONDS)
