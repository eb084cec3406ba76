"""What stands above an inspection sheet's columns: labels such as 单位：秦望村, and its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from app.inspection.layout import OFFICER, ROUND, UNIT
from app.inspection.title import read_title
from app.sheets.headings import tidy

_LABEL = re.compile(rf"({UNIT}|{ROUND}|{OFFICER}):?(.*)")
_TITLE = re.compile(r"[^:]*(?:[表册单]|记录|台账|情况)(?:\([^()]*\))?")


def labels(cells: Sequence[str]) -> dict[str, str]:
    """``单位：秦望村`` in one cell, or in two."""
    said = {}
    for cell, beside in zip(cells, [*cells[1:], ""], strict=True):
        found = _LABEL.fullmatch(tidy(cell))
        if found:
            said[found[1]] = found[2].strip() or ("" if _LABEL.fullmatch(tidy(beside)) else tidy(beside))
    return said


def title_says(cells: Sequence[str], units: Iterable[str]) -> Mapping[str, str]:
    """The unit and the round that a title names: 秦望村2026年11月考核表; nothing of a line that is no title."""
    filled = [tidy(cell) for cell in cells if cell.strip()]
    if len(filled) != 1 or not _TITLE.fullmatch(filled[0]):
        return {}
    title = read_title(filled[0], units)
    return {label: text for label, text in ((UNIT, title.unit), (ROUND, title.round)) if text}
