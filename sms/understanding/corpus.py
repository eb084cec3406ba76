"""Texts with the intent that a person would give them, and how many are understood so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sms.intents import INTENTS
from sms.understanding.engine import understand
from sms.understanding.labelled import LabelledText
from sms.understanding.request import Intent, Request


@dataclass(frozen=True, slots=True)
class Miss:
    """A text that is understood otherwise than a person would."""

    expected: LabelledText
    understood: Intent
    choices: Sequence[str] = ()

    @property
    def asked(self) -> bool:
        """Whether what was meant is among the choices that are offered."""
        return self.expected.intent in self.choices

    @property
    def harmful(self) -> bool:
        """Whether something would be done that was not meant."""
        return INTENTS[self.understood].acts


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a corpus is understood."""

    total: int
    misses: Sequence[Miss]

    @property
    def rate(self) -> float:
        """The share that is understood as expected, 0 to 1; 1 of nothing."""
        return 1 - len(self.misses) / self.total if self.total else 1.0

    @property
    def helped(self) -> float:
        """The share that is understood as expected or asked with the right choice, 0 to 1; 1 of nothing."""
        astray = sum(not miss.asked for miss in self.misses)
        return 1 - astray / self.total if self.total else 1.0

    @property
    def harm(self) -> Sequence[Miss]:
        """The acts that were not meant."""
        return [miss for miss in self.misses if miss.harmful]


def judge(corpus: Iterable[LabelledText]) -> Judgement:
    """Understand every text."""
    understood = [(one, understand(one.text)) for one in corpus]
    misses = [
        Miss(one, request.intent, _choices(request)) for one, request in understood if request.intent is not one.intent
    ]
    return Judgement(len(understood), misses)


def _choices(request: Request) -> Sequence[str]:
    choices = request.args.get("choices")
    return [str(choice) for choice in choices] if isinstance(choices, list) else []
