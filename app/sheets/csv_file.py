"""CSV: UTF-8 with or without a byte order mark, or GB18030, which is what Excel writes in China."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from app.sheets.table import MAX_ROWS, SheetError

Lines = Iterator[tuple[int, list[str]]]
"""Records of a file, each with the line on which it begins."""

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;"


def lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line on which it begins. Raises SheetError."""
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
            if begins > MAX_ROWS:
                raise SheetError("这张表太长了")
    except csv.Error:
        raise SheetError(f"第 {begins} 行的引号或格式不对") from None


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetError("看不懂文件的编码，请另存为“CSV UTF-8”或 xlsx")


def _delimiter(text: str) -> str:
    """What separates the cells of the header."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=header.count)
