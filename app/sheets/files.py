"""Opening a table, whatever the file is called: what it holds says what it is."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

from app.sheets import csv_file
from app.sheets.progress import watched
from app.sheets.table import IsHeader, SheetError, Table, is_filled

MAX_BYTES = 20 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_SAVE = "请另存为 xlsx 再试"
_NO_TABLE = "不是表格，请用原来的 xlsx 或 CSV"
_PACKED = "压缩包，请先解压，再导入里面的表格"
_BEGINNINGS = {
    b"%PDF": f"pdf，{_NO_TABLE}",
    b"\x89PNG": f"图片，{_NO_TABLE}",
    b"\xff\xd8\xff": f"图片，{_NO_TABLE}",
    b"GIF8": f"图片，{_NO_TABLE}",
    b"Rar!": _PACKED,
    b"7z\xbc\xaf": _PACKED,
    b"{\\rtf": f"rtf，{_SAVE}",
    b"<html": f"网页，{_SAVE}",
    b"<!doctype html": f"网页，{_SAVE}",
    b"<?xml": f"xml，{_SAVE}",
}
"""What a file is by its first bytes, in small letters, and what to do about it."""
_FOLDERS = {"word/": "docx", "ppt/": "pptx", "index/": "numbers"}
"""What a zip is, by a folder in it."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Stands in the same kind of file when it is a workbook with a password."""


def read_tables(file: Path, is_header: IsHeader, notes: list[str]) -> list[Table]:
    """The tables of a CSV or XLSX file: one, or every sheet of a workbook with a header. Raises SheetError.

    ``notes`` get what was read past.
    """
    content = _content(file)
    if content.startswith(_OLD_EXCEL):
        raise SheetError("文件有密码，请去掉密码再试" if _LOCKED in content else f"这是旧格式的 Excel 文件，{_SAVE}")
    if kind := _other_kind(content):
        raise SheetError(f"这是{kind}")
    if content.startswith(_ZIP):
        from app.sheets import xlsx_file  # noqa: PLC0415 - what reads workbooks takes long to load

        return xlsx_file.tables(content, is_header, notes)
    lines = watched(csv_file.lines(content), "正在读文件")
    return [Table([(number, cells) for number, cells in lines if is_filled(cells)])]


def _other_kind(content: bytes) -> str | None:
    """What a file is that cannot be read, with what to do about it; None when it may be a table."""
    start = content[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for begins, kind in _BEGINNINGS.items():
        if start.startswith(begins.lower()):
            return kind
    if not content.startswith(_ZIP):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name.lower() for name in archive.namelist()]
            mime = archive.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, KeyError, EOFError, RuntimeError):
        return None
    if mime.startswith(b"application/vnd.oasis.opendocument"):
        return f"{'ods' if b'spreadsheet' in mime else 'odt'}，{_SAVE}"
    for folder, kind in _FOLDERS.items():
        if any(name.startswith(folder) for name in names):
            return f"{kind}，{_SAVE}"
    return None if any(name.startswith("xl/") or name == "[content_types].xml" for name in names) else _PACKED


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
