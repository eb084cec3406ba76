"""Ranking by points earned; ties share a rank: 1, 2, 2, 4 (design part 3, point 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_MEDALS = 3


def ranks(points: Iterable[int | None]) -> list[int | None]:
    """The rank of each, in the order given; None (vetoed, excused) has no rank and takes none."""
    given = list(points)
    first: dict[int, int] = {}
    for place, value in enumerate(sorted((value for value in given if value is not None), reverse=True), start=1):
        first.setdefault(value, place)
    return [None if value is None else first[value] for value in given]


def medalled(places: Iterable[int | None]) -> frozenset[int]:
    """The ranks among the first three that everybody who shares them fits in: 1, 2, 2 do; four first ones do not."""
    many = Counter(place for place in places if place is not None)
    return frozenset(place for place, sharing in many.items() if place + sharing - 1 <= _MEDALS)
