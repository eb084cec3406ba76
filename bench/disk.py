"""How long the disk takes for a durable write, which every side waits for at every commit."""

from __future__ import annotations

import os
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

_TIMES: Final = 200
_PAGE: Final = bytes(4_096)


def write_milliseconds(folder: Path) -> float:
    """Median of some writes of a page to a file in that folder, each on the disk before the next one begins."""
    file = folder / "disk"
    with file.open("wb", buffering=0) as written:
        seconds = median(_seconds(written.fileno()) for _ in range(_TIMES))
    file.unlink()
    return seconds * 1_000


def _seconds(descriptor: int) -> float:
    os.write(descriptor, _PAGE)
    began = perf_counter()
    os.fsync(descriptor)
    return perf_counter() - began
