"""Waiting without a clock of one's own: for an event or a while, and for an answer or a limit."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from app.outbox.port import Sleep


async def wait_for_any(*waits: Coroutine[Any, Any, Any]) -> None:
    """Return as soon as one of them is over; the others are cancelled."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()


async def pause(wake: asyncio.Event, sleep: Sleep, seconds: float) -> None:
    """Wait for the event, ``seconds`` at most."""
    await wait_for_any(wake.wait(), _sleeping(sleep, seconds))


async def limited(task: asyncio.Task[Any], sleep: Sleep, seconds: float) -> None:
    """Wait until the task is over; cancel it after ``seconds``, or when the caller is cancelled."""
    watchdog = asyncio.ensure_future(_sleeping(sleep, seconds))
    try:
        await asyncio.wait({task, watchdog}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        watchdog.cancel()
        task.cancel()
    if not task.done():
        await asyncio.wait({task})


async def _sleeping(sleep: Sleep, seconds: float) -> None:
    await sleep(seconds)
