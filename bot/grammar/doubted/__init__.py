"""Reasons that may say something else than why: that it was not so (没有), is not meant (算了), is planned, guessed or
asked, or that more is wanted (隔壁也扣). What is left of a line is its reason, so such a line is asked about.

What the pieces of a clause speak for is added up. The weights are whole numbers, learned from the examples and kept in
a file: the sum is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.grammar.doubted.hedges import hedged
from bot.grammar.doubted.pieces import clauses_of, pieces_of
from bot.grammar.records import Sign

FILE = "weights.tsv"
_LEAST = 60
"""From which a clause is doubted: its sum, divided by the root of how many pieces it has."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece speaks for a doubt. ``digest``: of what they were learned from."""

    digest: str
    of_pieces: Mapping[str, int]

    def doubted(self, sign: Sign, reason: str) -> str:
        """The clause of a reason that speaks most for a doubt; "" where none does."""
        told = [(self._strength(pieces_of(sign, clause)), clause) for clause in clauses_of(reason)]
        strength, clause = max(told, default=(0, ""), key=lambda one: one[0])
        return clause if strength >= _LEAST * _LEAST else ""

    def _strength(self, pieces: Iterable[str]) -> int:
        """The square of the sum, with its sign, by the number of pieces."""
        known = [self.of_pieces.get(piece, 0) for piece in pieces]
        total = sum(known)
        return total * abs(total) // len(known)


def written(weights: Weights) -> str:
    """The file: its digest, then a line for each piece."""
    lines = (f"{piece}\t{weight}" for piece, weight in sorted(weights.of_pieces.items()))
    return "\n".join([weights.digest, *lines, ""])


def read(lines: Iterable[str]) -> Weights:
    """The opposite."""
    digest, *pieces = lines
    parted = (line.rsplit("\t", 1) for line in pieces)
    return Weights(digest, {piece: int(weight) for piece, weight in parted})


@cache
def _weights() -> Weights:
    return read(files(__name__).joinpath(FILE).read_text("utf-8").split("\n")[:-1])


def weights() -> Weights:
    """Those of the file."""
    return _weights()


def doubted(sign: Sign, reason: str) -> str:
    """The part of a reason for which the officer is asked whether the entry is meant; "" for a plain reason."""
    return hedged(reason) or weights().doubted(sign, reason)
