"""Texts as many different people write them, each with what it asks for, and what a new one is most like.

Each file holds those of one kind of people or matter, in the form of ``sms.understanding.expected``. The patterns are
tested with the same texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sms.understanding.expected import Expected, read_corpus
from sms.understanding.likeness import Likeness
from sms.understanding.phrases import core, denies, everyday, squeeze
from sms.understanding.signature import without_signature
from text.normalise import normalise

_NEAREST = 5
"""Examples that have a say."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What the examples that a text is most like ask for.

    ``example``: the likest of those that the most speak for; ``alike``: how alike, 0 to 1. ``share``: their part of all
    the votes, 0 to 1, an example's vote being the square of its likeness.
    """

    example: Expected
    alike: float
    share: float


def all_examples() -> list[Expected]:
    """Every text of every file."""
    found = sorted(
        (file for file in files(__name__).iterdir() if file.name.endswith(".tsv")), key=lambda file: file.name
    )
    return [one for file in found for one in read_corpus(file.read_text("utf-8").split("\n"))]


def guess(words: str) -> Guess | None:
    """What a squeezed everyday text is most like, if it is like any; what denies is like nothing that does not."""
    near = _known()[denies(words)].nearest(words, _NEAREST)
    votes: dict[str, float] = defaultdict(float)
    for alike, example in near:
        votes[example.intent] += alike**2
    if not votes:
        return None
    best = max(votes, key=lambda intent: votes[intent])
    alike, example = next(one for one in near if one[1].intent == best)
    return Guess(example, alike, votes[best] / sum(votes.values()))


@cache
def _known() -> dict[bool, Likeness[Expected]]:
    return index(all_examples())


def index(examples: Iterable[Expected]) -> dict[bool, Likeness[Expected]]:
    """The examples by whether they deny something."""
    known: dict[bool, list[tuple[str, Expected]]] = {False: [], True: []}
    for example in examples:
        if words := core(squeeze(everyday(without_signature(normalise(example.text))))):
            known[denies(words)].append((words, example))
    return {denies: Likeness(texts) for denies, texts in known.items()}
