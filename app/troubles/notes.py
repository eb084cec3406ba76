"""Keeping what is wrong at the doors, for the doctor, the digest and ``/health/ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from app.clock import Clock, running_on
from domain.model.trouble import Ail, Door, Ill
from domain.ports.store import Transactions, Unavailable

_BY_ANYBODY = frozenset({Ill.SECRET, Ill.SIGNATURE, Ill.PHONE_SIGNATURE})
"""What any stranger's call looks like: a trouble only until the platform's own has fitted."""
_AGAIN_SECONDS = 60.0
"""After so long a trouble that goes on is noted once more."""


@dataclass(frozen=True, slots=True)
class TroubleNotes:
    """One process's. What a database that is away does not take is noted with the next news."""

    transactions: Transactions
    clock: Clock
    seconds: Callable[[], float] = running_on
    _noted: dict[Door, tuple[Ill | None, str, float]] = field(default_factory=dict)

    def at(self, door: Door, *, reaches: str | None = None) -> Ail:
        """For the one who hears at that door. ``reaches``: the chat platform that its connection leads to as well."""
        return partial(self._note, door, reaches)

    async def _note(self, door: Door, reaches: str | None, ill: Ill | None, detail: str = "") -> None:
        before = self._noted.get(door)
        if before and before[0] is None and ill in _BY_ANYBODY:
            return
        if before and before[:2] == (ill, detail) and (ill is None or self.seconds() - before[2] < _AGAIN_SECONDS):
            return
        try:
            async with self.transactions.writing() as store:
                if ill is None:
                    await store.troubles.over(door)
                    if reaches:
                        await store.post.reached(reaches)
                else:
                    await store.troubles.note(door, ill, detail, self.clock.now())
        except Unavailable:
            return
        self._noted[door] = (ill, detail, self.seconds())
