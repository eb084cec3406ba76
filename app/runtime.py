"""What every command of the program needs: settings, clock, database, rulebooks. Built here and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from app import town as towns
from app.clock import Clock, SystemClock
from app.settings import Settings
from app.town import LoadedTown
from domain.errors import Refused
from storage.database import Database
from storage.migrate import is_current, migrate
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


@asynccontextmanager
async def open_runtime(settings: Settings, clock: Clock | None = None, create: bool = False) -> AsyncIterator[Runtime]:
    """Open everything; ``create`` brings the schema up to date first.

    Raises RulebookRefused, DatabaseUnreachable, and Refused("not-initialised") when the schema is not current.
    """
    clock = clock or SystemClock(settings.zone)
    town = towns.load(_rulebook(settings))
    database = await Database.open(settings.database_url.get_secret_value())
    try:
        if create:
            await migrate(database)
            async with database.transaction() as connection:
                await store_units(connection, town.units)
        elif not await is_current(database):
            raise Refused("not-initialised")
        yield Runtime(settings, clock, town, database, SqlTransactions(database, settings.zone))
    finally:
        await database.close()


def _rulebook(settings: Settings) -> Path:
    """The rulebook file; one that lies beside the program is found from any folder."""
    shipped = Path(__file__).parent.parent / settings.rulebook
    try:
        return shipped if not settings.rulebook.exists() and shipped.exists() else settings.rulebook
    except OSError:  # no name of a file, or not ours to look at: reading it says so
        return settings.rulebook
