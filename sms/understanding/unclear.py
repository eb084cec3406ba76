"""What is offered where it is not clear what a text asks for."""

from __future__ import annotations

from collections.abc import Iterable

from sms.intents import INTENTS
from sms.understanding.concepts import concepts_of
from sms.understanding.merits import names_merit
from sms.understanding.request import Intent, Request

_MOST_CHOICES = 3
_FEWEST_CHOICES = 2
DEFAULT_CHOICES = (Intent.BALANCE, Intent.DETAIL, Intent.HELP)
CHOICES = {
    "complaint": (Intent.CALLBACK, Intent.OBJECTION),
    "cannot-score": (Intent.CLAIM, Intent.OBJECTION),
    "no-call": (Intent.CALLBACK,),
    "not-listed": (Intent.HELP,),
    "claim": (Intent.CLAIM,),
    "objection": (Intent.OBJECTION,),
    "disputed": (Intent.OBJECTION,),
    "optout": (Intent.OPTOUT,),
    "amend": (Intent.WITHDRAW, Intent.CLAIM),
    "mistyped": DEFAULT_CHOICES,
    "thanks": DEFAULT_CHOICES,
    "greeting": DEFAULT_CHOICES,
}
"""What is offered where a text is known to be about this."""


def known_as(problem: str, words: str) -> Request:
    """Not clear, but what it is about is."""
    return unclear(CHOICES.get(problem) or offered(words), problem)


def offered(words: str) -> list[Intent]:
    """What can be offered of that which a text names: acts first, which may be meant, and help last."""
    named = set(concepts_of(words))
    found = [name for name, intent in INTENTS.items() if intent.offer and named & set(intent.concepts.split())]
    if names_merit(words):
        found.append(Intent.CLAIM)
    return sorted(found, key=lambda name: (not INTENTS[name].acts, name is Intent.HELP))


def unclear(intents: Iterable[Intent], problem: str | None = None) -> Request:
    """Two or three choices, the closest first; ``problem``: what is known of the text all the same."""
    choices = list(dict.fromkeys(intents))[:_MOST_CHOICES] or list(DEFAULT_CHOICES)
    beside = (INTENTS[choices[0]].beside, *DEFAULT_CHOICES)
    missing = (intent for intent in beside if intent not in choices)
    while len(choices) < _FEWEST_CHOICES:
        choices.append(next(missing))
    args: dict[str, object] = {"choices": [str(choice) for choice in choices]}
    return Request(Intent.UNCLEAR, args if problem is None else {**args, "problem": problem})
