"""Writing an empty inspection sheet: XLSX for a spreadsheet, CSV for everything else."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from app.reports.formats import Columns, as_csv, harmless
from domain.model.errors import Refused

_HEADER_LINE = 3
_WIDTHS = (5, 6, 10, 8, 8)
_ITEM_WIDTH = 12


def write(file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write the sheet in the format that the file's name says. Raises Refused("bad-file")."""
    kind = file.suffix.lower()
    if kind not in {".xlsx", ".csv"}:
        raise Refused("bad-file", file=file.name, problem="文件名要以 .xlsx 或 .csv 结尾")
    if file.exists():
        raise Refused("bad-file", file=file.name, problem="已经有这个文件了，请换个名字")
    try:
        file.write_bytes(_xlsx(rows) if kind == ".xlsx" else csv_text(rows).encode())
    except OSError:
        raise Refused("bad-file", file=file.name, problem="写不了这个文件，请换个地方") from None


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """The sheet as CSV."""
    first, *others = rows
    return as_csv(Columns(first, others))


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "考核表"
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() and at < 2 else harmless(cell) for at, cell in enumerate(row)])  # noqa: PLR2004 - 组 and 号
    for line in sheet.iter_rows(min_row=_HEADER_LINE + 1):
        for cell in line[3:]:
            cell.number_format = "@"
    for at in range(len(rows[_HEADER_LINE - 1])):
        sheet.column_dimensions[get_column_letter(at + 1)].width = _WIDTHS[at] if at < len(_WIDTHS) else _ITEM_WIDTH
    for cell in sheet[_HEADER_LINE]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"E{_HEADER_LINE + 1}"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
