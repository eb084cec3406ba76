"""What one run of the doctor looks at: the settings, and the database, which is waited for once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from app.doctor.finding import Finding
from app.keys import open_database
from app.settings import Settings
from storage.database import Database, DatabaseUnreachable

Examine = Callable[["Patient"], Awaitable[Finding]]

_LOOK_SECONDS: Final = 60.0
"""How long one look into the database may take: a county's figures of a month take some seconds."""
_DUMB: Final = "数据库连上了，却一直没有回答"


class Patient:
    """A database that was out of reach, or fell silent, is out of reach for the rest of the run."""

    def __init__(self, settings: Settings, look_seconds: float = _LOOK_SECONDS) -> None:
        self.settings = settings
        self._look_seconds = look_seconds
        self._away: DatabaseUnreachable | None = None

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """The database, open. Raises DatabaseUnreachable, and Refused as ``open_database`` does."""
        if self._away:
            raise self._away
        try:
            async with asyncio.timeout(self._look_seconds):
                database = await open_database(self.settings, create=False)
                try:
                    yield database
                finally:
                    await database.close()
        except DatabaseUnreachable as away:
            self._away = away
            raise
        except TimeoutError:
            self._away = DatabaseUnreachable(_DUMB)
            raise self._away from None


def outside(examine: Callable[[Settings], Awaitable[Finding]]) -> Examine:
    """An examination of what is not in the database."""

    async def examined(patient: Patient) -> Finding:
        return await examine(patient.settings)

    return examined
