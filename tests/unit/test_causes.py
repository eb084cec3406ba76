"""What a command says when the database takes nothing: one line, with the cause where the driver tells it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.terminal.command import command
from domain.ports.store import Unavailable

Fail = Callable[[Path], Any]


def full(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA max_page_count = 1")
        database.execute("CREATE TABLE t (words TEXT)")


def read_only(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA query_only = ON")
        database.execute("CREATE TABLE t (words TEXT)")


def locked(file: Path) -> None:
    with closing(sqlite3.connect(file)) as first, closing(sqlite3.connect(file, timeout=0)) as second:
        first.execute("BEGIN EXCLUSIVE")
        second.execute("BEGIN IMMEDIATE")


def no_database(file: Path) -> None:
    file.write_bytes(b"not one" * 1000)
    with closing(sqlite3.connect(file)) as database:
        database.execute("SELECT 1 FROM t")


def of_no_known_kind(_file: Path) -> None:
    raise Unavailable("away")


def wrapped(file: Path) -> None:
    try:
        full(file)
    except sqlite3.Error as error:
        raise Unavailable("away") from error


SAID = {
    full: "磁盘满了",
    wrapped: "磁盘满了",
    read_only: "文件只能读、不能写",
    locked: "被别的程序锁住了",
    no_database: "文件不是数据库，或者坏了",
    of_no_known_kind: "连不上、磁盘满了或被锁住了",
}


def ended(fail: Fail, file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """How a command ends in which that happens."""

    @command
    async def main(_settings: object) -> None:
        fail(file)

    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1
    return capsys.readouterr().err


@pytest.mark.parametrize("fail", SAID)
def test_the_cause_is_said_in_one_line(fail: Fail, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ended(fail, tmp_path / "t.db", capsys)
    assert said == f"没有办成，数据库写不进去：{SAID[fail]}。弄好以后再办一次。\n"


def test_a_file_that_is_not_there_is_no_outage_of_the_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "程序出错了" in ended(lambda file: file.read_text(), tmp_path / "nothing", capsys)
