"""Lines of a file of texts: each with what a person would take it for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sms.understanding.request import Intent


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text as it came, what it asks for, and of a help or an unclear one its ``topic`` or ``problem``, if any."""

    text: str
    intent: Intent
    about: str = ""


def read_corpus(lines: Iterable[str]) -> list[LabelledText]:
    r"""A text, a tab and its intent a line (``help``, or ``help:expiry`` with its topic); ``\n`` is a new line.

    Raises ValueError naming the line.
    """
    return [_expected(number, line.rstrip("\r\n")) for number, line in enumerate(lines, 1) if line.strip()]


def _expected(number: int, line: str) -> LabelledText:
    text, tab, labels = line.rpartition("\t")
    intent, _, about = labels.partition(":")
    if not tab or intent not in set(Intent):
        raise ValueError(f"line {number}: no text, tab and intent")
    return LabelledText(text.replace("\\n", "\n"), Intent(intent), about)
