"""A roster file as a table: the columns that it must and may have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from app.sheets.files import read_lines
from app.sheets.table import MOST_ABOVE, Line, Sheet, SheetError, columns, cut, is_filled, names_of, tidy
from domain.model.errors import Refused

REQUIRED = ("单位", "组", "号", "户主", "电话")
OPTIONAL = ("户码", "亲属")
_MOST_IN_FOOTER = 4


_OTHER_NAMES = {
    "单位": ("村", "村名", "行政村", "村居", "所在村", "单位名称", "村(居)", "居村"),
    "组": ("组别", "组号", "村民组", "小组", "村民小组", "所在组"),
    "号": ("门牌号", "户号", "门牌", "门牌号码"),
    "户主": ("户主姓名", "姓名", "户主名", "户主名字"),
    "电话": ("联系电话", "手机号", "手机", "手机号码", "电话号码", "联系方式", "户主电话"),
}
_NAMES = {other: name for name, others in _OTHER_NAMES.items() for other in others}
_FOOTERS = ("合计", "总计", "制表人", "填表人", "填表日期", "备注", "审核人", "共计", "说明")


def read(file: Path) -> Sheet:
    """The roster in a CSV or XLSX file. Raises Refused("bad-file")."""
    notes: list[str] = []
    try:
        sheet = build(read_lines(file, is_header, notes))
    except SheetError as error:
        raise Refused("bad-file", file=file.name, problem=str(error)) from None
    return replace(sheet, notes=(*notes, *sheet.notes))


def is_header(cells: Sequence[str]) -> bool:
    """Whether a line names all the columns that a roster must have."""
    return set(REQUIRED) <= set(_named(cells))


def build(lines: Iterable[Line]) -> Sheet:
    """A sheet from numbered lines of cells; a title may stand above the header. Raises SheetError."""
    filled = [(line, cells) for line, cells in lines if is_filled(cells)]
    if not filled:
        raise SheetError("文件是空的")
    start = next((at for at, (_, cells) in enumerate(filled[:MOST_ABOVE]) if is_header(cells)), 0)
    names = _named(filled[start][1])
    where = _places(names)
    rows, notes = [], []
    for line, cells in filled[start + 1 :]:
        if _is_footer(cells):
            notes.append(f"没有读第 {line} 行“{tidy(next(cell for cell in cells if cell.strip()))}”")
        else:
            rows.append(cut(line, cells, where))
    if not rows:
        raise SheetError("表头下面一户也没有")
    ignored = tuple(name for name in names if name and name not in where)
    return Sheet(frozenset(where), rows, ignored, tuple(notes))


def _named(cells: Sequence[str]) -> list[str]:
    """The names of the columns; one that a column has for itself goes before another name for it."""
    names = names_of(cells)
    return [_NAMES[name] if name in _NAMES and _NAMES[name] not in names else name for name in names]


def _is_footer(cells: Sequence[str]) -> bool:
    """A line under the table: few cells, the first of them a word such as 合计."""
    said = [tidy(cell) for cell in cells if cell.strip()]
    return 0 < len(said) <= _MOST_IN_FOOTER and said[0].startswith(_FOOTERS)


def _places(names: Sequence[str]) -> dict[str, int]:
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise SheetError(f"缺少这些列：{'、'.join(missing)}。第一行要写列名")
    return columns(names, (*REQUIRED, *OPTIONAL))
