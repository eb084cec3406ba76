"""What a text most asks for, by what each of its pieces speaks for. The weights are whole numbers, learned from the
examples and kept in a file: the sum is the same on every machine, and says itself what decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter
from struct import unpack

from sms.understanding.pieces import pieces_of
from sms.understanding.request import Intent

FILE = "weights.tsv"
_BITS = 32
_MIDDLE = 1 << _BITS - 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text may ask for: an intent, and of a help or an unclear one its topic, if any."""

    intent: Intent
    about: str = ""

    def __str__(self) -> str:
        return f"{self.intent}:{self.about}" if self.about else str(self.intent)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece speaks for or against each meaning.

    ``of_pieces``: the weights of a piece in one whole number, that of ``meanings[n]`` worth 2 to the power of 32 n:
    what a text's pieces speak for is one sum. ``digest``: of the texts and the concepts that they were learned from.
    """

    digest: str
    meanings: Sequence[Meaning]
    of_pieces: Mapping[str, int]

    def sums(self, pieces: Iterable[str]) -> Sequence[int]:
        """What pieces speak for, by the place of each meaning."""
        total = sum(filter(None, map(self.of_pieces.get, pieces)))
        return apart(total, len(self.meanings))

    def ranked(self, words: str) -> list[tuple[int, Meaning]]:
        """Every meaning with its sum, the greatest first; equal ones in the order of ``meanings``."""
        sums = self.sums(pieces_of(words))
        return sorted(zip(sums, self.meanings, strict=True), key=itemgetter(0), reverse=True)

    def strongest(self, words: str, meaning: Meaning, most: int) -> list[tuple[str, int]]:
        """The pieces of a text that speak most for a meaning."""
        place = self.meanings.index(meaning)
        found = Counter({piece: self.sums([piece])[place] for piece in sorted(pieces_of(words))})
        return [(piece, weight) for piece, weight in found.most_common(most) if weight > 0]


def together(weights: Mapping[int, int]) -> int:
    """Weights by their place as one whole number."""
    return sum(weight << _BITS * place for place, weight in weights.items())


def apart(total: int, places: int) -> list[int]:
    """The weights in a whole number, by their place. Each is lifted above zero to be read."""
    lifted = total + _lift(places)
    return [weight - _MIDDLE for weight in unpack(f"<{places}I", lifted.to_bytes(places * _BITS // 8, "little"))]


@cache
def _lift(places: int) -> int:
    return together(dict.fromkeys(range(places), _MIDDLE))


def meaning_of(label: str) -> Meaning:
    """``help:expiry`` and the like."""
    intent, _, about = label.partition(":")
    return Meaning(Intent(intent), about)


def written(weights: Weights) -> str:
    """The file: the digest, the meanings, and a line for a piece with its place:weight."""
    rows = (
        "\t".join([piece, *(f"{place}:{weight}" for place, weight in enumerate(weights.sums([piece])) if weight)])
        for piece in sorted(weights.of_pieces)
    )
    return "\n".join([weights.digest, "\t".join(map(str, weights.meanings)), *rows, ""])


def read(lines: Iterable[str]) -> Weights:
    """The weights of such a file."""
    digest, labels, *rows = lines
    of_pieces = {}
    for row in rows:
        piece, *pairs = row.split("\t")
        of_pieces[piece] = together({int(place): int(weight) for place, weight in (pair.split(":") for pair in pairs)})
    return Weights(digest, [meaning_of(label) for label in labels.split("\t")], of_pieces)


@cache
def weights() -> Weights:
    """Those of the file."""
    return read(files(__name__).joinpath(FILE).read_text("utf-8").splitlines())
