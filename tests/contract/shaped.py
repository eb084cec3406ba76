"""Rosters laid out otherwise than a row for each household under its columns, and an office that imports them."""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from app.cli import cli
from tests.contract.untidy import Make, Row, book

WANG, LI, ZHAO = ("秦望村,3,12,王建国,13800000001", "秦望村,3,13,李秀芳,13800000002", "秦望村,4,1,赵六,13800000003")
PLACES = ("组", "号", "户主", "电话")
ONE, TWO = (3, 12, "王建国", 13800000001), (3, 13, "李秀芳", 13800000002)
THREE = (4, 1, "赵六", 13800000003)
PERSONS = ("单位", "组", "号", "姓名", "与户主关系", "电话")
WIFE = "秦望村,3,12,陈桂英,妻,"
HUSBAND = "秦望村,3,12,王建国,户主,13800000001"
NEIGHBOUR = "秦望村,3,13,李秀芳,本人,13800000002"


class Office:
    """A person at the command line of a town that has no households yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def imports(self, file: Path, *options: str) -> tuple[str, list[str]]:
        """Import what must be accepted: the summary, and what is noted."""
        result = CliRunner().invoke(cli, ["households", "import", str(file), *options])
        assert result.exception is None, result.output
        return result.stdout.splitlines()[-1], result.stderr.splitlines()

    def export(self, name: str) -> Path:
        file = self._folder / name
        assert CliRunner().invoke(cli, ["households", "export", str(file)]).exit_code == 0
        return file

    def homes(self) -> tuple[str, ...]:
        """Every household without its code and kin."""
        result = CliRunner().invoke(cli, ["households", "export"])
        rows = list(csv_module.reader(io.StringIO(result.stdout)))[1:]
        return tuple(",".join((row[0], *row[2:6])) for row in rows)


@pytest.fixture
def office(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with nothing in its database."""
    monkeypatch.setenv("JIFEN_DATABASE_URL", sqlite_url)
    assert CliRunner().invoke(cli, ["init"]).exit_code == 0
    return Office(tmp_path)


@dataclass(frozen=True)
class Read:
    """A file that is taken in: its households, and what is noted of how it was read."""

    make: Make
    homes: tuple[str, ...]
    notes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def check(self, office: Office, folder: Path) -> None:
        """Import it, import it again, and import what is exported."""
        file = self.make(folder)
        _, notes = office.imports(file, *self.options)
        assert (office.homes(), notes) == (self.homes, [f"注意：{note}" for note in self.notes])
        same = f"新增 0 户，更改 0 户，不变 {len(self.homes)} 户"
        assert office.imports(file, *self.options)[0] == same
        assert office.imports(office.export("导出.xlsx"))[0] == same


@dataclass(frozen=True)
class Told:
    """A file that is refused in whole, and every line with which it is."""

    make: Make
    lines: tuple[str, ...]
    options: tuple[str, ...] = ()

    def check(self, office: Office, folder: Path) -> None:
        """Try to import it."""
        result = CliRunner().invoke(cli, ["households", "import", str(self.make(folder)), *self.options])
        assert isinstance(result.exception, SystemExit), result.output
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.splitlines() == list(self.lines)
        assert office.homes() == ()


def sheets(**rows: Sequence[Row]) -> Make:
    """A workbook with these sheets."""

    def filled(workbook: Workbook) -> None:
        workbook.remove(workbook.worksheets[0])
        for title, lines in rows.items():
            sheet = workbook.create_sheet(title)
            for line in lines:
                sheet.append(line)

    return book(change=filled)


def beside(*tables: Sequence[Row]) -> list[Row]:
    """The tables next to each other, a blank column between them."""
    most = max(map(len, tables))
    wide = [[*table, *[("",) * len(table[0])] * (most - len(table))] for table in tables]
    return [[one for part in parts for one in (*part, None)] for parts in zip(*wide, strict=True)]


def hiding(row: int) -> Callable[[Workbook], None]:
    """A change that hides a row of the first sheet, as a filter does."""

    def change(workbook: Workbook) -> None:
        workbook.worksheets[0].row_dimensions[row].hidden = True

    return change
