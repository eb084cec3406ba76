"""Records of a platform's table by themselves: what each says by the map of its columns, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.inspection import cells
from app.inspection.rows import Shown
from app.platform import column_map as maps
from app.platform.column_map import ColumnMap
from app.platform.photos import NamedPhotos
from app.sheets.files import read_tables
from app.sheets.headings import names_of, tidy
from app.sheets.importing import of_file
from app.sheets.places import check_whole, code, place
from app.sheets.progress import watched
from app.sheets.shapes.one_cell import whole_place
from app.sheets.table import (
    MADE_A_DATE,
    MOST_ABOVE,
    Attempts,
    CellError,
    Position,
    SheetError,
    SheetRow,
    Table,
    columns,
    header_of,
    rows_below,
)
from text.days import find_day, no_day, without_days

_MEANT = 3
"""So many of the map's columns on one line are meant as the header, and what is missing is told."""
_TIME = re.compile(r"[ T]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_EIGHT_DIGITS = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})")
_BETWEEN_PHOTOS = re.compile(r"\s*[;；、,，|\n]\s*")


@dataclass(frozen=True, slots=True)
class Record:
    """One row as the platform has it; what could not be read is empty and among the problems.

    ``unit_in_place``: the unit that stands in the cell of group and number, "" where none does.
    """

    at: Position
    number: str
    unit: str
    unit_in_place: str
    code: str | None
    place: tuple[int, int] | None
    head: str
    day: date | None
    officer: str
    kind: str
    points: str
    reason: str
    before: tuple[Shown, ...]
    after: tuple[Shown, ...]
    problems: tuple[str, ...]


def read_records(file: Path, by: ColumnMap, photos: NamedPhotos, today: date, notes: list[str]) -> list[Record]:
    """The records of a CSV or XLSX file, photos and all; ``notes`` get what was read past.

    Raises Refused("bad-file").
    """
    reader = _Reader(by, photos, today)
    with of_file(file):
        tables = read_tables(file, reader.is_header, notes)
        rows = [row for table in tables for row in reader.rows(table, notes)]
    return [reader.record(row) for row in watched(rows, "正在核对", len(rows))]


class _Reader:
    """Reads a platform's rows by the map; a number that comes twice is told at its second row."""

    def __init__(self, by: ColumnMap, photos: NamedPhotos, today: date) -> None:
        self._columns = {field: tidy(column).replace(" ", "") for field, column in by.columns.items()}
        self._photos = photos
        self._today = today
        self._seen: dict[str, Position] = {}

    def is_header(self, line: Sequence[str]) -> bool:
        return len(set(self._columns.values()) & set(names_of(line))) >= _MEANT

    def rows(self, table: Table, notes: list[str]) -> list[SheetRow]:
        """Raises SheetError."""
        starts = [at for at, (_, line) in enumerate(table.lines[:MOST_ABOVE]) if self.is_header(line)]
        wanted = "、".join(self._columns.values())
        if not starts:
            raise SheetError(f"{table.said}没有表头：要有一行写着 {wanted}")
        header_of(table, starts[0])
        names = names_of(table.lines[starts[0]][1])
        if missing := [name for name in self._columns.values() if name not in names]:
            raise SheetError(f"{table.said}没有这些列：{'、'.join(missing)}。平台没有的列，请从 --map 的文件里删掉")
        if unused := [name for name in names if name and name not in self._columns.values()]:
            notes.append(f"{table.said}没有用到的列：{'、'.join(unused)}")
        return rows_below(table, starts[0], columns(names, list(self._columns.values())), notes)

    def record(self, row: SheetRow) -> Record:
        tell = Attempts()
        problems = tell.problems

        def said(field: str) -> str:
            return tell(lambda: self._text(row, field)) or ""

        own_code = tell(lambda: code(self._text(row, maps.CODE)))
        unit_in_place, group, number = self._where(row, tell, by_code=own_code is not None)
        return Record(
            at=row.at,
            number=tell(lambda: self._number(row)) or "",
            unit=said(maps.UNIT),
            unit_in_place=unit_in_place,
            code=own_code,
            place=(group, number) if group and number else None,
            head=said(maps.HEAD).replace(" ", ""),
            day=tell(lambda: self._day(row)),
            officer=said(maps.OFFICER).replace(" ", ""),
            kind=tell(lambda: self._needed(row, maps.ITEM)) or "",
            points=said(maps.POINTS),
            reason=tell(lambda: cells.reason(self._text(row, maps.REASON))) or "",
            before=tell(lambda: self._shown(row, maps.BEFORE)) or (),
            after=tell(lambda: self._shown(row, maps.AFTER)) or (),
            problems=tuple(dict.fromkeys(problems)),
        )

    def _text(self, row: SheetRow, field: str) -> str:
        return row.text(self._columns[field]) if field in self._columns else ""

    def _needed(self, row: SheetRow, field: str) -> str:
        text = self._text(row, field)
        if not text:
            raise CellError(f"没写{self._columns[field]}")
        return text

    def _where(self, row: SheetRow, tell: Attempts, *, by_code: bool) -> tuple[str, int | None, int | None]:
        """The unit in the cell of both, "" without, and group and number; nothing where a code says it already."""
        if by_code and not any(self._text(row, field) for field in (maps.GROUP, maps.NUMBER, maps.PLACE)):
            return "", None, None
        if maps.PLACE not in self._columns:
            group, number = (tell(lambda one=one: self._place(row, one)) for one in (maps.GROUP, maps.NUMBER))  # type: ignore[misc]  # a default binds the loop's value
            return "", group, number
        heading = self._columns[maps.PLACE]
        parts = tell(lambda: whole_place(self._text(row, maps.PLACE), heading))
        if parts is None:
            return "", None, None
        return parts.unit, tell(lambda: place(parts.group, heading)), tell(lambda: place(parts.number, heading))

    def _place(self, row: SheetRow, field: str) -> int:
        return place(self._text(row, field), self._columns.get(field, self._columns.get(maps.CODE, "")))

    def _number(self, row: SheetRow) -> str:
        number = self._needed(row, maps.RECORD)
        check_whole(number, self._columns[maps.RECORD])
        first = self._seen.setdefault(number, row.at)
        if first != row.at:
            raise CellError(f"{self._columns[maps.RECORD]} {number} 与{first}重复")
        return number

    def _day(self, row: SheetRow) -> date:
        text = self._needed(row, maps.DAY).removeprefix(MADE_A_DATE)
        text = _EIGHT_DIGITS.sub(r"\1-\2-\3", _TIME.sub("", text))
        day = find_day(text, self._today)
        if day is None or no_day(text, self._today) or without_days(text, self._today):
            raise CellError(f"{self._columns[maps.DAY]}“{text}”看不懂，请写成 {self._today.isoformat()}")
        return day

    def _shown(self, row: SheetRow, field: str) -> tuple[Shown, ...]:
        names = _BETWEEN_PHOTOS.split(self._text(row, field))
        return tuple(self._photos.named(name) for name in names if name)
