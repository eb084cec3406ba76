"""What the pieces of texts speak for, learned from texts of which that is known.

A margin perceptron, averaged: wherever the right meaning of a lesson does not lead the next by a margin, each of its
pieces speaks by one more for the right meaning and by one less for the other. What is kept is the mean over all steps.
Whole numbers and a fixed order, so that everybody learns the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Lesson = tuple[Sequence[str], int]
"""The pieces of a text, each once and in a fixed order, and the place of its meaning, from 0."""
_SCALE = 10
"""What one step over all the rounds is worth."""

_Sums = dict[str, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Learner:
    """So many ``rounds`` over the lessons, to lead by the ``margin``, among so many ``meanings``."""

    rounds: int
    margin: int
    meanings: int

    def learn(self, lessons: Sequence[Lesson]) -> dict[str, Mapping[int, int]]:
        """What each piece speaks for, by the place of the meaning; what speaks for nothing is left out."""
        weights: _Sums = defaultdict(lambda: defaultdict(int))
        totals: _Sums = defaultdict(lambda: defaultdict(int))
        steps = left = self.rounds * len(lessons)
        for pieces, right in [*lessons] * self.rounds:
            left -= 1
            other = self._nearest_other(weights, pieces, right)
            if other is not None:
                for piece in pieces:
                    for place, change in ((right, 1), (other, -1)):
                        weights[piece][place] += change
                        totals[piece][place] += change * left
        mean = {
            piece: {place: told for place, total in of_piece.items() if (told := round(total * _SCALE / steps))}
            for piece, of_piece in totals.items()
        }
        return {piece: of_piece for piece, of_piece in mean.items() if of_piece}

    def _nearest_other(self, weights: _Sums, pieces: Iterable[str], right: int) -> int | None:
        """The meaning that the right one does not lead by the margin; None where it leads them all."""
        sums = [0] * self.meanings
        for piece in pieces:
            for place, weight in weights[piece].items():
                sums[place] += weight
        wanted, sums[right] = sums[right] - self.margin, -(10**9)
        greatest = max(sums)
        return sums.index(greatest) if greatest > wanted else None


def shuffled(text: str) -> bytes:
    """A key that sorts texts like no order of the files that they come from."""
    return _hash(text).digest()


def digest(text: str) -> str:
    """By which it is seen whether the weights were learned from what there is."""
    return _hash(text).hexdigest()[:16]


def _hash(text: str) -> hashlib._Hash:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass"))
