"""Learning the weights from the examples; ``make texts`` writes them anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from bot.grammar.doubted import FILE, Weights, written
from bot.grammar.doubted.pieces import KINDS, STOPS, clauses_of, pieces_of
from bot.grammar.records import Sign
from text.learning import Learner, digest, shuffled

_RECORDED, _ASKED = range(2)
_LEARNER = Learner(rounds=25, margin=120, meanings=2)


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
    said = "\n".join([*map(repr, examples), *map(repr, KINDS.items()), STOPS.pattern])
    return digest(said)


def learn(examples: Sequence[Example]) -> Weights:
    """The weights after some rounds over the examples."""
    lessons = sorted({lesson for one in examples for lesson in _lessons(one)}, key=lambda one: shuffled(repr(one)))
    taught = [(sorted(pieces_of(one.sign, one.reason)), _ASKED if one.asked else _RECORDED) for one in lessons]
    learned = _LEARNER.learn(taught)
    return Weights(digest_of(examples), {piece: told[_ASKED] for piece, told in learned.items()})


def _lessons(one: Example) -> list[Example]:
    """Each clause of a plain reason is plain; of one to be asked about, only the whole is known to be."""
    return [one] if one.asked else [one._replace(reason=clause) for clause in clauses_of(one.reason)]


def main() -> None:
    """Write the file."""
    learned = written(learn(all_examples()))
    Path(str(files("bot.grammar.doubted").joinpath(FILE))).write_text(learned, "utf-8")


if __name__ == "__main__":
    main()
