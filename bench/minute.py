"""The scheduler's minute when nothing is due any more."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from pydantic import SecretStr

from app.clock_watch import ClockWatch
from app.runtime import Schema, open_runtime
from app.scheduler import Scheduler
from app.settings import Settings
from bench.key import key_file
from sms.wording.notice import QuarterNotice

_LOOKS = 5


async def minute_seconds(url: str, book: Path, folder: Path) -> float:
    """The median of some looks; what the first ones find to do, they do."""
    async with _scheduler(url, book, folder) as scheduler:
        for _ in range(2):
            await scheduler.look()
        took = []
        for _ in range(_LOOKS):
            began = time.perf_counter()
            await scheduler.look()
            took.append(time.perf_counter() - began)
        return median(took)


async def rest(url: str, book: Path, folder: Path) -> None:
    """Do all that is due in a filled database, as the notices of its last quarter: minutes, in a county."""
    async with _scheduler(url, book, folder) as scheduler:
        await scheduler.look()


@asynccontextmanager
async def _scheduler(url: str, book: Path, folder: Path) -> AsyncIterator[Scheduler]:
    settings = Settings(database_url=SecretStr(url), rulebook=book, data_dir=folder / "data", key_file=key_file(folder))
    async with open_runtime(settings, None, Schema.UPGRADED) as runtime:
        yield Scheduler(runtime, QuarterNotice(), ClockWatch(runtime.transactions, runtime.clock))
