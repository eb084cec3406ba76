"""What the product says, in English for visitors of the demo: a gloss beneath, the Chinese stays as people get it."""

from __future__ import annotations

import re
from functools import lru_cache

from app.demo.english.slots import compiled
from app.demo.english.tables import LINES, WORDS

_MANY = 20_000
_PHRASES = tuple(compiled(chinese, english) for chinese, english in LINES.items())
REST = "(the rest is in Chinese only)"


@lru_cache(maxsize=_MANY)
def in_english(text: str) -> str:
    """Line by line; what nothing is known of is left out, and that is said. "" if nothing at all is known."""
    lines = [_line(line.strip(" 　")) for line in text.splitlines() if line.strip()]
    known = [line for line in lines if line is not None]
    if not known or len(known) == len(lines):
        return "\n".join(known)
    return "\n".join([*known, REST])


@lru_cache(maxsize=_MANY)
def _line(line: str) -> str | None:
    """A whole line as one, else its sentences one by one."""
    whole = _phrase(line)
    if whole is not None:
        return whole
    sentences = [_phrase(one) for one in re.split("(?<=[。？])", line) if one]
    return " ".join(filter(None, sentences)) if len(sentences) > 1 and None not in sentences else None


def _phrase(words: str) -> str | None:
    if words in WORDS:
        return WORDS[words]
    for phrase in _PHRASES:
        if (said := phrase.read(words)) is not None:
            return said
    return None
