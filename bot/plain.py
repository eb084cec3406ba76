"""Texts as the platform may show them: what somebody wrote calls nobody, and looks as it reads."""

from __future__ import annotations

import re
import unicodedata

_MENTION = re.compile(r"@(?=\w)")
_HIDDEN = frozenset("\u061c\u200b\u200e\u200f\u2060\ufeff")
"""Without width: marks of direction, and blanks and joins of none. (The joiner within an emoji stays.)"""
_DIRECTIONS = range(0x202A, 0x202F), range(0x2066, 0x206A)
"""What turns the direction of the words behind it."""


def plain(text: str) -> str:
    """The text without control characters and turns of direction; ``@name`` links to nobody."""
    shown = "".join(_shown(character) for character in text)
    return _MENTION.sub("＠", shown)


def _shown(character: str) -> str:
    if character in "\n\u2028\u2029":
        return "\n"
    if character == "\t":
        return " "
    if character in _HIDDEN or any(ord(character) in turns for turns in _DIRECTIONS):
        return ""
    return "" if unicodedata.category(character) == "Cc" else character
