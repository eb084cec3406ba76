"""What waits for a second officer about a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

RoundWish = Literal["settle", "withdraw"]
"""Settle a round before it is over, or open one again that was settled by mistake."""


@dataclass(frozen=True, slots=True)
class RoundProposal:
    """A stored proposal; ``done`` once another officer confirmed it."""

    id: int
    round_id: int
    wish: RoundWish
    officer_id: int
    reason: str
    done: datetime | None
