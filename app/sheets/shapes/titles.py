"""Unit and group that no column says: the sheet's name does, a title above the table, or headings among its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.sheets.shapes.shape import Said, Shape, Units, agree, cell
from app.sheets.shapes.words import Words, heading_of_line, words_of
from app.sheets.table import Line, Merged, SheetError, sheet_said

_COLUMNS = ("单位", "组")
_NAMED = 10


def headed(shape: Shape, units: Units, option: str = "") -> tuple[Shape, Sequence[Words]]:
    """The same without the headings among its lines, and what they and the titles say of each line that is left.

    ``option`` is the unit that the command line says. Raises SheetError where two of them say different things.
    """
    whole = words_of(shape.table.sheet, units)
    return _headed(shape, units, Words(option or whole.unit, whole.group), [Words(option), whole, *above(shape, units)])


def grouped(shape: Shape, units: Units) -> tuple[Shape, Sequence[Words]]:
    """The same of groups alone: of the unit only headings among the lines say something. Raises SheetError."""
    whole = Words(group=words_of(shape.table.sheet, units).group)
    return _headed(shape, units, whole, [whole, *(Words(group=words.group) for words in above(shape, units))])


def above(shape: Shape, units: Units) -> list[Words]:
    """What stands above the table, each cell by itself; a label is read with the cell beside it."""
    return [words_of(text, units) for text in _texts(shape.above)]


def _headed(shape: Shape, units: Units, fixed: Words, told: Sequence[Words]) -> tuple[Shape, Sequence[Words]]:
    first = Words(*(_one(shape, at, [words[at] for words in told], units) for at in (0, 1)))
    lines, said = _under_headings(shape, fixed, first, units)
    return replace(shape, below=lines), said


def titled(shape: Shape, said: Sequence[Words], units: Units, notes: list[str]) -> Shape:
    """The same with what is ``said`` of each line in the columns of unit and group."""
    for at, column in enumerate(_COLUMNS):
        values = [Said(words[at], _with_word(words[at], column)) if words[at] else None for words in said]
        if any(values):
            _note(shape, column, values, notes)
            shape = shape.filled(column, values, units)
    return shape


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    for _, cells in lines:
        filled = [cell.strip() for cell in cells if cell.strip()]
        for text, beside in zip(filled, [*filled[1:], ""], strict=True):
            yield f"{text}{beside}" if text.endswith((":", "：")) else text


def _one(shape: Shape, at: int, found: Sequence[str], units: Units) -> str:
    """What the titles agree on, "" where none says anything. Raises SheetError."""
    column, said = _COLUMNS[at], list(dict.fromkeys(filter(None, found)))
    if all(agree(column, said[0], other, units) for other in said[1:]):
        return said[0] if said else ""
    if shape.column(column) is not None and all(map(str.strip, shape.cells(shape.column(column) or 0))):
        return ""
    told = "、".join(_with_word(one, column) for one in said)
    raise SheetError(f"{shape.table.said}{column}有几种说法：{told}，请改成一样的，或加一列“{column}”")


def _under_headings(shape: Shape, fixed: Words, first: Words, units: Units) -> tuple[list[Line], list[Words]]:
    """The lines that are no headings, and what holds for each. Raises SheetError."""
    lines, said, holds = [], [], first
    for number, cells in shape.table.hidden:
        if number > shape.header[0] and _heading(shape, cells, units):
            raise SheetError(f"{shape.table.at(number)}的标题是隐藏的，请取消筛选或隐藏再试")
    for number, cells in shape.below:
        words = _heading(shape, cells, units)
        if words is None:
            lines.append((number, cells))
            said.append(holds)
            continue
        for column, own, title in zip(_COLUMNS, words, fixed, strict=True):
            if own and title and not agree(column, own, title, units):
                told = f"{_with_word(own, column)}”，{sheet_said(shape.table.sheet)}却是“{_with_word(title, column)}"
                raise SheetError(f"{shape.table.at(number)}写着“{told}”，请改成一样的")
        holds = Words(words.unit or holds.unit, words.group or (fixed.group if words.unit else holds.group))
    return lines, said


def _heading(shape: Shape, cells: Sequence[str], units: Units) -> Words | None:
    """What a line says that is a heading, and not a unit that is filled in before the rest is."""
    own = ["" if isinstance(cell, Merged) else cell for cell in cells]
    words, at = heading_of_line(own, units), shape.column("单位")
    return None if words and not words.group and at is not None and cell(own, at).strip() else words


def _note(shape: Shape, column: str, values: Sequence[Said | None], notes: list[str]) -> None:
    at = shape.column(column)
    own = shape.cells(at) if at is not None else [""] * len(shape.below)
    by = dict.fromkeys(one.words for one, cell in zip(values, own, strict=True) if one and not cell.strip())
    if by:
        told = "、".join(list(by)[:_NAMED]) + ("等" if len(by) > _NAMED else "")
        notes.append(f"{shape.table.said}{column}没有写在格里，读作：{told}")


def _with_word(text: str, column: str) -> str:
    return f"{text}组" if column == "组" else text
