"""Examinations that read the database of this program."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps

from app.doctor.finding import Finding, Grade
from app.keys import open_database
from app.settings import Settings
from domain.model.errors import Refused
from storage.database import Connection, DatabaseUnreachable
from storage.migrate import is_current

Examine = Callable[[Settings], Awaitable[Finding]]


def reading(about: str) -> Callable[[Callable[[Settings, Connection], Awaitable[Finding]]], Examine]:
    """An examination of that, given the database to read; where there is none, nothing can be seen."""

    def decorate(examine: Callable[[Settings, Connection], Awaitable[Finding]]) -> Examine:
        @wraps(examine)
        async def examined(settings: Settings) -> Finding:
            async with _opened(settings) as connection:
                if connection is None:
                    return Finding(Grade.UNUSED, f"{about}：数据库没有准备好，看不出来")
                return await examine(settings, connection)

        return examined

    return decorate


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Connection | None]:
    """The database of this program, to be read; None where there is none."""
    try:
        database = await open_database(settings, create=False)
    except (DatabaseUnreachable, Refused):
        yield None
        return
    try:
        if await is_current(database):
            async with database.reading() as connection:
                yield connection
        else:
            yield None
    finally:
        await database.close()
