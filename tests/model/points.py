"""What marks come to, in a few lines: an item, a month, and how far one mark moved its item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.model.rulebook import Item, Rulebook


@dataclass(frozen=True)
class Mark:
    """Points that somebody logged for a household in a month."""

    household: str
    month: str
    item: str
    points: int


def item_points(item: Item, points: int, taken: int = 0) -> int:
    """What an item stands at; ``taken`` is what earlier months took of a cap that holds for several."""
    raw = (item.points if item.start == "full" else 0) + points
    return max(0, min(raw, item.points - taken))


def items(book: Rulebook, marks: Iterable[Mark], taken: Mapping[str, int]) -> dict[str, int]:
    """What every item of a month stands at."""
    points: Counter[str] = Counter()
    for mark in marks:
        points[mark.item] += mark.points
    return {code: item_points(item, points[code], taken.get(code, 0)) for code, item in book.items.items()}


def month_points(book: Rulebook, standing: Mapping[str, int]) -> int:
    """What a month stands at: the aspects, none above its cap, and never more than the book's total."""
    aspects = (min(aspect.cap, sum(standing[item.code] for item in aspect.items)) for aspect in book.aspects)
    return min(book.total, sum(aspects))


def moved(item: Item, points: Sequence[int], taken: int) -> int:
    """How far the last of these points moved the item."""
    return item_points(item, sum(points), taken) - item_points(item, sum(points[:-1]), taken)


def span(month: str, per: str) -> str:
    """The quarter or the year, as a text, in which a month lies."""
    return month[:4] if per == "year" else f"{month[:4]}Q{(int(month[5:]) + 2) // 3}"
