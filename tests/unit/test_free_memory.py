"""What a process has freed is given back, also where something that is in use lies above it."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="only glibc can")

_PROGRAM = """
from pathlib import Path
from app.free_memory import give_back

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

pieces = [bytes(1000) for _ in range(50_000)]
last = pieces[-1]
full = megabytes()
pieces.clear()
before = megabytes()
give_back()
print(full - before < 5, before - megabytes() > 40, len(last))
"""


def test_it_is_given_back() -> None:
    command = [sys.executable, "-c", _PROGRAM]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert printed.stdout.split() == ["True", "True", "1000"]
