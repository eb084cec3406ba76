"""An award: points for a household as an officer wants them, and what they came to."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from domain.model.entry import Entry, Source
from domain.model.errors import Question
from domain.model.people import Household, Officer
from domain.model.rulebook import Item


@dataclass(frozen=True, slots=True)
class Award:
    """One line of a command: ``points`` are signed, ±1 to ± the book's total.

    What an officer may not have meant is asked about first, unless it was asked: ``known`` are the earlier entries of
    the same that the officer knows of, ``correction`` says that it goes into a round that is settled, ``anyway`` that
    nothing of it counts. ``certain``: it carries out a decision, so that nothing is asked and
    a settled round takes it too. ``second`` is the other officer who confirmed it.
    """

    household: Household
    item: str
    points: int
    reason: str
    key: str
    evidence_id: int | None = None
    day: date | None = None
    """The day it happened, which names its round; None = today."""
    known: Container[int] = ()
    correction: bool = False
    anyway: bool = False
    certain: bool = False
    second: Officer | None = None
    source: Source = Source.CHAT


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an award came to: the points that counted, and where the item and the round stand now."""

    entry_id: int
    household: Household
    item: Item
    day: date
    asked: int
    counted: int
    item_score: int
    round_key: str
    round_score: int
    reason: str
    is_full: bool = False
    """The item has reached its cap."""
    offset_by: tuple[int, ...] = ()
    """Entries the other way, which took the item beyond its bounds: that is made up for first."""
    is_large: bool = False
    """It counts at once, and another officer looks at it 复核."""
    settled: bool = False
    """Its round was settled already: a correction."""
    debt: int = 0
    """What the household owes of that year after a correction."""


class NothingToTake(Question):
    """A deduction from a merit that stands at 0; ``given`` is the last award of it that counts, if there is one."""

    def __init__(self, award: Award, item: Item, given: Entry | None) -> None:
        super().__init__(item.code)
        self.award = award
        self.item = item
        self.given = given
