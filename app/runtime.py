"""What every command of the program needs: settings, clock, database, rulebooks. Built here and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto

from app import town as towns
from app.clock import Clock, SystemClock
from app.keys import open_database
from app.settings import Settings
from app.town import LoadedTown
from domain.model.errors import Refused
from domain.ports.store import Store
from domain.work import Work
from storage.book_versions import store_version, stored_versions
from storage.database import Database
from storage.migrate import check_schema, is_current, is_fresh, migrate
from storage.store import SqlTransactions
from storage.units import store_units


@dataclass(frozen=True, slots=True)
class Runtime:
    """The program with its database open."""

    settings: Settings
    clock: Clock
    town: LoadedTown
    database: Database
    transactions: SqlTransactions

    def work(self, store: Store, unit: str, key: str = "cli") -> Work:
        """What the domain's use cases are given, about one unit, as of now."""
        return Work(store, self.town, unit, self.clock.now(), key)


class Schema(Enum):
    """What may be done to a database whose schema is not this program's."""

    AS_IT_IS = auto()
    UPGRADED = auto()
    """An older one is brought up to date; where there is none, somebody is in the wrong folder."""
    MADE = auto()
    """Where there is none it is made."""


@asynccontextmanager
async def open_runtime(
    settings: Settings, clock: Clock | None = None, schema: Schema = Schema.AS_IT_IS
) -> AsyncIterator[Runtime]:
    """Open everything.

    Raises RulebookRefused, DatabaseUnreachable, SchemaMismatch, and Refused("not-initialised" or "older-database") when
    the schema is not current and may not be made so; of the key's file what ``open_database`` raises.
    """
    clock = clock or SystemClock(settings.zone)
    # A database is not made for a town whose book is refused.
    made_for = towns.load(settings.rulebook) if schema is Schema.MADE else None
    database = await open_database(settings, create=schema is Schema.MADE, upgrade=schema is not Schema.AS_IT_IS)
    try:
        current = await is_current(database)
        if not current:
            await _check_upgrade(database, schema)
        town = made_for or towns.load(settings.rulebook, await _accepted(database) if current else ())
        if schema is not Schema.AS_IT_IS:
            await _bring_up_to_date(database, town, clock)
        books = {one.hash: one.book for one in town.books.values()}  # and what is known about them
        yield Runtime(settings, clock, town, database, SqlTransactions(database, settings.zone, books))
    finally:
        await database.close()


async def _check_upgrade(database: Database, schema: Schema) -> None:
    """Whether the schema, which is not this program's, may be made so."""
    fresh = await is_fresh(database)
    if schema is Schema.MADE or (schema is Schema.UPGRADED and not fresh):
        return
    await check_schema(database)
    raise Refused("not-initialised" if fresh else "older-database")


async def _bring_up_to_date(database: Database, town: LoadedTown, clock: Clock) -> None:
    await migrate(database)
    async with database.transaction() as connection:
        await store_units(connection, town.units)
        for book in {one.hash: one for one in town.books.values()}.values():
            await store_version(connection, book, clock.now())


async def _accepted(database: Database) -> Collection[str]:
    """Books that were tried in full when the server or ``jifen init`` first started with them, or a round began.

    A program that brings another schema tries them again, and so do ``jifen init`` and ``jifen doctor``.
    """
    async with database.reading() as connection:
        return await stored_versions(connection)
