"""Seals over published entries, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.entry import Entry
from domain.ports.rounds import Round


@dataclass(frozen=True, slots=True)
class NewSeal:
    """A seal 封条 over entries of one round, the unit's ``number``-th, chained with the one before.

    ``previous`` and ``hash`` are SHA-256 in hexadecimal; ``last_entry`` is the highest number covered, 0 without any.
    ``withdraws``: the round's last publication was taken back; such a seal covers no entries.
    """

    number: int
    previous: str
    hash: str
    entries: int
    last_entry: int
    withdraws: bool


@dataclass(frozen=True, slots=True)
class Seal(NewSeal):
    """A stored seal."""

    round_id: int
    at: datetime


class Seals(Protocol):
    """Seals of units, each chained with the one before it."""

    async def latest(self, unit: str) -> Seal | None:
        """The unit's last seal."""
        ...

    async def of_round(self, round_id: int) -> Sequence[Seal]:
        """The round's seals, oldest first: of publications, of what was corrected later, of what was taken back."""
        ...

    async def corrected(self, unit: str) -> Sequence[Round]:
        """Settled rounds of the unit with entries that no seal covers, oldest first."""
        ...

    async def unsealed(self, round_: Round) -> Sequence[tuple[Entry, str]]:
        """The round's entries that no seal covers, each with its household's code, by number."""
        ...

    async def numbers(self, round_id: int) -> Mapping[int, int]:
        """The number of the seal that covers each sealed entry of the round, by the entry's number."""
        ...

    async def add(self, round_: Round, seal: NewSeal, leaves: Sequence[tuple[int, str]], now: datetime) -> None:
        """Store a seal; ``leaves`` are the entries that it covers, each with the hash of its line."""
        ...
