"""What a round is worth: a pure function of the live entries (design part 3, points 1 to 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from domain.model.entry import Entry
from domain.model.rulebook import Item, Rulebook


@dataclass(frozen=True, slots=True)
class RoundScore:
    """A household's score in one round: every item of the book, and the total."""

    items: Mapping[str, int]
    total: int


NOTHING: Mapping[str, int] = MappingProxyType({})
"""No points, by item."""
_KEPT_BOOKS = 64


def item_score(item: Item, points: int, taken: int = 0) -> int:
    """clamp(start + Σ points of the live entries, 0, cap − what earlier rounds took of it)."""
    return max(0, min(item.points - taken, item.start_points + points))


@lru_cache(maxsize=_KEPT_BOOKS)
def _untouched(book: Rulebook) -> Mapping[str, int]:
    """Every item as a round begins. Of most rounds only a few items change, and the rest is not computed again."""
    return {code: item_score(item, 0) for code, item in book.items.items()}


@lru_cache(maxsize=_KEPT_BOOKS)
def _caps(book: Rulebook) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The cap of each aspect, with the codes of its items."""
    return tuple((aspect.cap, tuple(item.code for item in aspect.items)) for aspect in book.aspects)


def score(book: Rulebook, points: Mapping[str, int], taken: Mapping[str, int] = NOTHING) -> RoundScore:
    """Score a round from the summed live points of each item; codes that the book does not know count nothing.

    ``taken`` is what earlier rounds took of the caps that hold for several rounds (``domain.ledger.caps``).
    """
    items = dict(_untouched(book))
    for code in {*points, *taken}:
        if code in items:
            items[code] = item_score(book.items[code], points.get(code, 0), taken.get(code, 0))
    total = sum(min(cap, sum(map(items.__getitem__, codes))) for cap, codes in _caps(book))
    return RoundScore(items, min(book.total, total))


def start_score(book: Rulebook) -> RoundScore:
    """What a household has before anything is recorded."""
    return score(book, {})


def live_points(entries: Iterable[Entry]) -> dict[str, int]:
    """Σ points of the live entries, by item."""
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        if entry.live:
            sums[entry.item] += entry.points
    return dict(sums)


def counted(book: Rulebook, entries: Iterable[Entry], taken: Mapping[str, int] = NOTHING) -> dict[int, int]:
    """How far each entry moved its item when it was recorded, by entry number.

    ``entries`` are all those of one household and round, oldest first; ``taken`` as ``score`` has it. For every item
    start + Σ counted = its score now, whatever was reversed in between.
    """
    points: defaultdict[str, int] = defaultdict(int)
    moved: dict[int, int] = {}
    for entry in entries:
        item = book.items.get(entry.item)
        if item is None:
            moved[entry.id] = 0
            continue
        before = item_score(item, points[entry.item], taken.get(entry.item, 0))
        points[entry.item] += entry.points
        moved[entry.id] = item_score(item, points[entry.item], taken.get(entry.item, 0)) - before
    return moved
