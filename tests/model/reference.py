"""The points system in a few lines, to check the real one against: no rounds in a database, only lists and sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.rulebook import Rulebook


@dataclass(frozen=True)
class Mark:
    """Points that somebody logged for a household in a month."""

    household: str
    month: str
    item: str
    points: int


def item_points(book: Rulebook, code: str, marks: Iterable[Mark]) -> int:
    """What an item stands at."""
    item = book.items[code]
    raw = (item.points if item.start == "full" else 0) + sum(mark.points for mark in marks if mark.item == code)
    return sorted((0, raw, item.points))[1]


def month_points(book: Rulebook, marks: Sequence[Mark]) -> int:
    """What a month stands at: the aspects, none above its cap, and never more than the book's total."""
    aspects = (
        min(aspect.cap, sum(item_points(book, item.code, marks) for item in aspect.items)) for aspect in book.aspects
    )
    return min(book.total, sum(aspects))


@dataclass
class Model:
    """A village's year. Marks that are taken back simply go away."""

    book: Rulebook
    month: str
    joined: dict[str, str] = field(default_factory=dict)
    """The month in which each household joined."""
    months: list[str] = field(default_factory=list)
    """The months that are over."""
    marks: dict[int, Mark] = field(default_factory=dict)
    vetoed: dict[int, str] = field(default_factory=dict)
    """Vetoes in force: the household by the veto's number."""

    def turn(self, month: str) -> None:
        """The month is over."""
        self.months.append(self.month)
        self.month = month

    def points(self, household: str, month: str) -> int:
        """A household's points in a month."""
        marks = [mark for mark in self.marks.values() if (mark.household, mark.month) == (household, month)]
        return month_points(self.book, marks)

    def earned(self, household: str) -> int:
        """Its points of the months that are over."""
        return sum(self.points(household, month) for month in self.months if self.joined[household] <= month)

    def rank(self, household: str) -> int | None:
        """One more than there are better households; none for the vetoed."""
        out = set(self.vetoed.values())
        if household in out:
            return None
        weigh = self.earned if self.months else lambda other: self.points(other, self.month)
        return 1 + sum(weigh(other) > weigh(household) for other in self.joined if other not in out)
