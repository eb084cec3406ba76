"""What one officer wants and another has to confirm, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

ProposalKind = Literal["reverse", "uphold", "dismiss"]


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal about an entry, or about the objection to it. ``points``: the amount that is right, unsigned."""

    kind: ProposalKind
    entry_id: int
    objection_id: int | None
    officer_id: int
    reason: str
    points: int | None = None
    evidence_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stored proposal; ``done`` once another officer confirmed it."""

    id: int
    wanted: NewProposal
    made: datetime
    done: datetime | None


class Proposals(Protocol):
    """Proposals that wait for a second officer; nothing of them is carried out before."""

    async def make(self, new: NewProposal, now: datetime) -> int:
        """Keep a proposal; its number."""
        ...

    async def get(self, number: int) -> Proposal | None:
        """The proposal with that number."""
        ...

    async def latest(self, entry_id: int) -> int | None:
        """The number of the last proposal about an entry: it replaces those before it."""
        ...

    async def reversals(self, unit: str, year: int) -> Sequence[int]:
        """The year's entries, by number, whose reversal is proposed and waits for another officer."""
        ...

    async def finish(self, number: int, now: datetime) -> bool:
        """Mark it done; False when it was already."""
        ...
