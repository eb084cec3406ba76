"""A large award that corrects a settled round, while it waits for a second officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.model.people import Household


@dataclass(frozen=True, slots=True)
class NewAwardProposal:
    """What an officer wants recorded: ``points`` (from 1) of an item for what happened on a day of that round.

    ``claim``: the number of the claim that is approved by it. ``last_entry``: the household's last entry by then, 0 for
    none.
    """

    household: Household
    round_id: int
    day: date
    item: str
    points: int
    reason: str
    officer_id: int
    evidence_id: int | None
    claim: int | None = None
    last_entry: int = 0


@dataclass(frozen=True, slots=True)
class AwardProposal:
    """A stored proposal; ``done`` once another officer confirmed it, or somebody dropped it."""

    id: int
    wanted: NewAwardProposal
    done: bool
