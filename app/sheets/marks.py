"""What a workbook says beside the values of its cells: formulas without a result, merged, hidden, struck out."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, fromstring, iterparse

from openpyxl.utils import column_index_from_string, range_boundaries

_MOST_COLUMNS = 16_384
_TRUE = frozenset({"1", "true"})


Cell = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(slots=True)
class CellMarks:
    """What is seen in the cells of a sheet, and where.

    ``unsolved`` are formulas without a stored result, ``above`` the first row of every cell merged downwards,
    ``beside`` the cells that a merged one covers to its right, ``struck`` those that are struck through, as people do
    who leave a line out without deleting it.
    """

    unsolved: set[Cell] = field(default_factory=set)
    above: dict[Cell, int] = field(default_factory=dict)
    beside: set[Cell] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Cell] = field(default_factory=set)


def marks_of(xml: bytes, *, stale: bool = False, strikes: Collection[str] = ()) -> CellMarks:
    """The marks of one worksheet part, whatever prefix its names have; ``stale`` results are none.

    ``strikes`` are the styles that strike a cell through. Raises xml.etree.ElementTree.ParseError.
    """
    reader = _Reader(stale, strikes)
    # expat refuses entities that grow, nothing external is fetched, and the size was limited before.
    for event, element in iterparse(io.BytesIO(xml), events=("start", "end")):  # noqa: S314 - see the line above
        if event == "start":
            reader.begin(_local(element), element)
        else:
            reader.end(_local(element), element)
    return reader.marks


@dataclass(slots=True)
class _Reader:
    """Goes through the elements of a worksheet."""

    stale: bool
    strikes: Collection[str]
    marks: CellMarks = field(default_factory=CellMarks)
    _row: int = 0
    _column: int = 0

    def begin(self, name: str, element: Element) -> None:
        if name == "row":
            self._row, self._column = int(element.get("r", self._row + 1)), 0
            if element.get("hidden") in _TRUE:
                self.marks.hidden.add(self._row)
        elif name == "c":
            said = element.get("r", "").rstrip("0123456789")
            self._column = column_index_from_string(said) if said else self._column + 1
            if element.get("s") in self.strikes:
                self.marks.struck.add((self._row, self._column))
        elif name == "col" and element.get("hidden") in _TRUE:
            first, last = int(element.get("min", 1)), min(int(element.get("max", 1)), _MOST_COLUMNS)
            self.marks.hidden_columns |= set(range(first, last + 1))

    def end(self, name: str, element: Element) -> None:
        if name == "row":
            element.clear()
        elif name == "c" and _is_unsolved(element, self.stale):
            self.marks.unsolved.add((self._row, self._column))
        elif name == "mergeCell":
            left, top, right, bottom = (bound or 1 for bound in range_boundaries(element.get("ref", "A1")))
            self.marks.above |= {(below, left): top for below in range(top + 1, bottom + 1)}
            self.marks.beside |= {
                (across, right_of) for across in range(top, bottom + 1) for right_of in range(left + 1, right + 1)
            }


def strikes_of(xml: bytes) -> frozenset[str]:
    """The numbers of the styles that strike a cell through, from the part that has them.

    Raises xml.etree.ElementTree.ParseError.
    """
    root = fromstring(xml)  # noqa: S314 - as above
    fonts = [_strikes(font) for fonts in root if _local(fonts) == "fonts" for font in fonts]
    styles = [style.get("fontId", "0") for styles in root if _local(styles) == "cellXfs" for style in styles]
    return frozenset(str(number) for number, font in enumerate(styles) if int(font) < len(fonts) and fonts[int(font)])


def _strikes(font: Element) -> bool:
    return any(_local(part) == "strike" and part.get("val", "1") in _TRUE for part in font)


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
