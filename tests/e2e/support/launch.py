"""Starting ``jifen``: cold, as anybody does, or from a process that has it loaded already."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Job:
    """What to start, in the project's folder; the files of its standard streams."""

    args: Sequence[str]
    env: Mapping[str, str]
    given: Path
    out: Path
    err: Path


class Process(Protocol):
    """Something started."""

    @property
    def pid(self) -> int: ...

    def wait(self) -> int:
        """Its exit code, once it has ended; negative for a signal."""
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
            return subprocess.Popen(command, env=job.env, cwd=ROOT, stdin=given, stdout=out, stderr=err)


@dataclass(frozen=True, slots=True)
class _Forked:
    pid: int
    warm: Warm

    def wait(self) -> int:
        return self.warm.ask({"wait": self.pid})


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
        return _Forked(self.ask(request), self)

    def ask(self, request: Mapping[str, object]) -> int:
        """One request at a time, so never wait for what nobody has told to end."""
        assert self._forker.stdin is not None
        with self._lock:
            self._forker.stdin.write(json.dumps(request) + "\n")
            self._forker.stdin.flush()
            return int(self._answer())

    def close(self) -> None:
        with self._forker:  # closes its pipes, and waits for it
            pass

    def _answer(self) -> str:
        assert self._forker.stdout is not None
        return self._forker.stdout.readline()
