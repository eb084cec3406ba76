"""What a workbook says beside the values of its cells: formulas without a result, merged cells, hidden rows."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils import column_index_from_string, range_boundaries

_MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class CellMarks:
    """``unsolved`` are formulas without a stored result, ``above`` the first row of every cell merged downwards.

    ``beside`` are the cells that a merged one covers to its right. Cells are (row, column), both from 1.
    """

    unsolved: frozenset[tuple[int, int]]
    above: Mapping[tuple[int, int], int]
    beside: frozenset[tuple[int, int]]
    hidden: frozenset[int]
    hidden_columns: frozenset[int] = frozenset()


def marks_of(xml: bytes, *, stale: bool = False) -> CellMarks:
    """The marks of one worksheet part, whatever prefix its names have; ``stale`` results are none.

    Raises xml.etree.ElementTree.ParseError.
    """
    unsolved: set[tuple[int, int]] = set()
    above: dict[tuple[int, int], int] = {}
    beside: set[tuple[int, int]] = set()
    hidden: set[int] = set()
    hidden_columns: set[int] = set()
    row = column = 0
    # expat refuses entities that grow, nothing external is fetched, and the size was limited before.
    events = iterparse(io.BytesIO(xml), events=("start", "end"))  # noqa: S314 - see the line above
    for event, element in events:
        name = _local(element)
        if event == "start" and name == "row":
            row, column = int(element.get("r", row + 1)), 0
            hidden |= {row} if element.get("hidden") in {"1", "true"} else set()
        elif event == "start" and name == "c":
            column = (
                column_index_from_string(element.get("r", "").rstrip("0123456789")) if element.get("r") else column + 1
            )
        elif event == "start" and name == "col" and element.get("hidden") in {"1", "true"}:
            hidden_columns |= set(range(int(element.get("min", 1)), min(int(element.get("max", 1)), _MOST_COLUMNS) + 1))
        elif event == "end" and name == "c" and _is_unsolved(element, stale):
            unsolved.add((row, column))
        elif event == "end" and name == "mergeCell":
            left, top, right, bottom = (bound or 1 for bound in range_boundaries(element.get("ref", "A1")))
            above |= {(below, left): top for below in range(top + 1, bottom + 1)}
            beside |= {
                (across, right_of) for across in range(top, bottom + 1) for right_of in range(left + 1, right + 1)
            }
        if event == "end" and name == "row":
            element.clear()
    return CellMarks(frozenset(unsolved), above, frozenset(beside), frozenset(hidden), frozenset(hidden_columns))


def _is_unsolved(cell: Element, stale: bool) -> bool:
    """A formula without what it came to; only a text may come to nothing, and then says so."""
    parts = {_local(part): part for part in cell}
    if "f" not in parts:
        return False
    if stale:
        return True
    value = parts.get("v")
    empty_text = cell.get("t") == "str" and value is not None
    return not (empty_text or "is" in parts or (value is not None and value.text))


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
