"""Codes of the rulebook's items: ``环3``, ``h3``."""

from __future__ import annotations

import re

from bot.grammar.words.amounts import REASON
from bot.grammar.words.characters import EDGE, HAN
from bot.grammar.words.tokens import Kind, Token
from text.normalise import numeral

_ITEM = re.compile(
    rf"(?:(?P<han>[环文志否])\s*(?P<n>[0-9]{{1,2}}+)(?!\s*分)(?![0-9.])[号项条]?"
    rf"|(?P<latin>huan|wen|zhi|fou|[hwzf])\s*(?P<m>[0-9]{{1,2}}+)(?!\s*分)(?![0-9.a-z])"
    rf"|(?P<spelt>[环文志否])(?P<k>{HAN}{{1,2}}+)(?:{EDGE}|(?={REASON})))",
    re.IGNORECASE,
)
_LETTERS = {"h": "环", "w": "文", "z": "志", "f": "否"}


def item_code(text: str, at: int = 0) -> Token | None:
    """``环3 h3 H3 环 3 环三 环三堆物``: the value is the canonical ``环3``."""
    if not (found := _ITEM.match(text, at)):
        return None
    letter = found["han"] or found["spelt"] or _LETTERS[found["latin"][0].lower()]
    number = numeral(found["n"] or found["m"] or found["k"])
    return Token(Kind.ITEM, at, found.end(), f"{letter}{number}", exact=True)
