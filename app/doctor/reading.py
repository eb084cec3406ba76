"""Examinations that read the database of this program."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps

from app.doctor.finding import Finding, Grade
from app.doctor.patient import Examine, Patient
from app.settings import Settings
from domain.model.errors import Refused
from storage.database import Connection, DatabaseUnreachable
from storage.migrate import is_current


def reading(about: str) -> Callable[[Callable[[Settings, Connection], Awaitable[Finding]]], Examine]:
    """An examination of that, given the database to read; where there is none, nothing can be seen."""

    def decorate(examine: Callable[[Settings, Connection], Awaitable[Finding]]) -> Examine:
        @wraps(examine)
        async def examined(patient: Patient) -> Finding:
            try:
                async with _opened(patient) as connection:
                    if connection is not None:
                        return await examine(patient.settings, connection)
            except (DatabaseUnreachable, Refused):
                pass
            return Finding(Grade.UNUSED, f"{about}：数据库没有准备好，看不出来")

        return examined

    return decorate


@asynccontextmanager
async def _opened(patient: Patient) -> AsyncIterator[Connection | None]:
    """The database of this program, to be read; None where it is another's or of another version."""
    async with patient.database() as database:
        if await is_current(database):
            async with database.reading() as connection:
                yield connection
        else:
            yield None
