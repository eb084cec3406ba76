"""Rosters that are imported through the command line: what is read of one, or how it is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.cli import cli
from storage.database import Database
from storage.roster import SqlRoster
from tests.contract.untidy import FIRST, SECOND, Make, book, roster
from tests.keys import KEY

UNIT = "310116103208"
WANG, LI = ("3-12 王建国", "+8613800000001"), ("3-13 李四", "+862157212345")


@dataclass(frozen=True)
class Read:
    """A file that is taken in: its households with their phones, and what is noted."""

    make: Make
    notes: tuple[str, ...] = ()
    homes: tuple[tuple[str, ...], ...] = (WANG, LI)

    def check(self, office: str, folder: Path) -> None:
        """Import it."""
        result = CliRunner().invoke(cli, ["households", "import", str(self.make(folder))])
        assert result.exception is None, result.output
        assert result.stderr.splitlines() == [f"注意：{note}" for note in self.notes]
        assert asyncio.run(_stored(office)) == self.homes


@dataclass(frozen=True)
class Told:
    """A file that is refused in whole, and every line with which it is."""

    make: Make
    lines: tuple[str, ...]

    def check(self, office: str, folder: Path) -> None:
        """Try to import it."""
        result = CliRunner().invoke(cli, ["households", "import", str(self.make(folder))])
        assert isinstance(result.exception, SystemExit), result.output
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.splitlines() == list(self.lines)
        assert asyncio.run(_stored(office)) == ()


def on_sheet(change: Callable[[Worksheet], object]) -> Make:
    """A workbook with two households, and a change to its sheet."""

    def changed(workbook: Workbook) -> None:
        change(workbook.worksheets[0])

    return roster(changed)


def cell(address: str, value: str | datetime) -> Make:
    """A workbook with two households, and one cell of it."""

    def changed(sheet: Worksheet) -> None:
        sheet[address] = value

    return on_sheet(changed)


def head_row(*cells: object) -> Make:
    """A workbook with those columns."""
    return book(cells, FIRST, SECOND)


@pytest.fixture
def office(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty town's database."""
    monkeypatch.setenv("JIFEN_DATABASE_URL", sqlite_url)
    assert CliRunner().invoke(cli, ["init"]).exit_code == 0
    return sqlite_url


async def _stored(url: str) -> tuple[tuple[str, ...], ...]:
    """Place and head of every household with its phones."""
    database = await Database.open(url, KEY)
    try:
        async with database.reading() as connection:
            roster_ = SqlRoster(connection)
            homes, phones = await roster_.of_unit(UNIT), await roster_.phones_of_unit(UNIT)
    finally:
        await database.close()
    return tuple((f"{home.group}-{home.number} {home.head}", *phones.get(home.id, ())) for home in homes)
