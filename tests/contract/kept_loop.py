"""A loop that stays from one command to the next, and with it what belongs to a loop: connections."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextvars import copy_context
from typing import Any, TypeVar

T = TypeVar("T")


class KeptLoop:
    """``run`` stands in for ``asyncio.run``: nothing of one call is left to the next but what holds on to the loop."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()

    def run(self, main: Coroutine[Any, Any, T]) -> T:
        """Run it to its end, and end what it began."""
        return self._runner.run(_alone(main), context=copy_context())

    def close(self) -> None:
        self._runner.close()


async def _alone(main: Coroutine[Any, Any, T]) -> T:
    try:
        return await main
    finally:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
