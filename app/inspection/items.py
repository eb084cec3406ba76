"""Which item words of a sheet name: by its code in front, or by a part of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.sheets.table import CellError
from domain.model.rulebook import Item, Rulebook
from rules.find import find_items

_CODE = re.compile(r"[\u4e00-\u9fff][1-9][0-9]?(?![0-9])")
_BETWEEN = re.compile(r"[|、,;/+&:()和与及\s]+")
_SHORTEST = 2
"""Characters of a word that tells an item."""
_NAMED = 5


def code_of(text: str) -> str | None:
    """The item's code in front: 环4 of ``环4垃圾分类投放(扣,最多5分)``."""
    found = _CODE.match(text)
    return found[0] if found else None


def items_called(text: str, book: Rulebook) -> list[Item]:
    """The items that the words may mean; a code says more than what stands beside it, and two codes mean two items.

    Raises CellError for a code that the book does not have.
    """
    first = code_of(text)
    if first and first not in book.items:
        raise CellError(f"没有“{first}”这一项")
    whole = _called(text, book)
    if not first and len(whole) == 1 and text in whole[0].wording:
        return whole
    coded = [book.items[code] for code in _CODE.findall(text) if code in book.items]
    pieces = [_called(piece, book) for piece in _BETWEEN.split(text) if len(piece) >= _SHORTEST]
    named = [] if coded or [] in pieces else [hit for hits in pieces for hit in hits]
    return list({item.code: item for item in (*coded, *named)}.values())


def _called(words: str, book: Rulebook) -> list[Item]:
    return [hit for hit in find_items(book, words) if isinstance(hit, Item)]


def which_of(hits: Sequence[Item]) -> str:
    """The question which of several it is, "" when there is none."""
    return f"，是 {'、'.join(hit.code for hit in hits[:_NAMED])} 哪一项？" if hits else ""
