"""Learning the weights from the examples; ``make texts`` writes them anew.

A margin perceptron, averaged: wherever the sum of an example does not speak for what it is by a margin, each of its
pieces speaks by one more for it. What is kept is the mean over all steps. Whole numbers and a fixed order, so that
everybody learns the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from bot.grammar.doubted import FILE, Weights, written
from bot.grammar.doubted.pieces import KINDS, clauses_of, pieces_of
from bot.grammar.records import Sign

_ROUNDS = 25
_MARGIN = 60
_SCALE = 10
"""What one step over all the rounds is worth in the file."""


class Example(NamedTuple):
    """A reason behind points that were taken off (-1) or added, and whether it must be asked about."""

    sign: Sign
    reason: str
    asked: bool


def all_examples() -> list[Example]:
    """Those of ``examples``: ``asked.txt`` and ``recorded.txt``, each line with the sign of its points in front."""
    return [one for name in ("asked", "recorded") for one in _examples(name)]


def _examples(name: str) -> list[Example]:
    lines = files("bot.grammar.doubted").joinpath(f"examples/{name}.txt").read_text("utf-8").splitlines()
    return [Example(1 if line[0] == "+" else -1, line[1:].strip(), name == "asked") for line in lines]


def digest_of(examples: Iterable[Example]) -> str:
    """Of all that the weights are learned from."""
    said = "\n".join([*map(repr, examples), *map(repr, KINDS.items())])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def learn(examples: Sequence[Example]) -> Weights:
    """The weights after some rounds over the examples."""
    lessons = sorted({lesson for one in examples for lesson in _lessons(one)}, key=_order)
    taught = [(sorted(pieces_of(one.sign, one.reason)), 1 if one.asked else -1) for one in lessons]
    now: dict[str, int] = defaultdict(int)
    totals: dict[str, int] = defaultdict(int)
    steps = left = _ROUNDS * len(taught)
    for pieces, right in taught * _ROUNDS:
        left -= 1
        if right * sum(now[piece] for piece in pieces) < _MARGIN:
            for piece in pieces:
                now[piece] += right
                totals[piece] += right * left
    mean = {piece: round(total * _SCALE / steps) for piece, total in totals.items()}
    return Weights(digest_of(examples), {piece: told for piece, told in mean.items() if told})


def _lessons(one: Example) -> list[Example]:
    """Each clause of a plain reason is plain; of one to be asked about, only the whole is known to be."""
    return [one] if one.asked else [one._replace(reason=clause) for clause in clauses_of(one.reason)]


def _order(one: Example) -> bytes:
    """Like no order of the files."""
    return hashlib.sha256(repr(one).encode()).digest()


def main() -> None:
    """Write the file."""
    learned = written(learn(all_examples()))
    Path(str(files("bot.grammar.doubted").joinpath(FILE))).write_text(learned, "utf-8")


if __name__ == "__main__":
    main()
