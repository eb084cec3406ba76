"""Deleting the files of photos that are to be kept no longer.

The database decides, in one transaction with all else; a file goes after it, and again if that was cut off.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.photo_folder import place
from domain.ports.store import Unavailable
from storage.database import Database
from storage.discarded_photos import SqlDiscardedPhotos
from storage.store import outages_named

_log = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 3600.0


async def sweep(database: Database, folder: Path) -> None:
    """Delete each discarded photo's file. Raises OSError for one that cannot be deleted; it is tried again."""
    async with database.transaction() as connection:
        discarded = SqlDiscardedPhotos(connection)
        photos = await discarded.waiting()
        for sha256 in photos:
            place(folder, sha256).unlink(missing_ok=True)
        await discarded.deleted(photos)


@dataclass(slots=True)
class PhotoSweep:
    """Sweeps each hour."""

    database: Database
    folder: Path
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                with outages_named():
                    await sweep(self.database, self.folder)
            except Unavailable:
                pass  # the next look sees the same
            except Exception:  # noqa: BLE001 - it looks again; without it photos are kept for ever
                _log.exception("photos that are to be kept no longer could not be deleted; the next look tries again")
            await self.sleep(_LOOK_SECONDS)
