"""Opening a table, whatever the file is called: what it holds says what it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.sheets import csv_file, xlsx_file
from app.sheets.progress import watched
from app.sheets.table import Line, SheetError

MAX_BYTES = 20 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_lines(file: Path, is_header: xlsx_file.IsHeader, notes: list[str]) -> Iterable[Line]:
    """The lines of a CSV or XLSX file, with a progress bar. Raises SheetError, while they are taken too.

    ``is_header`` finds the sheet of a workbook; ``notes`` get what was read past.
    """
    return watched(_lines(_content(file), is_header, notes), "正在读文件")


def _lines(content: bytes, is_header: xlsx_file.IsHeader, notes: list[str]) -> Iterable[Line]:
    if content.startswith(_OLD_EXCEL):
        raise SheetError("这是旧格式的 Excel 文件或有密码，请另存为 xlsx 或 CSV")
    if content.startswith(b"%PDF"):
        raise SheetError("这是 pdf，请另存为 xlsx 再试")
    if content.startswith(_ZIP) and b"opendocument.spreadsheet" in content[:200]:
        raise SheetError("这是 ods，请另存为 xlsx 再试")
    return xlsx_file.lines(content, is_header, notes) if content.startswith(_ZIP) else csv_file.lines(content)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise SheetError(_unreadable(error)) from None
    if len(content) > MAX_BYTES:
        raise SheetError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，请分成几个")
    return content


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，不是文件"
    return "没有权限读这个文件" if isinstance(error, PermissionError) else "读不了这个文件"
