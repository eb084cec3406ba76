"""Keeps a world in a file, so that a stopped town goes on where it was."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sandbox.world import World

_PAUSE_SECONDS = 1.0


class Keeper:
    """Saves the world a moment after each change, and at the end."""

    def __init__(self, world: World, path: Path) -> None:
        self._world = world
        self._path = path
        self._task = asyncio.create_task(self._keep())

    async def close(self) -> None:
        """Save for the last time."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._world.save(self._path)

    async def _keep(self) -> None:
        with self._world.watch() as changes:
            while True:
                await changes.get()
                await asyncio.sleep(_PAUSE_SECONDS)
                while not changes.empty():
                    changes.get_nowait()
                self._world.save(self._path)
