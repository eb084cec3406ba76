"""What speaks for each intent inside a sentence, with weights; the heaviest wins, and a tie is not clear.

Phrases are patterns over everyday words (see ``phrases.everyday``). 4 = says it whatever else is there;
3 = as good as says it; 2 = the intent's own noun, which may also stand in a sentence about something else; 1 = a hint.
"""

from __future__ import annotations

import re

from sms.intents import INTENTS
from sms.understanding.request import Intent

ACTS = frozenset(name for name, intent in INTENTS.items() if intent.acts)
"""Never done on the strength of a phrase in a sentence: it only becomes a choice to offer."""

_SHORTEST_ENGLISH = 4

_SIGNALS = tuple(
    (intent, tuple((weight, re.compile("|".join(patterns))) for weight, patterns in by_weight.items()))
    for intent, by_weight in ((name, intent.signals) for name, intent in INTENTS.items())
)


_ENGLISH = {
    word: name
    for name, intent in INTENTS.items()
    for word in intent.words.split()
    if word.isascii() and len(word) >= _SHORTEST_ENGLISH
}
_WORD = re.compile("[a-z]+")
_NOUN = 2


def spoken_for(said: str) -> dict[Intent, tuple[int, str]]:
    """The weight of each intent that a phrase of an everyday text speaks for, and that phrase."""
    found = {}
    for intent, patterns in _SIGNALS:
        for weight, pattern in patterns:
            if phrase := pattern.search(said):
                found[intent] = (weight, phrase[0])
                break
    return found


def weigh(said: str) -> dict[Intent, int]:
    """The weight of each intent that something in an everyday text speaks for."""
    weights = {intent: weight for intent, (weight, _) in spoken_for(said).items()}
    if said.isascii():
        for intent in filter(None, map(_ENGLISH.get, _WORD.findall(said))):
            weights[intent] = max(_NOUN, weights.get(intent, 0))
    return weights
