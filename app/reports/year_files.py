"""The final ranking of closed years as a file: CSV for programs, XLSX with the two lists for people."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from app.reports.formats import Cell, Columns, as_csv, harmless
from domain.errors import Refused
from domain.ports import Honour

_HEADINGS = (
    "单位",
    "名次",
    "组",
    "号",
    "户主",
    "户码",
    "年度积分",
    "考评轮数",
    "一票否决",
    "未用积分",
    "评先评优",
    "福利优先",
    "更正后积分",
)
_BOM = "\ufeff"
"""Without it a spreadsheet takes UTF-8 for something else."""


@dataclass(frozen=True, slots=True)
class HonourLine:
    """A household's line; ``corrected`` is what its points of the year come to now, if that is something else."""

    unit: str
    honour: Honour
    corrected: int | None


def write(file: Path, lines: Sequence[HonourLine]) -> None:
    """Write the lines in the format that the file's name says. Raises Refused("bad-file")."""
    kinds = {".xlsx": _xlsx, ".csv": _csv}
    kind = kinds.get(file.suffix.lower())
    if kind is None:
        raise Refused("bad-file", file=file.name, problem="文件名要以 .xlsx 或 .csv 结尾")
    try:
        with file.open("xb") as opened:
            opened.write(kind(lines))
    except FileExistsError:
        raise Refused("bad-file", file=file.name, problem="已经有这个文件了，请换个名字") from None
    except OSError:
        raise Refused("bad-file", file=file.name, problem="写不了这个文件，请换个地方") from None


def _csv(lines: Sequence[HonourLine]) -> bytes:
    return (_BOM + as_csv(Columns(_HEADINGS, [_cells(line) for line in lines]))).encode()


def _xlsx(lines: Sequence[HonourLine]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _sheet(workbook, "最终排名", lines)
    _sheet(workbook, "评先评优", [line for line in lines if line.honour.honoured])
    _sheet(workbook, "福利优先", [line for line in lines if line.honour.welfare])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _sheet(workbook: Workbook, title: str, lines: Sequence[HonourLine]) -> None:
    sheet = workbook.create_sheet(title)
    sheet.append(_HEADINGS)
    for line in lines:
        sheet.append([harmless(cell) for cell in _cells(line)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _cells(line: HonourLine) -> list[Cell]:
    honour, household = line.honour, line.honour.household
    return [
        line.unit,
        honour.rank,
        household.group,
        household.number,
        household.head,
        household.code,
        honour.earned,
        honour.rounds,
        "是" if honour.vetoed else "",
        honour.unspent,
        "是" if honour.honoured else "",
        "是" if honour.welfare else "",
        line.corrected,
    ]
