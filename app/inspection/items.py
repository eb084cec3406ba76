"""Which item words of a sheet name: by its code in front, or by a part of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.sheets.table import CellError
from domain.model.rulebook import Item, Rulebook
from rules.find import find_items

_CODE = re.compile(r"[\u4e00-\u9fff][1-9][0-9]?(?![0-9])")
_NAMED = 5


def code_of(text: str) -> str | None:
    """The item's code in front: 环4 of ``环4垃圾分类投放(扣,最多5分)``."""
    found = _CODE.match(text)
    return found[0] if found else None


def items_called(text: str, book: Rulebook) -> list[Item]:
    """The items that the words may mean. Raises CellError for a code that the book does not have."""
    code = code_of(text)
    if code and code not in book.items:
        raise CellError(f"没有“{code}”这一项")
    return [book.items[code]] if code else [hit for hit in find_items(book, text) if isinstance(hit, Item)]


def which_of(hits: Sequence[Item]) -> str:
    """The question which of several it is, "" when there is none."""
    return f"，是 {'、'.join(hit.code for hit in hits[:_NAMED])} 哪一项？" if hits else ""
