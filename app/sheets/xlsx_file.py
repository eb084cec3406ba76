"""XLSX: the sheet of a workbook that has the columns; what is seen in it and cannot be read is marked."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from app.sheets.marks import CellMarks, marks_of, strikes_of
from app.sheets.progress import watched
from app.sheets.repair import repaired, without_looks
from app.sheets.table import (
    ERRORS,
    MADE_A_DATE,
    MAX_ROWS,
    MOST_ABOVE,
    IsHeader,
    Line,
    Merged,
    SheetError,
    Table,
    UnreadableCell,
    is_filled,
)

_NAMED = 10
_TO_BE_WORKED_OUT = re.compile(rb"""fullCalcOnLoad=["'](?:1|true)""")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold, ECMA-376 part 1, 22.9.2.19 ST_Xstring."""
_BROKEN = "这个文件读不了，请用 Excel 打开后另存为 xlsx 再试"
_FAULTS = (
    *(InvalidFileException, zipfile.BadZipFile, ParseError, EOFError, OSError),
    *(KeyError, ValueError, IndexError, TypeError, AttributeError),
)
"""What openpyxl raises over a workbook that is not as it expects."""
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes. 100,000 households unpack to about 40 MB; a few kilobytes that unpack to gigabytes are an attack."""
_MAX_COLUMNS = 150
"""An inspection sheet has one for each item, of which a book of 120 points may have 120."""


