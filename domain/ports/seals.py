"""Seals over published entries, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.model.round import Round
from domain.model.seal import NewSeal, Seal, Unsealed


class Seals(Protocol):
    """Seals of units, each chained with the one before it."""

    async def latest(self, unit: str) -> Seal | None:
        """The unit's last seal."""
        ...

    async def of_round(self, round_id: int) -> Sequence[Seal]:
        """The round's seals, oldest first: of publications, of what was corrected later, of what was taken back."""
        ...

    async def of_unit(self, unit: str) -> Sequence[Seal]:
        """All seals of the unit, oldest first."""
        ...

    async def corrected(self, unit: str) -> Sequence[Round]:
        """Settled rounds of the unit with entries that no seal covers, oldest first."""
        ...

    async def unsealed(self, round_: Round) -> Sequence[Unsealed]:
        """The round's entries that no seal covers, by number."""
        ...

    async def numbers(self, round_id: int) -> Mapping[int, int]:
        """The number of the seal that covers each sealed entry of the round, by the entry's number."""
        ...

    async def add(self, round_: Round, seal: NewSeal, leaves: Sequence[tuple[int, str]], now: datetime) -> None:
        """Store a seal; ``leaves`` are the entries that it covers, each with the hash of its line."""
        ...
