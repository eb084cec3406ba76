"""The scheduler's minute when nothing is due any more."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from pydantic import SecretStr

from app.clock_watch import ClockWatch
from app.runtime import Runtime, Schema, open_runtime
from app.scheduler import Scheduler
from app.settings import Settings
from bench.key import key_file
from sms.wording.notice import QuarterNotice

_LOOKS = 5


async def minute_seconds(url: str, book: Path, folder: Path) -> float:
    """The median of some looks; what the first ones find to do, they do."""
    settings = Settings(database_url=SecretStr(url), rulebook=book, data_dir=folder / "data", key_file=key_file(folder))
    async with open_runtime(settings, None, Schema.UPGRADED) as runtime:
        scheduler = _scheduler(runtime)
        for _ in range(2):
            await scheduler.look()
        took = []
        for _ in range(_LOOKS):
            began = time.perf_counter()
            await scheduler.look()
            took.append(time.perf_counter() - began)
        return median(took)


def _scheduler(runtime: Runtime) -> Scheduler:
    return Scheduler(runtime, QuarterNotice(), ClockWatch(runtime.transactions, runtime.clock))
