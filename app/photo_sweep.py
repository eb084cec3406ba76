"""Deleting the files of photos that are to be kept no longer.

The database decides, in one transaction with all else; a file goes after it, and again if that was cut off.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.periodic import run_periodically
from bot.photo_folder import place
from storage.database import Database
from storage.discarded_photos import SqlDiscardedPhotos
from storage.store import outages_named

_LOOK_SECONDS: Final = 3600.0


async def sweep(database: Database, folder: Path) -> None:
    """Delete each discarded photo's file.

    Raises OSError for one that cannot be deleted: it is tried again, and the others are gone. Raises Unavailable.
    """
    kept: list[OSError] = []
    with outages_named():
        async with database.transaction() as connection:
            discarded = SqlDiscardedPhotos(connection)
            gone = [sha256 for sha256 in await discarded.waiting() if _delete(place(folder, sha256), kept)]
            await discarded.deleted(gone)
    if kept:
        raise kept[0]


def _delete(file: Path, kept: list[OSError]) -> bool:
    """Whether it is gone; else why not is noted in ``kept``."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        kept.append(error)
        return False
    return True


@dataclass(slots=True)
class PhotoSweep:
    """Sweeps each hour."""

    database: Database
    folder: Path

    async def run(self) -> None:
        """Sweep until cancelled."""
        await run_periodically("deleting photos that are to be kept no longer", self._sweep, lambda: _LOOK_SECONDS)

    async def _sweep(self) -> None:
        await sweep(self.database, self.folder)
