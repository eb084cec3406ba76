"""The one way in which names of items are compared: by their letters alone, whatever their width, case and marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from domain.rulebook import Item, Veto

LATIN = {"环": "h", "文": "w", "志": "z", "否": "f"}
"""The letter that stands for a prefix when Chinese cannot be typed (design part 2)."""

_DIGITS = "零一二三四五六七八九"


def key(text: str) -> str:
    """The comparable form: NFKC, lower case, letters and digits only: ``Ｈ３`` is ``h3``, ``环 3。`` is ``环3``."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def code_keys(code: str) -> Iterator[str]:
    """All the ways to write a code: ``环11``, ``环十一``, ``h11``."""
    prefix, number = code[0], code[1:]
    yield code
    yield prefix + _numeral(int(number))
    if prefix in LATIN:
        yield LATIN[prefix] + number


def name_keys(entry: Item | Veto) -> Iterator[tuple[str, str]]:
    """Every name that means exactly this entry, as (the name as written, its key)."""
    for code in code_keys(entry.code):
        yield code, code
    for name in (entry.wording, *entry.aliases):
        yield name, key(name)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")
