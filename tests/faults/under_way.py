"""What goes on beside the program, whatever happens to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final

_LOOKING_SECONDS: Final = 0.05
_ENDING_SECONDS: Final = 400


class Ending:
    """Whether nothing new is to be begun."""

    def __init__(self) -> None:
        self.come = False

    async def or_else(self, come: Callable[[], bool]) -> bool:
        """Wait for what is to come, or for the end: whether it came."""
        while not (there := come()) and not self.come:  # noqa: ASYNC110 - what comes tells nobody
            await asyncio.sleep(_LOOKING_SECONDS)
        return there


@asynccontextmanager
async def under_way(ending: Ending, *ways: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Until the block ends; then what was begun is brought to its end."""
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        yield
        ending.come = True
        await asyncio.wait_for(asyncio.gather(*tasks), _ENDING_SECONDS)
    finally:
        for task in tasks:
            task.cancel()
