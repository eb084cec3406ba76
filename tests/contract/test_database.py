"""The database as its users may rely on it, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import asyncio

import pytest
from tortoise.transactions import in_transaction

from storage import models
from storage.database import Conflict, Database, DatabaseUnreachable
from tests.contract.rows import add_unit, unit_names
from tests.keys import KEY


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


async def test_many_rows_keep_their_order_whatever_is_there_already(database: Database) -> None:
    rows = [(f"{place:03}", f"{place}村") for place in range(127)]
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO units (code, name) VALUES ('007', '原来的')")
        await connection.execute_many(
            "INSERT INTO units (code, name) VALUES ($1, (SELECT $2 || '里')) ON CONFLICT (code) DO NOTHING", rows
        )
        found = await connection.fetch("SELECT code, name FROM units ORDER BY code")
    wanted = [(code, "原来的" if code == "007" else f"{name}里") for code, name in rows]
    assert [(row["code"], row["name"]) for row in found] == wanted


async def test_one_of_many_rows_that_clashes_stops_them_all(database: Database) -> None:
    rows = [(str(place % 120), "村") for place in range(127)]
    with pytest.raises(Conflict):
        async with database.transaction() as connection:
            await connection.execute_many("INSERT INTO units (code, name) VALUES ($1, $2)", rows)
    assert await unit_names(database) == []


async def test_a_statement_may_be_asked_for_how_many_rows_it_inserted(database: Database) -> None:
    insert = "INSERT INTO units (code, name) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    async with database.transaction() as connection:
        assert await connection.execute(insert, "1", "甲") == 1
        assert await connection.execute(insert, "1", "甲") == 0


async def test_models_see_and_share_the_transaction(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction() as connection:
            await add_unit(connection)
            unit = await models.Unit.get(name="东村")
            await models.Officer.create(
                unit_code=unit.code, role="assessor", name="周美华", status="invited", invited_ms=0
            )
            assert [row["name"] for row in await connection.fetch("SELECT name FROM officers")] == ["周美华"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.reading():
        assert await models.Officer.all().count() == 0


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
    database = await asyncio.create_task(Database.open(database_url, KEY))

    async def add(number: int) -> None:
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO units (code, name) VALUES ($1, $2)", f"{number:02}", f"{number}村")
            assert await models.Unit.filter(code=f"{number:02}").exists()

    await asyncio.gather(*(add(number) for number in range(20)))
    assert len(await unit_names(database)) == 20
    await database.close()


async def test_a_closed_database_stays_closed(database_url: str) -> None:
    database = await Database.open(database_url, KEY)
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
        database = await Database.open(url, KEY)
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
