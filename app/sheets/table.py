"""A file as a table of texts: which columns it has, and its rows with their line numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MAX_ROWS = 1_000_000

MADE_A_DATE = "(日期)"
"""Begins a cell that the spreadsheet keeps as a date, as it does to ``3-12``; the date follows in ISO form."""

Line = tuple[int, Sequence[str]]
"""A record of a file: the line on which it begins, and its cells."""

MOST_ABOVE = 10
"""Lines above the header that may hold a title and notes."""
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WHOLE_FLOAT = re.compile(r"([0-9]+)\.0+")


class SheetError(ValueError):
    """A file that cannot be what it should be; the message is one plain Chinese line."""


class UnreadableSheet(str):
    """A cell that is filled for whoever sees it and cannot be read; the text says where and what to do."""

    __slots__ = ()


class Merged(str):
    """The value of a cell merged downwards, on the rows below its first."""

    __slots__ = ()


MERGING = frozenset({"单位", "组", "轮次", "考核员"})
"""Columns that may be merged over several households, which all have the value then."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that is not empty: its line in the file, and the tidied text of every column that is known."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. ``ignored`` are the columns that nobody knows."""

    columns: frozenset[str]
    rows: list[SheetRow]
    ignored: tuple[str, ...]
    notes: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Full-width digits and letters made plain, runs of blanks made one, ``12.0`` made ``12``."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _BLANKS.sub(" ", text).strip()
    whole = _WHOLE_FLOAT.fullmatch(text)
    return whole[1] if whole else text


def is_filled(cells: Iterable[str]) -> bool:
    """Whether anything is written on a line."""
    return any(cell and not cell.isspace() for cell in cells)


OTHER_NAMES = {
    "单位": ("村", "村名", "行政村", "村居", "所在村", "单位名称", "村(居)", "居村"),
    "组": ("组别", "组号", "村民组", "小组", "村民小组", "所在组"),
    "号": ("门牌号", "户号", "门牌", "门牌号码"),
    "户主": ("户主姓名", "姓名", "户主名", "户主名字"),
    "电话": ("联系电话", "手机号", "手机", "手机号码", "电话号码", "联系方式", "户主电话"),
}
_NAMES = {other: name for name, others in OTHER_NAMES.items() for other in others}
_FOOTERS = ("合计", "总计", "制表人", "填表人", "填表日期", "备注", "审核人", "共计", "说明")
_MOST_IN_FOOTER = 4
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
"""What a spreadsheet shows where a formula came to nothing."""


def named(header: Sequence[str]) -> list[str]:
    """The names of the columns; one that a column has for itself goes before another name for it."""
    names = names_of(header)
    return [_NAMES[name] if name in _NAMES and _NAMES[name] not in names else name for name in names]


def footer(line: int, cells: Sequence[str]) -> str | None:
    """What is said of a line under the table that is none of it: few cells, the first of them a word such as 合计."""
    said = [tidy(cell) for cell in cells if cell.strip()]
    if 0 < len(said) <= _MOST_IN_FOOTER and said[0].startswith(_FOOTERS):
        return f"没有读第 {line} 行“{said[0]}”"
    return None


def names_of(header: Sequence[str]) -> list[str]:
    """The names of the columns, without blanks."""
    return [tidy(cell).replace(" ", "") for cell in header]


def cut(line: int, cells: Sequence[str], where: dict[str, int]) -> SheetRow:
    """The cells of the columns that are known; a short line has empty ones at its end. Raises SheetError."""
    for name, at in where.items():
        cell = cells[at] if at < len(cells) else ""
        if isinstance(cell, UnreadableSheet):
            raise SheetError(str(cell))
        if cell.strip() in ERRORS:
            raise SheetError(f"第 {line} 行的“{name}”是错误值 {cell.strip()}，请改好再试")
        if isinstance(cell, Merged) and name not in MERGING:
            raise SheetError(f"第 {line} 行的“{name}”是合并单元格，请取消合并，每户各填一格")
    return SheetRow(line, {name: _plain(cells[at]) if at < len(cells) else "" for name, at in where.items()})


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a figure or a formula."""
    return tidy(tidy(cell).removeprefix("'"))


def columns(names: Sequence[str], known: Iterable[str]) -> dict[str, int]:
    """Which cell of a row holds which known column. Raises SheetError for a column that is there twice."""
    present = [name for name in known if name in names]
    twice = [name for name in present if names.count(name) > 1]
    if twice:
        raise SheetError(f"这些列有两个：{'、'.join(twice)}")
    return {name: names.index(name) for name in present}
