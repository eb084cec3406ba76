"""CSV: UTF-8 with or without a byte order mark, or GB18030, which is what Excel writes in China."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from app.sheets.table import MAX_ROWS, MOST_ABOVE, SheetError

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;"
_CHINESE_DELIMITERS = "，；"
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line with which Excel is told what separates the cells."""


def lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line on which it begins. Raises SheetError."""
    text = _decoded(content)
    told = _SEPARATOR.match(text)
    delimiter = told[1] if told else _delimiter(text)
    text = text[told.end() :] if told else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 1 if told else 0
    begins = 1 + before
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1 + before
            if begins > MAX_ROWS:
                raise SheetError("这张表太长了")
    except csv.Error:
        raise SheetError(f"第 {begins} 行的引号或格式不对") from None


def _decoded(content: bytes) -> str:
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.lstrip("\ufeff")
    raise SheetError("看不懂文件的编码，请另存为“CSV UTF-8”或 xlsx")


def _delimiter(text: str) -> str:
    """What separates the cells; Chinese commas stand within headings as well, so they come last."""
    first = [line for line in text.splitlines() if line.strip()][:MOST_ABOVE]
    headers = [line for line in first if ("组" in line and "号" in line) or "户码" in line]
    lines = "\n".join(headers[:1] or first)
    plain = max(_DELIMITERS, key=lines.count)
    return plain if plain in lines else max(_CHINESE_DELIMITERS, key=lines.count)
