"""What waits for a second officer about an entry or an objection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

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
