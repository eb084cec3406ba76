"""Learning the weights from the examples and the clear texts; ``make texts`` writes them anew.

A margin perceptron, averaged: wherever the right meaning of an example does not lead the next by a margin, each of its
pieces speaks by one more for the right meaning and by one less for the other. What is kept is the mean over all steps.
Whole numbers and a fixed order, so that everybody learns the same.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from sms.understanding.concepts import WORDS
from sms.understanding.engine import words_of
from sms.understanding.examples import all_examples
from sms.understanding.labelled import LabelledText
from sms.understanding.learned import FILE, Meaning, Weights, together, written
from sms.understanding.learned.sayings import all_sayings
from sms.understanding.pieces import pieces_of
from sms.understanding.words import BY_WORDS

_ROUNDS = 12
_MARGIN = 60
_SCALE = 10
"""What one step over all the rounds is worth in the file."""

_Sums = dict[str, dict[int, int]]


def digest_of(examples: Iterable[LabelledText]) -> str:
    """Of all that the weights are learned from."""
    told = [f"{one.text}\t{one.intent}:{one.about}" for one in examples]
    named = [f"{concept} {words}" for concept, words in (*WORDS.items(), *BY_WORDS.items())]
    said = "\n".join([*told, *named])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def learn(examples: Sequence[LabelledText], sayings: Sequence[LabelledText] = ()) -> Weights:
    """The weights after some rounds over the examples and the ways of saying the same."""
    known = {words: Meaning(intent) for words, intent in BY_WORDS.items()}
    texts = [*sayings, *examples]
    known |= {words: Meaning(one.intent, one.about) for one in texts if (words := words_of(one.text))}
    meanings = sorted(set(known.values()), key=str)
    places = {meaning: place for place, meaning in enumerate(meanings)}
    lessons = [(pieces, places[known[words]]) for words, pieces in _told_twice(sorted(known, key=_order))]
    weights: _Sums = defaultdict(lambda: defaultdict(int))
    totals: _Sums = defaultdict(lambda: defaultdict(int))
    left = _ROUNDS * len(lessons)
    for pieces, right in lessons * _ROUNDS:
        left -= 1
        other = _nearest_other(weights, pieces, right, len(meanings))
        if other is not None:
            for piece in pieces:
                for place, change in ((right, 1), (other, -1)):
                    weights[piece][place] += change
                    totals[piece][place] += change * left
    return Weights(digest_of(texts), meanings, _mean(totals, _ROUNDS * len(lessons)))


def _told_twice(texts: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The texts with those of their pieces that stand in another one as well: what stands in one says nothing of it."""
    pieces = {words: sorted(pieces_of(words)) for words in texts}
    times = Counter(piece for told in pieces.values() for piece in told)
    return [(words, [piece for piece in told if times[piece] > 1]) for words, told in pieces.items()]


def _order(words: str) -> bytes:
    """Like no order of the files."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()


def _nearest_other(weights: _Sums, pieces: Iterable[str], right: int, meanings: int) -> int | None:
    """The meaning that the right one does not lead by the margin; None where it leads them all."""
    sums = [0] * meanings
    for piece in pieces:
        for place, weight in weights[piece].items():
            sums[place] += weight
    wanted, sums[right] = sums[right] - _MARGIN, -(10**9)
    greatest = max(sums)
    return sums.index(greatest) if greatest > wanted else None


def _mean(totals: _Sums, steps: int) -> dict[str, int]:
    """Of every step, in parts of ``_SCALE``; what rounds to nothing is left out."""
    mean = {
        piece: {place: told for place, total in of_piece.items() if (told := round(total * _SCALE / steps))}
        for piece, of_piece in totals.items()
    }
    return {piece: together(of_piece) for piece, of_piece in mean.items() if of_piece}


def main() -> None:
    """Write the file."""
    learned = written(learn(all_examples(), all_sayings()))
    Path(str(files("sms.understanding.learned").joinpath(FILE))).write_text(learned, "utf-8")


if __name__ == "__main__":
    main()
