"""How alike short texts are: by the pieces of one to three characters that they share, the rare ones first.

A text is a vector with an entry for each of its pieces, the logarithm of how rare that is among the known texts; two
texts are as alike as the cosine between theirs, 0 to 1.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

LONGEST = 60
"""Characters of a text that are looked at; a wish is said within them."""
_LENGTHS = (1, 2, 3)
_COMMON = 100
"""A piece that more of the known texts have than this finds none of them: it would find too many."""
_NUMBER = re.compile("[0-9]+")


class Likeness(Generic[T]):
    """Known texts, each with what is known of it. What a look-up costs is bounded by LONGEST and _COMMON."""

    def __init__(self, known: Iterable[tuple[str, T]]) -> None:
        self._known = list(dict.fromkeys((_pieces(text), what) for text, what in known))
        had_by = Counter(piece for pieces, _ in self._known for piece in pieces)
        self._rarity = {piece: math.log(len(self._known) / count) for piece, count in had_by.items()}
        self._unheard = math.log(len(self._known) or 1)
        self._having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (pieces, _) in enumerate(self._known):
            length = self._length(pieces)
            for piece in pieces:
                if had_by[piece] <= _COMMON and self._rarity[piece]:
                    self._having[piece].append((number, self._rarity[piece] ** 2 / length))

    def nearest(self, text: str, most: int) -> Sequence[tuple[float, T]]:
        """What is known of the texts that are most like this one, the likest first, with how alike they are."""
        pieces = _pieces(text)
        alike: dict[int, float] = defaultdict(float)
        for piece in pieces:
            for number, shared in self._having.get(piece, ()):
                alike[number] += shared
        length = self._length(pieces)
        likest = sorted(alike.items(), key=lambda one: (-one[1], one[0]))[:most]
        return [(shared / length, self._known[number][1]) for number, shared in likest]

    def _length(self, pieces: Iterable[str]) -> float:
        return math.sqrt(math.fsum(self._rarity.get(piece, self._unheard) ** 2 for piece in pieces)) or 1.0


def _pieces(text: str) -> frozenset[str]:
    """All numbers are alike; the edges of the text are pieces as well."""
    said = f"^{_NUMBER.sub('0', text[:LONGEST])}$"
    return frozenset(said[at : at + length] for length in _LENGTHS for at in range(len(said) - length + 1))
