"""Starting ``jifen``: cold, as anybody does, or from a process that has it loaded already."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.patience import PATIENCE_SECONDS, wait_for

_LONGEST_SECONDS = 5 * PATIENCE_SECONDS
"""No command of a test takes so long, and a stop ends much sooner."""
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Job:
    """What to start, in the project's folder; the files of its standard streams."""

    args: Sequence[str]
    env: Mapping[str, str]
    given: Path
    out: Path
    err: Path

    def said(self) -> str:
        """The last of what it has written."""
        written = (file.read_text("utf-8", "replace")[-2000:] for file in (self.out, self.err))
        return "\n".join([" ".join(self.args), *written])


class Process(Protocol):
    """Something started."""

    @property
    def pid(self) -> int: ...

    def wait(self) -> int:
        """Its exit code, once it has ended; negative for a signal. One that does not end is killed, and told."""
        ...

    def said(self) -> str:
        """What it has written, for whoever is told that it hangs."""
        ...


class Launcher(Protocol):
    """A way to start jobs."""

    def start(self, job: Job) -> Process: ...


def kill(process: Process) -> None:
    """As a power cut does, without a word."""
    os.kill(process.pid, signal.SIGKILL)


def terminate(process: Process) -> None:
    """As an operator does."""
    os.kill(process.pid, signal.SIGTERM)


class Cold:
    """Starts the installed command."""

    def start(self, job: Job) -> Process:
        with job.given.open("rb") as given, job.out.open("ab") as out, job.err.open("ab") as err:
            command = [str(Path(sys.executable).with_name("jifen")), *job.args]
            started = subprocess.Popen(command, env=job.env, cwd=ROOT, stdin=given, stdout=out, stderr=err)
        return _Started(started.pid, started.poll, job.said)


@dataclass(frozen=True, slots=True)
class _Started:
    """``ended`` is its exit code, None while it runs."""

    pid: int
    ended: Callable[[], int | None]
    said: Callable[[], str]

    def wait(self) -> int:
        try:
            return wait_for(self.ended, self.said, _LONGEST_SECONDS)
        except AssertionError:
            kill(self)
            raise


class Warm:
    """Starts forks of one process that has loaded the program; ``module`` is what that process runs."""

    def __init__(self, env: Mapping[str, str] | None = None, module: str = "tests.e2e.support.forker") -> None:
        self._lock = threading.Lock()
        self._forker = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def start(self, job: Job) -> Process:
        request = {
            "args": list(job.args),
            "env": dict(job.env),
            "folder": str(ROOT),
            "in": str(job.given),
            "out": str(job.out),
            "err": str(job.err),
        }
        pid = self.ask(request)
        assert pid is not None
        return _Started(pid, lambda: self.ask({"ended": pid}), job.said)

    def ask(self, request: Mapping[str, object]) -> int | None:
        """One request at a time."""
        assert self._forker.stdin is not None
        with self._lock:
            self._forker.stdin.write(json.dumps(request) + "\n")
            self._forker.stdin.flush()
            return None if (answer := self._answer().strip()) == "-" else int(answer)

    def close(self) -> None:
        with self._forker:  # closes its pipes, and waits for it
            pass

    def _answer(self) -> str:
        assert self._forker.stdout is not None
        return self._forker.stdout.readline()
