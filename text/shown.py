"""Texts as they may be shown anywhere: what somebody wrote looks as it reads.

A mark that turns the direction of writing, has no width or drives a terminal can make a line say something else than
it holds. It stays in the record and is left out wherever a text is shown: chat, text, page, paper, table.
"""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_FILLERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]")
"""Letters and marks that nobody sees though they count as printable, from Unicode's Default_Ignorable_Code_Point.

Selectors of variants, which belong to the letter before them, are none."""
_JOINER = "\u200d"
"""Holds an emoji together that is made of several; between letters nobody sees it."""


def shown(text: str) -> str:
    """The text without control characters, marks of direction and whatever has no width; line breaks stay."""
    text = _FILLERS.sub("", text)
    if text.replace("\n", "").isprintable():
        return text
    text = _BREAKS.sub("\n", text)
    return "".join(_shown(text, at) for at in range(len(text)))


def in_one_line(text: str) -> str:
    """The same in one line, where a break would look like the next one."""
    return " ".join(shown(text).split("\n"))


def _shown(text: str, at: int) -> str:
    character = text[at]
    if character == "\n":
        return character
    if character == "\t":
        return " "
    if character == _JOINER:
        return character if _is_between_pictures(text, at) else ""
    return "" if unicodedata.category(character) in {"Cc", "Cf"} else character


def _is_between_pictures(text: str, at: int) -> bool:
    before, after = (
        text[:at].rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")[-1:],
        text[at + 1 :][:1],
    )
    return all(one and unicodedata.category(one) == "So" for one in (before, after))