def tables(content: bytes, is_header: IsHeader, notes: list[str]) -> list[Table]:
    """The filled lines of the sheet or sheets with the columns; never none. Raises SheetError."""
    _check_size(content)
    try:
        content = repaired(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library thinks of a workbook's extensions is nothing for a person
            workbook = _opened(content)
            try:
                return _with_header(_filled(workbook, content, notes), is_header, notes)
            finally:
                workbook.close()
    except SheetError:
        raise
    except _FAULTS:
        raise SheetError(_BROKEN) from None


def _opened(content: bytes) -> Workbook:
    try:
        return _loaded(content)
    except _FAULTS:
        return _loaded(without_looks(content))


def _loaded(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)


def _filled(workbook: Workbook, content: bytes, notes: list[str]) -> list[Table]:
    """The filled rows of every sheet that can be seen and has any."""
    if not workbook.worksheets:
        raise SheetError(_BROKEN)
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        stale, strikes = _is_stale(archive), _strikes(archive)
        for sheet in workbook.worksheets:
            if sheet.sheet_state != "visible":
                notes.append(f"没有读隐藏的表“{sheet.title}”")
                continue
            marks = marks_of(archive.read(sheet._worksheet_path), stale=stale, strikes=strikes)  # type: ignore[attr-defined]  # a streamed sheet does not tell
            sheet.reset_dimensions()  # what the file says of its own size may be wrong
            rows = watched(sheet.iter_rows(values_only=True), f"正在读表“{sheet.title}”")
            lines = list(_marked(rows, marks))
            hidden = [(number, cells) for number, cells in lines if number in marks.hidden]
            seen = [(number, cells) for number, cells in lines if number not in marks.hidden]
            if seen:
                found.append(Table(seen, sheet.title, hidden=hidden))
            if hidden:
                numbers = _first([str(number) for number, _ in hidden], "行")
                notes.append(f"没有读表“{sheet.title}”里隐藏的第 {numbers}")
            if marks.hidden_columns:
                letters = _first([get_column_letter(column) for column in sorted(marks.hidden_columns)], "列")
                notes.append(f"表“{sheet.title}”里隐藏的 {letters}也读了")
    return found


def _first(names: Sequence[str], what: str) -> str:
    """Some of them, and how many there are where that is not all."""
    told = "、".join(names[:_NAMED])
    return f"{told} {what}" if len(names) <= _NAMED else f"{told} 等 {len(names)} {what}"


def _is_stale(archive: zipfile.ZipFile) -> bool:
    """Whether a program wrote the formulas without working them out, with 0 or an old value for their results."""
    books = [name for name in archive.namelist() if name.endswith("workbook.xml")]
    return any(_TO_BE_WORKED_OUT.search(archive.read(name)) for name in books)


def _strikes(archive: zipfile.ZipFile) -> frozenset[str]:
    """The styles that strike a cell through; none where the looks are missing or broken: they are done without."""
    styles = next((name for name in archive.namelist() if name.endswith("styles.xml")), None)
    try:
        return strikes_of(archive.read(styles)) if styles else frozenset()
    except (ParseError, ValueError):
        return frozenset()


def _marked(rows: Iterable[Sequence[object]], marks: CellMarks) -> Iterator[Line]:
    """Filled rows, with the cells that are merged or cannot be read marked as such."""
    tops = {(top, column): "" for (_, column), top in marks.above.items()}
    widths: dict[int, int] = {}
    for row_number, column in (*marks.unsolved, *marks.above, *marks.beside):
        widths[row_number] = max(column, widths.get(row_number, 0))
    filled = 0
    for number, row in enumerate(rows, start=1):
        if number not in widths and not any(value is not None for value in row):
            continue
        _check_width(row, number)
        cells = _cells(row, number, widths.get(number, 0), marks, tops)
        _mark_beside(cells, number, marks)
        if is_filled(cell for cell in cells if not isinstance(cell, Merged)):
            filled += 1
            yield number, cells
        if filled > MAX_ROWS:
            raise SheetError("这张表太长了")


def _cells(
    row: Sequence[object], number: int, width: int, marks: CellMarks, tops: dict[tuple[int, int], str]
) -> list[str]:
    """A row's cells, ``width`` of them at least; ``tops``: what each merged cell says, once it was read."""
    cells: list[str] = []
    for column in range(1, min(max(len(row), width), _MAX_COLUMNS) + 1):
        text = as_text(row[column - 1]) if column <= len(row) else ""
        if unreadable := _unreadable(text, number, column, marks):
            text = unreadable
        elif (number, column) in marks.above and not text:
            above = tops[marks.above[number, column], column]
            text = above if isinstance(above, UnreadableCell) or not above else Merged(above)
        if (number, column) in tops:
            tops[number, column] = text
        cells.append(text)
    return cells


def _check_width(row: Sequence[object], number: int) -> None:
    """Raises SheetError where something stands behind the last column that is read."""
    if any(str(value).strip() for value in row[_MAX_COLUMNS:] if value is not None):
        raise SheetError(f"第 {number} 行写到了第 {_MAX_COLUMNS} 列以后，请删掉多余的列再试")


def _mark_beside(cells: list[str], number: int, marks: CellMarks) -> None:
    """Mark what a merged cell covers to its right; a line that is one merged cell alone is a title or a footer."""
    if sum(map(bool, cells)) <= 1:
        return
    for column, cell in enumerate(cells, start=1):
        if not cell and (number, column) in marks.beside:
            cells[column - 1] = UnreadableCell(
                f"{get_column_letter(column)}{number} 是和左边合并的单元格，请取消合并，各填一格"
            )


def _unreadable(text: str, number: int, column: int, marks: CellMarks) -> UnreadableCell | None:
    """What is said of a cell that a person sees filled and that cannot be read."""
    at = f"{get_column_letter(column)}{number}"
    if text in ERRORS:
        return UnreadableCell(f"{at} 是错误值 {text}，请改好再试")
    if (number, column) in marks.unsolved:
        return UnreadableCell(f"{at} 公式没有结果，请在 Excel 打开保存后再试")
    if text and (number, column) in marks.struck:
        return UnreadableCell("有字被划掉了，不要的请整行删去，要的请去掉删除线")
    return None


def _with_header(sheets: Sequence[Table], is_header: IsHeader, notes: list[str]) -> list[Table]:
    """The sheets with the columns, every other one noted; without any the first, so that it is told what it lacks."""
    found = [table for table in sheets if any(is_header(cells) for _, cells in table.lines[:MOST_ABOVE])]
    if not found:
        return list(sheets[:1]) or [Table([])]
    notes += [f"没有读表“{table.title}”：它没有这些列" for table in sheets if table not in found]
    if len(found) == 1:
        return found
    notes.append(f"读了 {len(found)} 张表：{'、'.join(table.title for table in found)}")
    return [replace(table, among=among) for among, table in enumerate(found)]


def as_text(value: object) -> str:
    """A cell as a person sees it: whole numbers without ``.0``, however they are stored."""
    if value is None:
        return ""
    if isinstance(value, (date, time)):
        return f"{MADE_A_DATE}{value.isoformat()[:10]}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _check_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise SheetError(_BROKEN) from None
    if unpacked > MAX_UNPACKED:
        raise SheetError("这个 xlsx 文件展开后太大了")
