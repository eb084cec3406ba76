"""A table as a file: CSV for programs, XLSX for people. No text in it is ever taken for a formula."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.reports.formats import Columns, as_csv
from domain.model.errors import Refused


def write(file: Path, sheets: Mapping[str, Columns]) -> None:
    """Write a new file in the format that its name says; a CSV has the first sheet only. Raises Refused("bad-file")."""
    match file.suffix.lower():
        case ".csv":
            content = as_csv(next(iter(sheets.values()))).encode()
        case ".xlsx":
            from app.reports.workbook import as_workbook  # noqa: PLC0415 - what writes workbooks takes long to load

            content = as_workbook(sheets)
        case _:
            raise Refused("bad-file", file=file.name, problem="文件名要以 .xlsx 或 .csv 结尾")
    write_new(file, content)


def write_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises Refused("bad-file")."""
    try:
        with file.open("xb") as opened:
            opened.write(content)
    except FileExistsError:
        raise Refused("bad-file", file=file.name, problem="已经有这个文件了，请换个名字") from None
    except OSError:
        raise Refused("bad-file", file=file.name, problem="写不了这个文件，请换个地方") from None
