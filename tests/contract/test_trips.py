"""What is put off or read ahead within a transaction is as if it were done or asked at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import pytest
from tortoise.transactions import in_transaction

from storage import models
from storage.alone import alone
from storage.database import Conflict, Connection, Database
from storage.engine.contract import PutOffFailed, Query
from tests.contract.rows import add_unit, unit_names

_NAMES: Final[Query] = ("SELECT name FROM units ORDER BY code", ())
_ADD: Final = "INSERT INTO units (code, name) VALUES ($1, $2)"
_LOCK: Final[Query] = ("SELECT name FROM units FOR UPDATE", ())


async def _names(connection: Connection) -> list[str]:
    sql, args = _NAMES
    return [row["name"] for row in await connection.fetch(sql, *args)]


async def _rename(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute("UPDATE units SET name = '西村'")


async def test_what_a_model_wrote_is_read_and_not_what_was_read_ahead(database: Database) -> None:
    async with database.transaction() as connection:
        await add_unit(connection)
        await connection.ahead(_NAMES)
        await models.Unit.filter(name="东村").update(name="西村")
        assert await _names(connection) == ["西村"]


async def test_a_model_that_is_made_or_deleted_is_known_at_once(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.ahead(_NAMES)
        await models.Unit.create(code="1", name="东村")
        assert await _names(connection) == ["东村"]
        await connection.ahead(_NAMES)
        await models.Unit.filter(code="1").delete()
        assert await _names(connection) == []


async def _share(connection: Connection) -> None:
    await connection.fetch("SELECT code FROM units FOR SHARE")


async def _advise(connection: Connection) -> None:
    await alone(connection, "village")


@pytest.mark.parametrize("wait", [_share, _advise])
async def test_who_has_waited_for_others_reads_what_they_wrote(
    postgres_database: Database, wait: Callable[[Connection], Awaitable[None]]
) -> None:
    async with postgres_database.transaction() as connection:
        await add_unit(connection)
    async with postgres_database.transaction() as connection:
        await connection.ahead(_NAMES)
        await asyncio.create_task(_rename(postgres_database))
        await wait(connection)
        assert await _names(connection) == ["西村"]


async def test_what_was_read_before_a_lock_is_read_again_after_it(postgres_database: Database) -> None:
    """The lock may have been taken with the reading, and waited for."""
    async with postgres_database.transaction() as connection:
        await add_unit(connection)
    async with postgres_database.transaction() as connection:
        await connection.ahead(_NAMES)
        await asyncio.create_task(_rename(postgres_database))
        sql, args = _LOCK
        connection.foresee(_LOCK, await connection.stored.fetch(sql, *args))
        connection.foresee(_NAMES, [{"name": "东村"}])
        assert [row["name"] for row in await connection.fetch(sql, *args)] == ["西村"]
        assert await _names(connection) == ["西村"]


async def _put_off(database: Database, *, asked: bool) -> None:
    """A village whose code is there already."""
    async with database.transaction() as connection:
        await add_unit(connection, "1")
        await connection.later("unit", _ADD, "1", "西村")
        if asked:
            await connection.fetch("SELECT 1")


@pytest.mark.parametrize("asked", [True, False])
async def test_what_fails_of_a_write_put_off_is_no_clash_of_the_next_statement(database: Database, asked: bool) -> None:
    """Who expects a clash of its own would take another's mistake for it."""
    with pytest.raises(PutOffFailed, match="units") as failed:
        await _put_off(database, asked=asked)
    assert not isinstance(failed.value, Conflict)
    assert await unit_names(database) == []


async def test_what_is_put_off_belongs_to_the_savepoint_in_which_it_was(database: Database) -> None:
    async def fail(connection: Connection) -> None:
        async with in_transaction():
            await connection.later("inner", _ADD, "2", "西村")
            raise ZeroDivisionError

    async with database.transaction() as connection:
        await connection.later("outer", _ADD, "1", "东村")
        with pytest.raises(ZeroDivisionError):
            await fail(connection)
        async with in_transaction():
            await connection.later("inner", _ADD, "3", "南村")
            assert await models.Unit.filter(code="3").exists()
    assert await unit_names(database) == ["东村", "南村"]
