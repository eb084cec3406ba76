"""Schemas: applied once whoever comes first, refused when they do not fit, and the same as the models."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from tortoise.models import Model

from storage import database as databases
from storage import migrate as migrations
from storage.database import Database, Dialect
from storage.migrate import Migration, SchemaMismatch, is_current, known, migrate
from storage.models import every as models
from tests.keys import KEY

_COLUMNS = {
    "sqlite": 'SELECT m.name AS tbl, c.name AS col, c."notnull" = 0 AS nullable, c.type AS type'
    " FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
    "postgres": "SELECT table_name AS tbl, column_name AS col, is_nullable = 'YES' AS nullable, data_type AS type"
    " FROM information_schema.columns WHERE table_schema = 'public'",
}
_KINDS = {"INTEGER": "number", "bigint": "number", "TEXT": "text", "text": "text"}

Column = tuple[str, str, bool, str]
"""Table, column, nullable, kind."""


async def columns_of(database: Database) -> set[Column]:
    async with database.reading() as connection:
        rows = await connection.fetch(_COLUMNS[database.dialect])
    return {(row["tbl"], row["col"], bool(row["nullable"]), _KINDS[row["type"]]) for row in rows}


@pytest.fixture
async def described(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """A database with every table's model."""
    monkeypatch.setattr(databases, "MODELS", models.__name__)
    database = await Database.open(database_url, KEY)
    yield database
    await database.close()


def columns_of_models() -> set[Column]:
    return {
        (
            model._meta.db_table,
            model._meta.fields_db_projection[name],
            field.null,
            "text" if field.field_type is str else "number",
        )
        for model in vars(models).values()
        if isinstance(model, type) and issubclass(model, Model) and model is not Model
        for name, field in model._meta.fields_map.items()
        if name in model._meta.fields_db_projection
    }


def later(dialect: Dialect, *more: Migration) -> tuple[Migration, ...]:
    return (*known(dialect), *more)


async def test_a_new_database_gets_everything_once(blank: Database) -> None:
    assert not await is_current(blank)
    assert await migrate(blank) == [file.name for file in known(blank.dialect)]
    assert await is_current(blank)
    assert await migrate(blank) == []


async def test_two_that_start_at_once_apply_it_once(blank_url: str) -> None:
    databases = [await Database.open(blank_url, KEY) for _ in range(4)]
    applied = await asyncio.gather(*map(migrate, databases))
    assert sorted(applied) == [[], [], [], [file.name for file in known(databases[0].dialect)]]
    for database in databases:
        await database.close()


async def test_a_later_file_is_added_and_keeps_the_rows(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO units (code, name) VALUES ('1', '东村')")
    second = Migration("0100_more.sql", "ALTER TABLE units ADD COLUMN more TEXT;\n\nCREATE TABLE extra (id TEXT);\n")
    after = later(database.dialect, second)
    monkeypatch.setattr(migrations, "known", lambda _: after)
    assert not await is_current(database)
    assert await migrate(database) == ["0100_more.sql"]
    async with database.reading() as connection:
        assert [dict(row) for row in await connection.fetch("SELECT * FROM units")] == [
            {"code": "1", "name": "东村", "more": None}
        ]


async def test_a_file_that_fails_leaves_the_schema_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await columns_of(database)
    broken = Migration("0101_broken.sql", "CREATE TABLE extra (id TEXT);\nCREATE TABLE units (id TEXT);\n")
    after = later(database.dialect, Migration("0100_fine.sql", "CREATE TABLE fine (id TEXT);\n"), broken)
    monkeypatch.setattr(migrations, "known", lambda _: after)
    with pytest.raises(Exception, match="units"):
        await migrate(database)
    assert await columns_of(database) == before


_AN_ORDER = """
units (code, name) VALUES ('1', '东村')
households (code, unit_code, grp, number, head, joined_round, joined_on) VALUES ('2', '1', 1, 1, '王', '', '2026-09-01')
goods (unit_code, number, name, price) VALUES ('1', 1, '大米', 60)
orders (phone, household_id, goods_id, quantity, code, made_ms, expires_ms) VALUES ('+1', 1, 1, 2, '4821', 0, 1)
"""


async def test_orders_that_wait_get_the_price_of_their_goods(blank: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        files = tuple(file for file in known(blank.dialect) if file.name < "0009")
        before.setattr(migrations, "known", lambda _: files)
        await migrate(blank)
    async with blank.transaction() as connection:
        for row in _AN_ORDER.split("\n")[1:-1]:
            await connection.execute(f"INSERT INTO {row}")
    assert await migrate(blank) == [file.name for file in known(blank.dialect) if file.name >= "0009"]
    async with blank.reading() as connection:
        assert [row["price"] for row in await connection.fetch("SELECT price FROM orders")] == [60]


async def test_a_database_from_newer_code_is_refused(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO migrations (name, hash) VALUES ('0999_future.sql', 'x')")
    assert not await is_current(database)
    with pytest.raises(SchemaMismatch, match="0999_future"):
        await migrate(database)


async def test_an_edited_file_is_refused(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute("UPDATE migrations SET hash = 'other'")
    assert not await is_current(database)
    with pytest.raises(SchemaMismatch, match="0001_first"):
        await migrate(database)


async def test_models_and_schema_say_the_same(described: Database) -> None:
    schema = {column for column in await columns_of(described) if column[0] != "migrations"}
    assert columns_of_models() == schema


async def test_every_model_can_be_queried(described: Database) -> None:
    async with described.reading():
        for model in vars(models).values():
            if isinstance(model, type) and issubclass(model, Model) and model is not Model:
                row = await model.all().order_by(model._meta.pk_attr).first()
                assert row is None or model is models.CipherKey


async def test_both_schemas_are_the_same(sqlite_database: Database, postgres_database: Database) -> None:
    assert await columns_of(sqlite_database) == await columns_of(postgres_database)


async def test_claiming_reads_the_queue_in_order_from_its_index(sqlite_database: Database) -> None:
    async with sqlite_database.reading() as connection:
        (plan,) = await connection.fetch(
            "EXPLAIN QUERY PLAN SELECT id FROM outbox WHERE state = 'queued' AND queue = $1"
            " ORDER BY urgent DESC, due_ms, id LIMIT 10",
            "sms",
        )
    assert "outbox_to_claim" in plan["detail"]


async def test_numbers_of_entries_are_never_used_again(sqlite_database: Database) -> None:
    async with sqlite_database.reading() as connection:
        rows = await connection.fetch("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
    assert {row["name"] for row in rows} >= {"entries", "outbox", "claims"}
