"""Starting ``jifen`` on another day, by a tool that knows nothing of it: libfaketime."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.e2e.support.launch import Job, Process, Warm

_PLACES = (
    "/usr/lib/*/faketime/libfaketime.so.1",
    "/usr/lib/faketime/libfaketime.so.1",
    "/opt/homebrew/lib/faketime/*.1",
)


def library() -> str | None:
    """Where libfaketime lies, if it is installed."""
    found = [str(path) for place in _PLACES for path in Path("/").glob(place.lstrip("/"))]
    return found[0] if found else None


_READ_SECONDS = 2.0
"""After so long everybody has read the file: its age is reckoned in whole seconds."""


class Faked:
    """Starts forks of a process that lives at another time; set it with ``now``. Timers are not moved."""

    def __init__(self, library: str, folder: Path) -> None:
        self._file = folder / "now"
        self._clock = {
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            # Read anew once a second: while it reads its file, what it tells other threads is now and then the time of
            # the machine, and it would read it at every call.
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            # Its remedy for a glibc before 2.24 makes waits for a lock return at once: threads that idle then spin.
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
            "TZ": "UTC",
        }
        self._warm: Warm | None = None
        self._now = datetime.fromtimestamp(0, UTC)

    def now(self) -> datetime:
        """The time at which it was told to be, for stand-ins that have to agree with it about the day."""
        return self._now

    def stand_at(self, now: datetime) -> None:
        """It is that time, and goes on from there; to be told while nothing runs."""
        self._now = now.astimezone(UTC)
        self._file.write_text(f"@{now.astimezone(UTC):%Y-%m-%d %H:%M:%S}\n", "ascii")

    def is_off(self, by: timedelta) -> None:
        """The clock is set so far off the machine's, for whatever runs."""
        self._file.write_text(f"{by.total_seconds():+.0f}\n", "ascii")
        time.sleep(_READ_SECONDS)

    def start(self, job: Job) -> Process:
        if self._warm is None:
            self._warm = Warm({**os.environ, **self._clock})
            time.sleep(_READ_SECONDS)  # what it has read, its forks would go by
        return self._warm.start(replace(job, env={**job.env, **self._clock}))

    def close(self) -> None:
        if self._warm is not None:
            self._warm.close()


@contextmanager
def faked(folder: Path) -> Iterator[Faked]:
    """One whose file lies in a folder."""
    found = library()
    assert found
    clock = Faked(found, folder)
    yield clock
    clock.close()
