"""What changes about a household: it comes, moves, changes its head or phones, leaves 户档案."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.model.people import Household


class ChangeKind(StrEnum):
    """What a row of a household's history is about: its place (came, moved), head, phones, or its leaving."""

    CAME = "came"
    HEAD = "head"
    PHONES = "phones"
    MOVED = "moved"
    LEFT = "left"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class NewChange:
    """A row to append. ``was`` and ``became``: a place (``domain.households.wanted.Place``), a head, phones parted by
    blanks, or the day of leaving (ISO); "" for none.

    ``other_id``: the household that it came out of, or went into. ``officer_id`` None = the operator, or a roster.
    """

    household_id: int
    kind: ChangeKind
    day: date
    was: str
    became: str
    reason: str
    officer_id: int | None = None
    confirmed_by: int | None = None
    other_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A stored row; ``sequence`` counts the household's own from 1, names are those of the officers.

    ``was_hash``: by which the numbers that were before are known again, "" where nobody knows them.
    """

    household_id: int
    sequence: int
    kind: ChangeKind
    day: date
    was: str
    became: str
    reason: str
    officer: str | None
    confirmer: str | None
    other: Household | None
    at: datetime
    was_hash: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdProposal:
    """A change that waits for another officer; ``wanted`` is its text, ``done`` once one confirmed it."""

    id: int
    household_id: int
    wanted: str
    officer_id: int
    done: bool


@dataclass(frozen=True, slots=True)
class FileCounts:
    """How much a household's file holds over the years: entries, claims, objections, redemptions, honours."""

    entries: int
    claims: int
    claims_open: int
    objections: int
    objections_open: int
    redemptions: int
    collected: int
    honours: tuple[int, ...]
