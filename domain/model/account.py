"""Postings to a household's account of one year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PostingKind(StrEnum):
    """What moved an account."""

    ROUND = "round"
    CORRECTION = "correction"
    HOLD = "hold"
    RELEASE = "release"
    LAPSE = "lapse"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class AccountsOf:
    """The accounts of a year: of a whole unit, or of one household in it."""

    unit: str
    year: int
    household_id: int | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an account: what moved it, by how many points (signed), and when."""

    kind: PostingKind
    points: int
    at: datetime
