"""Where a database is: addresses that lead to one, and those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database, DatabaseUnreachable


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    database = await Database.open("sqlite://var/新 库/jifen.db")
    await database.close()
    assert (tmp_path / "var" / "新 库" / "jifen.db").exists()


async def test_a_file_that_is_not_there_is_made_only_on_purpose(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match="请先运行 jifen init"):
        await Database.open(f"sqlite://{tmp_path}/var/jifen.db", create=False)
    assert not (tmp_path / "var").exists()


async def test_a_question_mark_in_a_name_is_written_as_in_any_address(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite://{tmp_path}/what%3F.db")
    await database.close()
    assert (tmp_path / "what?.db").exists()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "jifen.db",
        "mysql://root:secret@localhost/jifen",
        "sqlite://",
        "sqlite://:memory:",
        "sqlite:///dev/null/jifen.db",
        "sqlite:///proc/jifen.db",
        "sqlite:///tmp/what?/jifen.db",
        "postgres://jifen:secret@127.0.0.1:1/jifen",
        "postgres://jifen:secret@127.0.0.1:port/jifen",
        "postgres://jifen:secret@[::1/jifen",
        "postgres://jifen:secret@nowhere.invalid/jifen",
    ],
)
async def test_an_address_that_leads_nowhere_is_told_in_one_line_without_the_password(url: str) -> None:
    with pytest.raises(DatabaseUnreachable) as refused:
        await Database.open(url)
    message = str(refused.value)
    assert message
    assert "\n" not in message
    assert "secret" not in message


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "jifen.db"
    file.write_text("not a database" * 100)
    with pytest.raises(DatabaseUnreachable):
        await Database.open(f"sqlite://{file}")


async def test_a_database_or_password_that_the_server_does_not_know(postgres_url: str) -> None:
    with pytest.raises(DatabaseUnreachable):
        await Database.open(postgres_url.replace("?", "_missing?", 1) if "?" in postgres_url else postgres_url + "x")
