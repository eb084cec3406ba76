"""Keeping what is wrong where messages come in, for the doctor, the digest and ``/health/ready``."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from app.clock import Clock, running_on
from domain.model.trouble import Endpoint, ReportTrouble, TroubleKind
from domain.ports.store import Transactions, Unavailable

_BY_ANYBODY = frozenset({TroubleKind.SECRET, TroubleKind.SIGNATURE})
"""What a call by anybody looks like: a trouble only until a call of the platform itself was accepted."""
_AGAIN_SECONDS = 60.0
"""After so long a trouble that goes on is noted once more."""


@dataclass(frozen=True, slots=True)
class TroubleNotes:
    """One process's. What a database that is away does not take is noted with the next news.

    ``patience``: so many seconds a message waits for its note, as its carrier does not wait for ever.
    """

    transactions: Transactions
    clock: Clock
    seconds: Callable[[], float] = running_on
    patience: float = 2.0
    _noted: dict[Endpoint, tuple[TroubleKind | None, str, float]] = field(default_factory=dict)
    _under_way: dict[Endpoint, asyncio.Task[None]] = field(default_factory=dict)

    def at(self, endpoint: Endpoint, *, reaches: str | None = None) -> ReportTrouble:
        """For whoever receives there. ``reaches``: the chat platform that its connection leads to as well."""
        return partial(self._note, endpoint, reaches)

    async def _note(self, endpoint: Endpoint, reaches: str | None, kind: TroubleKind | None, detail: str = "") -> None:
        before = self._noted.get(endpoint)
        if before and before[0] is None and kind in _BY_ANYBODY:
            return
        if before and before[:2] == (kind, detail) and (kind is None or self.seconds() - before[2] < _AGAIN_SECONDS):
            return
        if endpoint not in self._under_way:
            writing = asyncio.create_task(self._write(endpoint, reaches, kind, detail))
            self._under_way[endpoint] = writing
            done, _ = await asyncio.wait({writing}, timeout=self.patience)
            for one in done:
                one.result()

    async def _write(self, endpoint: Endpoint, reaches: str | None, kind: TroubleKind | None, detail: str) -> None:
        try:
            async with self.transactions.writing() as store:
                if kind is None:
                    await store.troubles.over(endpoint)
                    if reaches:
                        await store.post.reached(reaches)
                else:
                    await store.troubles.note(endpoint, kind, detail, self.clock.now())
            self._noted[endpoint] = (kind, detail, self.seconds())
        except Unavailable:
            return
        finally:
            del self._under_way[endpoint]
