"""What the product says, in English for visitors of the demo: a gloss beneath, the Chinese stays as people get it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from app.demo.english.slots import compiled
from app.demo.english.tables import LINES, WORDS

_MANY = 20_000
_NAMED = re.compile(r"第(\d+)行：(.+)")
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
    """A whole line as one, else its sentences one by one; of a message of several lines each is named."""
    if named := _NAMED.fullmatch(line):
        said = _line(named[2])
        return said and f"Line {named[1]}: {said}"
    whole = _phrase(line)
    return whole if whole is not None else _each(re.split("(?<=[。？])", line)) or _each(line.split("；"))


def _each(sentences: Sequence[str]) -> str | None:
    """All of them, or none. What is wrong with one line is said as one sentence, so that a part may lack its end."""
    known = [said for one in sentences if one and (said := _phrase(one) or _phrase(f"{one}。"))]
    return " ".join(known) if len(known) == len([one for one in sentences if one]) > 1 else None


def _phrase(words: str) -> str | None:
    if words in WORDS:
        return WORDS[words]
    for phrase in _PHRASES:
        if (said := phrase.read(words)) is not None:
            return said
    return None
