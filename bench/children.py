"""Child processes that serve HTTP: started, waited for, measured and stopped."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import IO

_PATIENCE_SECONDS = 180.0
_LOOK_SECONDS = 0.02
_SETTLING_SECONDS, _IDLE_SHARE = 600, 0.05
"""To take up a county whose year has ended takes minutes."""


@dataclass(frozen=True, slots=True)
class Child:
    """A running child; ``ready_seconds`` is the time from its start to its first answer."""

    process: subprocess.Popen[bytes]
    port: int
    ready_seconds: float

    def megabytes(self) -> float:
        """The memory that it has resident."""
        return _megabytes(str(self.process.pid), "VmRSS")

    def settle(self) -> None:
        """Wait until it does hardly anything by itself: what it does once after its start is over."""
        for _ in range(_SETTLING_SECONDS):
            before = self.processor_seconds()
            time.sleep(1)
            if self.processor_seconds() - before < _IDLE_SHARE:
                return

    def processor_seconds(self) -> float:
        """The processor time that it has taken so far, by all its threads."""
        threads = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


def most_megabytes() -> float:
    """The most memory that this process had resident. ``ru_maxrss`` tells what its parent had, where that was more."""
    return _megabytes("self", "VmHWM")


def _megabytes(process: str, figure: str) -> float:
    found = re.search(rf"{figure}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    arguments: Sequence[str], environment: Mapping[str, str], port: int, path: str, log: IO[bytes] | None = None
) -> Iterator[Child]:
    """``python -m arguments``, from the first answer 200 at ``path`` until the end of the block."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], env={**os.environ, **environment}, stdout=log, stderr=log
    )
    try:
        _wait(process, port, path)
        yield Child(process, port, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.perf_counter() + _PATIENCE_SECONDS
    while time.perf_counter() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"a child ended with code {process.returncode} before it answered")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(_LOOK_SECONDS)
    raise TimeoutError("a child does not answer")
