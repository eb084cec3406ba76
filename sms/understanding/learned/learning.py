"""Learning the weights from the examples and the clear texts; ``make texts`` writes them anew."""

from __future__ import annotations

from collections import Counter
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
from text.learning import Learner, digest, shuffled

_ROUNDS = 12
_MARGIN = 60


def digest_of(examples: Iterable[LabelledText]) -> str:
    """Of all that the weights are learned from."""
    told = [f"{one.text}\t{one.intent}:{one.about}" for one in examples]
    named = [f"{concept} {words}" for concept, words in (*WORDS.items(), *BY_WORDS.items())]
    return digest("\n".join([*told, *named]))


def learn(examples: Sequence[LabelledText], sayings: Sequence[LabelledText] = ()) -> Weights:
    """The weights after some rounds over the examples and the ways of saying the same."""
    known = {words: Meaning(intent) for words, intent in BY_WORDS.items()}
    texts = [*sayings, *examples]
    known |= {words: Meaning(one.intent, one.about) for one in texts if (words := words_of(one.text))}
    meanings = sorted(set(known.values()), key=str)
    places = {meaning: place for place, meaning in enumerate(meanings)}
    lessons = [(pieces, places[known[words]]) for words, pieces in _told_twice(sorted(known, key=shuffled))]
    learned = Learner(_ROUNDS, _MARGIN, len(meanings)).learn(lessons)
    return Weights(digest_of(texts), meanings, {piece: together(told) for piece, told in learned.items()})


def _told_twice(texts: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The texts with those of their pieces that stand in another one as well: what stands in one says nothing of it."""
    pieces = {words: sorted(pieces_of(words)) for words in texts}
    times = Counter(piece for told in pieces.values() for piece in told)
    return [(words, [piece for piece in told if times[piece] > 1]) for words, told in pieces.items()]


def main() -> None:
    """Write the file."""
    learned = written(learn(all_examples(), all_sayings()))
    Path(str(files("sms.understanding.learned").joinpath(FILE))).write_text(learned, "utf-8")


if __name__ == "__main__":
    main()
