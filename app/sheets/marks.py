"""What a workbook says beside the values of its cells: formulas without a result, merged cells, hidden rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils import range_boundaries

_CELL = re.compile(rb'<c\s[^>]*?\br="([A-Z]+[0-9]+)"[^>]*?>(.*?)</c>', re.DOTALL)
_HIDDEN = re.compile(rb'<row\s[^>]*?\br="([0-9]+)"[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_FIRST = re.compile(rb'<row\s[^>]*?\bhidden="(?:1|true)"[^>]*?\br="([0-9]+)"')
_MERGED = re.compile(rb'<mergeCell\s[^>]*?\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_FORMULA = re.compile(rb"<f[\s>/]")
_RESULT = re.compile(rb"<v>[^<]|<is>")
_EMPTY_TEXT = re.compile(rb'\bt="str"')


@dataclass(frozen=True, slots=True)
class Marks:
    """``unsolved`` are formulas without a stored result, ``above`` the first row of every cell merged downwards.

    Cells are (row, column), both from 1.
    """

    unsolved: frozenset[tuple[int, int]]
    above: Mapping[tuple[int, int], int]
    hidden: frozenset[int]


def marks_of(xml: bytes) -> Marks:
    """The marks of one worksheet part."""
    unsolved = frozenset(
        _spot(found[1].decode())
        for found in (_CELL.finditer(xml) if _FORMULA.search(xml) else ())
        if _FORMULA.search(found[2]) and not _RESULT.search(found[2]) and not _EMPTY_TEXT.search(found[0])
    )
    above: dict[tuple[int, int], int] = {}
    for found in _MERGED.finditer(xml):
        left, top, _, bottom = range_boundaries(found[1].decode())
        above |= {(row, left or 1): top or 1 for row in range((top or 1) + 1, (bottom or 1) + 1)}
    hidden = {int(found[1]) for form in (_HIDDEN, _HIDDEN_FIRST) for found in form.finditer(xml)}
    return Marks(unsolved, above, frozenset(hidden))


def _spot(reference: str) -> tuple[int, int]:
    column, row, _, _ = range_boundaries(reference)
    return row or 1, column or 1
