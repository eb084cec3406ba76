"""What one officer wants and another has to confirm, whatever it is about: one line of the list of what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.model.people import Household


class AwaitedKind(StrEnum):
    """What it is that waits."""

    AWARD = "award"
    VETO = "veto"
    REVERSAL = "reversal"
    UPHOLD = "uphold"
    DISMISS = "dismiss"
    GIVING_BACK = "giving-back"
    STOCK = "stock"
    HOUSEHOLD = "household"
    EARLY = "settle"
    WITHDRAWAL = "withdraw"


@dataclass(frozen=True, slots=True)
class Awaited:
    """One thing that waits, by the number under which it is confirmed.

    ``about``: the item's code, the goods' name, the round's key, or the text of a household's change (``Wanted``).
    ``subject``: the number of the entry or objection, where it is about one, else 0. ``amount``: signed points or
    pieces.
    """

    kind: AwaitedKind
    number: int
    proposer: str
    made: datetime
    household: Household | None
    about: str = ""
    subject: int = 0
    amount: int = 0
