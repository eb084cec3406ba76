"""The database as its users may rely on it, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import asyncio
import multiprocessing
import subprocess
import sys
from collections.abc import Awaitable, Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from tortoise.transactions import in_transaction

from storage import models
from storage.database import Conflict, Connection, Database, DatabaseUnreachable

Write = Callable[[Connection], Awaitable[object]]


async def add_unit(connection: Connection, code: str = "310116103001", name: str = "东村") -> None:
    await connection.execute("INSERT INTO units (code, name) VALUES ($1, $2)", code, name)


async def add_household(connection: Connection, number: int = 1) -> int:
    rows = await connection.fetch(
        "INSERT INTO households (code, unit_code, grp, number, head, joined_round, joined_on)"
        " VALUES ($1, '310116103001', 1, $2, '王芳', '2026-11', '2026-11-01') RETURNING id",
        f"1{number:03}",
        number,
    )
    household_id: int = rows[0]["id"]
    return household_id


async def add_entry(connection: Connection) -> int:
    """A unit, a household, a round and one entry; the entry's id."""
    await add_unit(connection)
    household_id = await add_household(connection)
    await connection.execute("INSERT INTO rulebook_versions VALUES ('h', 'town', '', 0)")
    rounds = await connection.fetch(
        "INSERT INTO rounds (unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms, current)"
        " VALUES ('310116103001', '2026-11', 2026, '2026-11-01', '2026-12-01', 'open', 'h', 0, 1) RETURNING id"
    )
    entries = await connection.fetch(
        "INSERT INTO entries (household_id, round_id, unit_code, item, points, at_ms, day, officer_name,"
        " source, reason, key) VALUES ($1, $2, '310116103001', '环1', -2, 0, '2026-11-03', '李四', 'chat', '',"
        " 'k') RETURNING id",
        household_id,
        rounds[0]["id"],
    )
    entry_id: int = entries[0]["id"]
    return entry_id


async def unit_names(database: Database) -> list[str]:
    async with database.reading() as connection:
        return [row["name"] for row in await connection.fetch("SELECT name FROM units ORDER BY code")]


async def test_a_block_that_ends_well_is_kept(database: Database) -> None:
    async with database.transaction() as connection:
        await add_unit(connection)
    assert await unit_names(database) == ["东村"]


