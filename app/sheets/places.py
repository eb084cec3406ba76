"""What the cells of any table say of where a household is. Each raises CellError, its message one plain clause."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.sheets.table import MADE_A_DATE, CellError
from app.unit_names import code_of_unit
from text.codes import is_valid
from text.normalise import numeral, simplified
from text.pinyin import closest

MAX_PLACE = 9999
_SUGGESTED = 2
_SHOWN = 20
_NUMBER = re.compile(r"(?:第|No\.? ?)?(.{1,9}?) ?(?:村民小?组|小组|[组号队户#])?", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}|[0-9]{1,2}-(?:[A-Z][a-z]{2})")
_SCIENTIFIC = re.compile(r"[0-9.]+[Ee]\+?[0-9]+")


def unit(text: str, codes: Mapping[str, str]) -> str:
    """A unit's code from its code or name; ``codes`` knows both."""
    if not text:
        raise CellError("没写单位")
    code = code_of_unit(text, codes)
    if code is None:
        near = closest(text.replace(" ", ""), codes, _SUGGESTED)
        raise CellError(f"没有“{short(text)}”这个单位" + (f"，是不是{'、'.join(near)}？" if near else ""))
    return code


def place(text: str, column: str) -> int:
    """A group or a number: ``3``, ``３组``, ``第三组``, ``12号``."""
    if not text:
        raise CellError(f"没写{column}")
    if text.startswith(MADE_A_DATE) or _DAY.fullmatch(text):
        raise CellError(f"{column}被表格软件变成了日期“{text.removeprefix(MADE_A_DATE)}”，请把这一列设成文本再填")
    value = _numbered(text)
    value = _numbered(simplified(text)) if value is None else value
    if value is None or not 1 <= value <= MAX_PLACE:
        raise CellError(f"{column}“{short(text)}”不对，要写 1 到 {MAX_PLACE} 的数")
    return value


def _numbered(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    return numeral(found[1]) if found else None


def code(text: str) -> str | None:
    """A household code whose check digit is right; None when the cell is blank."""
    if text and not is_valid(text):
        raise CellError(f"户码“{short(text)}”不对，请核对每一位数字")
    return text or None


def check_whole(text: str, column: str) -> None:
    """Raise CellError for a long number that a spreadsheet has cut: 1.38E+10."""
    if _SCIENTIFIC.fullmatch(text):
        raise CellError(f"{column}被表格软件写成了 {text}，请把这一列设成文本再填")


def short(text: str) -> str:
    """Words of a cell as they are told."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
