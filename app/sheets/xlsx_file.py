"""XLSX: the first sheet of a workbook, read row by row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, time
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from app.sheets.table import MADE_A_DATE, MAX_ROWS, SheetError

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes. 100,000 households unpack to about 40 MB; a few kilobytes that unpack to gigabytes are an attack."""
_MAX_COLUMNS = 150
"""An inspection sheet has one for each item, of which a book of 120 points may have 120."""


def lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every row of the first sheet with its number. Raises SheetError."""
    _check_size(content)
    try:
        yield from _rows(content)
    except SheetError:
        raise
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
        ParseError,
        zipfile.BadZipFile,
        EOFError,
    ):
        raise SheetError("这个 xlsx 文件坏了，打不开") from None


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        if not workbook.worksheets:
            raise SheetError("这个 xlsx 文件里没有表")
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        for number, row in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True), start=1):
            if number > MAX_ROWS:
                raise SheetError("这张表太长了")
            yield number, [as_text(value) for value in row]
    finally:
        workbook.close()


def as_text(value: object) -> str:
    """A cell as a person sees it: whole numbers without ``.0``, however they are stored."""
    if value is None:
        return ""
    if isinstance(value, (date, time)):
        return f"{MADE_A_DATE}{value.isoformat()[:10]}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _check_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise SheetError("这个 xlsx 文件坏了，打不开") from None
    if unpacked > MAX_UNPACKED:
        raise SheetError("这个 xlsx 文件展开后太大了")
