"""Sheets to be taken in, and what that comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.inspection.rows import InspectionRow
from app.sheets.table import Position
from domain.entries.award import Recorded
from domain.entries.rectifying import Rectified
from domain.model.people import Household
from domain.model.round import Round
from storage.sheets import SheetEntry


@dataclass(frozen=True, slots=True)
class SheetToApply:
    """A sheet that was read. ``again`` takes marks that another officer gave on the same day as well.

    ``items``: codes of those that have a column in it.
    """

    unit: str
    round: Round
    rows: Sequence[InspectionRow]
    officer: str
    again: bool
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Erased:
    """A mark that an earlier sheet had and this one has not; its entry stands."""

    at: Position
    household: Household
    entry: SheetEntry


@dataclass(slots=True)
class Taken:
    """What taking it in came to; ``known`` marks were taken in before, ``skipped`` rows had nobody to look at them.

    ``erased`` marks are there no more, and were not taken back. ``unshown`` are entries known before, to which a photo
    cannot be added any more.
    """

    recorded: list[Recorded] = field(default_factory=list)
    rectified: list[Rectified] = field(default_factory=list)
    erased: list[Erased] = field(default_factory=list)
    unshown: list[int] = field(default_factory=list)
    known: int = 0
    reviewed: int = 0
    skipped: int = 0


@dataclass(slots=True)
class Gathered:
    """What the sheets of one book come to together; ``seen`` is where a household stood in a round on a day.

    Where lists name it, once for each item, "" for a row about all items.
    """

    taken: Taken = field(default_factory=Taken)
    problems: defaultdict[Position, list[str]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[tuple[int, int, date | None], dict[str, Position]] = field(default_factory=dict)

    def tell(self, at: Position, problem: str) -> None:
        """That is wrong with the row that stands there; said once."""
        told = self.problems[at]
        if problem not in told:
            told.append(problem)
