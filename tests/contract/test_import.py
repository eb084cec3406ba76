"""``jifen households import`` from the file to the database, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands.households import households
from app.commands.init import init
from storage.database import Database
from storage.kin import SqlKin
from storage.roster import SqlRoster
from storage.rounds import SqlRounds
from tests.keys import KEY

HEADER = "单位,组,号,户主,电话,亲属\n"
UNIT = "310116103208"


class Desk:
    """A person at the command line, with one roster file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def imports(self, text: str, *options: str) -> Result:
        """Write the file and import it."""
        self.file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(households, ["import", str(self.file), *options])

    def done(self, text: str, *options: str) -> list[str]:
        """Import what must be accepted; what was printed."""
        result = self.imports(text, *options)
        assert result.exit_code == 0, result.output
        return result.stdout.splitlines()


@pytest.fixture
def desk(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("JIFEN_DATABASE_URL", database_url)
    result = CliRunner().invoke(init)
    assert result.exit_code == 0, result.output
    return Desk(tmp_path / "roster.csv")


async def stored(url: str) -> dict[str, tuple[str, str, list[str], set[str]]]:
    """Code, head, phones and kin of every household of the unit, by group and number."""
    database = await Database.open(url, KEY)
    try:
        async with database.reading() as connection:
            roster = SqlRoster(connection)
            homes = await roster.of_unit(UNIT)
            phones, kin = await roster.phones_of_unit(UNIT), await SqlKin(connection).of_unit(UNIT)
    finally:
        await database.close()
    codes = {home.id: home.code for home in homes}
    return {
        f"{home.group}-{home.number}": (
            home.code,
            home.head,
            phones.get(home.id, []),
            {codes[other] for other in kin.get(home.id, ())},
        )
        for home in homes
    }


async def scored(url: str) -> list[int]:
    """The open round's scores in the unit."""
    database = await Database.open(url, KEY)
    try:
        async with database.reading() as connection:
            round_ = await SqlRounds(connection).current(UNIT)
            assert round_ is not None
            rows = await connection.fetch("SELECT score FROM scores WHERE round_id = $1", round_.id)
    finally:
        await database.close()
    return [row["score"] for row in rows]


TWO = HEADER + "秦望村,3,12,王建国,13800000001;13800000002,3-13\n秦望村,3,13,李四,,\n"


def test_households_get_codes_phones_kin_and_a_place_in_the_round(desk: Desk, database_url: str) -> None:
    assert desk.done(TWO) == ["新增 2 户，更改 0 户，不变 0 户"]
    assert asyncio.run(stored(database_url)) == {
        "3-12": ("10008", "王建国", ["+8613800000001", "+8613800000002"], {"10019"}),
        "3-13": ("10019", "李四", [], {"10008"}),
    }
    assert len(asyncio.run(scored(database_url))) == 2


def test_the_same_file_again_changes_nothing(desk: Desk, database_url: str) -> None:
    desk.done(TWO)
    before = asyncio.run(stored(database_url))
    assert desk.done(TWO) == ["新增 0 户，更改 0 户，不变 2 户"]
    assert asyncio.run(stored(database_url)) == before


def test_a_bad_row_keeps_every_row_out(desk: Desk, database_url: str) -> None:
    result = desk.imports(TWO + "秦望村,3,14,,12,\n")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "第 4 行：没写户主；电话“12”不是电话号码。\n"
    assert asyncio.run(stored(database_url)) == {}


def test_a_dry_run_lists_what_it_would_change_and_stores_nothing(desk: Desk, database_url: str) -> None:
    desk.done(TWO)
    before = asyncio.run(stored(database_url))
    changed = TWO.replace("王建国", "王建军").replace(";13800000002", "")
    assert desk.done(changed, "--dry-run") == [
        "3-12 户主 王建国 → 王建军",
        "3-12 电话 138****0001、138****0002 → 138****0001",
        "新增 0 户，更改 1 户，不变 1 户（试运行，没有存入）",
    ]
    assert asyncio.run(stored(database_url)) == before


def test_a_real_run_lists_what_it_changed_as_a_dry_run_does(desk: Desk) -> None:
    desk.done(TWO)
    changed = TWO.replace("王建国", "王建军").replace(";13800000002", "")
    tried = desk.done(changed, "--dry-run")
    assert desk.done(changed) == [*tried[:-1], "新增 0 户，更改 1 户，不变 1 户"]


def test_a_row_put_in_above_the_others_moves_nobodys_points(desk: Desk, database_url: str) -> None:
    desk.done(TWO)
    before = asyncio.run(stored(database_url))
    result = desk.imports(HEADER + "秦望村,3,12,新户,,\n秦望村,3,13,王建国,13800000001,\n秦望村,3,14,李四,,\n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "王建国原来在 3-12，表里写在 3-13" in result.stderr
    assert "jifen households export" in result.stderr
    assert asyncio.run(stored(database_url)) == before


def test_a_household_that_the_sheet_lacks_is_named_and_stays(desk: Desk, database_url: str) -> None:
    desk.done(TWO)
    result = desk.imports("单位,组,号,户主,电话\n秦望村,3,13,李四,\n")
    assert result.stderr == "注意：名单里没有 3-12 王建国，迁出请发 /hu 迁出 3-12 原因\n"
    assert len(asyncio.run(stored(database_url))) == 2


def test_households_change_places_and_lose_their_kin_and_phones(desk: Desk, database_url: str) -> None:
    desk.done(TWO)
    header = HEADER.replace("\n", ",户码\n")
    swapped = header + "秦望村,3,13,王建国,,,10008\n秦望村,3,12,李四,13800000009,,10019\n"
    assert desk.done(swapped)[-1] == "新增 0 户，更改 2 户，不变 0 户"
    assert asyncio.run(stored(database_url)) == {
        "3-13": ("10008", "王建国", [], set()),
        "3-12": ("10019", "李四", ["+8613800000009"], set()),
    }


def test_a_column_that_is_absent_changes_nothing(desk: Desk, database_url: str) -> None:
    desk.done(TWO)
    assert desk.done("单位,组,号,户主,电话\n秦望村,3,13,李五,\n") == [
        "3-13 户主 李四 → 李五",
        "新增 0 户，更改 1 户，不变 0 户",
    ]
    assert asyncio.run(stored(database_url))["3-13"] == ("10019", "李五", [], {"10008"})


def test_columns_that_a_roster_does_not_know_are_noted(desk: Desk) -> None:
    result = desk.imports("单位,组,号,户主,电话,备注\n秦望村,3,13,李四,,低保\n")
    assert (result.exit_code, result.stderr) == (0, "注意：没有用到的列：备注\n")