async def test_a_block_that_fails_leaves_nothing_and_the_next_one_works(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction() as connection:
            await add_unit(connection)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.transaction() as connection:
        await add_unit(connection, name="西村")
    assert await unit_names(database) == ["西村"]


async def test_rows_are_read_by_name_and_touched_rows_are_counted(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute_many(
            "INSERT INTO units (code, name) VALUES ($1, $2)", [("1", "甲"), ("2", "乙"), ("3", "丙")]
        )
        assert await connection.execute("UPDATE units SET name = name || $1 WHERE code >= $2", "村", "2") == 2
        assert await connection.execute("UPDATE units SET name = 'x' WHERE code = $1", "9") == 0
        (row,) = await connection.fetch("SELECT name, code FROM units WHERE code = $1 OR code = $1", "2")
        assert dict(row) == {"name": "乙村", "code": "2"}
        assert await connection.execute("DELETE FROM units WHERE code <> $1", "1") == 2


async def test_a_statement_may_be_asked_for_how_many_rows_it_inserted(database: Database) -> None:
    insert = "INSERT INTO units (code, name) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    async with database.transaction() as connection:
        assert await connection.execute(insert, "1", "甲") == 1
        assert await connection.execute(insert, "1", "甲") == 0


async def change_entry(connection: Connection) -> None:
    await connection.execute("UPDATE entries SET points = 9 WHERE id = $1", await add_entry(connection))


async def delete_entry(connection: Connection) -> None:
    await connection.execute("DELETE FROM entries WHERE id = $1", await add_entry(connection))


async def same_unit_twice(connection: Connection) -> None:
    await add_unit(connection)
    await add_unit(connection)


async def same_unit_twice_in_bulk(connection: Connection) -> None:
    await connection.execute_many("INSERT INTO units (code, name) VALUES ($1, $2)", [("1", "甲"), ("1", "乙")])


async def same_unit_twice_with_returning(connection: Connection) -> None:
    await connection.fetch("INSERT INTO units (code, name) VALUES ('1', '甲'), ('1', '乙') RETURNING code")


async def household_without_its_unit(connection: Connection) -> None:
    await add_household(connection)


async def household_number_nought(connection: Connection) -> None:
    await add_unit(connection)
    await add_household(connection, number=0)


async def unit_without_a_name(connection: Connection) -> None:
    await connection.execute("INSERT INTO units (code, name) VALUES ('1', $1)", None)


async def second_current_round(connection: Connection) -> None:
    await add_entry(connection)
    await connection.execute(
        "INSERT INTO rounds (unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms, current)"
        " VALUES ('310116103001', '2026-12', 2026, '2026-12-01', '2027-01-01', 'open', 'h', 0, 1)"
    )


@pytest.mark.parametrize(
    ("write", "kind"),
    [
        (same_unit_twice, "unique"),
        (same_unit_twice_in_bulk, "unique"),
        (same_unit_twice_with_returning, "unique"),
        (second_current_round, "unique"),
        (household_number_nought, "check"),
        (household_without_its_unit, "foreign-key"),
        (unit_without_a_name, "not-null"),
        (change_entry, "trigger"),
        (delete_entry, "trigger"),
    ],
)
async def test_what_the_schema_refuses_is_a_conflict(database: Database, write: Write, kind: str) -> None:
    with pytest.raises(Conflict) as refused:
        async with database.transaction() as connection:
            await write(connection)
    assert refused.value.kind == kind
    assert await unit_names(database) == []


async def test_models_see_and_share_the_transaction(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction() as connection:
            await add_unit(connection)
            unit = await models.Unit.get(name="东村")
            await models.Household.create(
                code="1", unit=unit, grp=1, number=1, head="王芳", joined_round="2026-11", joined_on="2026-11-01"
            )
            assert [row["head"] for row in await connection.fetch("SELECT head FROM households")] == ["王芳"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.reading():
        assert await models.Household.all().count() == 0


async def test_a_savepoint_of_tortoise_undoes_its_own_part_only(database: Database) -> None:
    async def fail() -> None:
        async with in_transaction():
            await models.Unit.create(code="2", name="西村")
            raise ZeroDivisionError

    async with database.transaction() as connection:
        await add_unit(connection)
        with pytest.raises(ZeroDivisionError):
            await fail()
        async with in_transaction(), in_transaction():
            await models.Unit.create(code="3", name="南村")
    assert sorted(await unit_names(database)) == ["东村", "南村"]


async def test_reading_is_one_moment_and_waits_for_no_writer(database: Database) -> None:
    async with database.reading() as reader:
        assert len(await reader.fetch("SELECT code FROM units")) == 0

        async def write() -> None:
            async with database.transaction() as connection:
                await add_unit(connection)

        await asyncio.create_task(write())
        assert len(await reader.fetch("SELECT code FROM units")) == 0
    assert await unit_names(database) == ["东村"]


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"):
        async with database.reading() as connection:
            await add_unit(connection)
    assert await unit_names(database) == []


async def test_a_transaction_within_a_transaction_is_a_mistake_and_not_a_hang(database: Database) -> None:
    with pytest.raises(RuntimeError, match="open already"):
        async with database.transaction(), database.transaction():
            pass
    async with database.transaction() as connection:
        await add_unit(connection)


async def test_what_one_task_opened_many_tasks_use(database_url: str) -> None:
    database = await asyncio.create_task(Database.open(database_url))

    async def add(number: int) -> None:
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO units (code, name) VALUES ($1, $2)", f"{number:02}", f"{number}村")
            assert await models.Unit.filter(code=f"{number:02}").exists()

    await asyncio.gather(*(add(number) for number in range(20)))
    assert len(await unit_names(database)) == 20
    await database.close()


async def test_a_closed_database_stays_closed(database_url: str) -> None:
    database = await Database.open(database_url)
    await database.close()
    await database.close()
    with pytest.raises(DatabaseUnreachable):
        async with database.transaction():
            pass
    with pytest.raises(DatabaseUnreachable):
        async with database.reading():
            pass


async def test_one_kind_after_the_other_in_one_process(sqlite_url: str, postgres_url: str) -> None:
    for number, url in enumerate((sqlite_url, postgres_url, sqlite_url)):
        database = await Database.open(url)
        async with database.transaction():
            await models.Unit.create(code=str(number), name=f"{number}村")
            assert await models.Unit.filter(name__icontains="村").exists()
        await database.close()


async def test_both_kinds_at_once(sqlite_database: Database, postgres_database: Database) -> None:
    async with sqlite_database.transaction() as one, postgres_database.transaction() as other:
        await add_unit(one)
        await add_unit(other)
        assert (one.dialect, other.dialect) == ("sqlite", "postgres")
    assert await unit_names(sqlite_database) == await unit_names(postgres_database) == ["东村"]


def _read_then_write(url: str, times: int, start: Barrier) -> None:
    async def once(database: Database) -> None:
        async with database.transaction() as connection:
            (row,) = await connection.fetch("SELECT chat_id FROM prompts WHERE token = 't'")
            await connection.execute("UPDATE prompts SET chat_id = $1 WHERE token = 't'", row["chat_id"] + 1)

    async def work() -> None:
        database = await Database.open(url)
        try:
            start.wait()
            for _ in range(times):
                await once(database)
        finally:
            await database.close()

    asyncio.run(work())


async def test_two_processes_that_read_before_they_write_lose_nothing(
    sqlite_url: str, sqlite_database: Database
) -> None:
    times = 100
    async with sqlite_database.transaction() as connection:
        await connection.execute(
            "INSERT INTO prompts (token, kind, chat_id, payload, made_ms) VALUES ('t', 'x', 0, '', 0)"
        )
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    workers = [context.Process(target=_read_then_write, args=(sqlite_url, times, start)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        await asyncio.to_thread(worker.join)
    async with sqlite_database.reading() as connection:
        (row,) = await connection.fetch("SELECT chat_id FROM prompts")
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert row["chat_id"] == 2 * times


async def test_two_databases_on_one_file_take_turns(sqlite_url: str) -> None:
    first, second = await Database.open(sqlite_url), await Database.open(sqlite_url)

    async def add(database: Database, number: int) -> None:
        async with database.transaction() as connection:
            await connection.fetch("SELECT count(*) FROM units")
            await connection.execute("INSERT INTO units (code, name) VALUES ($1, $1)", str(number))

    await asyncio.gather(*(add(database, n) for n, database in enumerate([first, second] * 30)))
    assert len(await unit_names(first)) == 60
    await first.close()
    await second.close()


async def test_settings_that_keep_what_was_acknowledged(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as connection:
        pragmas: dict[str, tuple[object, ...]] = {
            name: tuple((await connection.fetch(f"PRAGMA {name}"))[0])  # type: ignore[arg-type]  # sqlite3.Row
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    full = 2
    assert pragmas == {
        "journal_mode": ("wal",),
        "synchronous": (full,),
        "foreign_keys": (1,),
        "busy_timeout": (5000,),
    }


def test_a_process_ends_after_close(database_url: str) -> None:
    program = """
import asyncio, sys
from storage.database import Database
async def main():
    database = await Database.open(sys.argv[1])
    async with database.reading() as connection:
        print(len(await connection.fetch("SELECT code FROM units")))
    await database.close()
asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", program, database_url], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "0\n", "")


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    database = await Database.open("sqlite://var/新 库/jifen.db")
    await database.close()
    assert (tmp_path / "var" / "新 库" / "jifen.db").exists()


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
