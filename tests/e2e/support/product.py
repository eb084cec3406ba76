"""The product as its operator has it: settings in the environment, commands, and a server on a port."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

from tests.e2e.support.launch import Job, Launcher, Process, kill, terminate
from tests.patience import PATIENCE_SECONDS


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Product:
    """One installation in a folder of its own. ``settings`` are its variables without ``JIFEN_``."""

    folder: Path
    launcher: Launcher
    settings: Mapping[str, str]
    running: list[Process] = field(default_factory=list)
    _runs: count[int] = field(default_factory=count)

    @property
    def url(self) -> str:
        return self.url_at(self.settings["HTTP_PORT"])

    @staticmethod
    def url_at(port: str) -> str:
        return f"http://127.0.0.1:{port}"

    @property
    def log(self) -> str:
        """Everything that every server has logged."""
        return "\n".join(file.read_text() for file in sorted(self.folder.glob("serve-*.err")))

    async def run(self, *args: str, given: bytes = b"", settings: Mapping[str, str | None] | None = None) -> Done:
        """Run a command to its end; ``settings`` replace those of the installation, None unsets one."""
        job = self._job("run", args, given, settings or {})
        code = await asyncio.to_thread(self.launcher.start(job).wait)
        return Done(code, job.out.read_text(), job.err.read_text())

    async def ask(self, *args: str) -> str:
        """What a command prints, which must succeed."""
        done = await self.run(*args)
        assert done.code == 0, done.err
        return done.out

    async def ask_json(self, *args: str) -> Any:
        """The same for a command with ``--format json``."""
        return json.loads(await self.ask(*args, "--format", "json"))

    def start(self, *args: str, settings: Mapping[str, str | None] | None = None) -> Process:
        """Start ``jifen serve`` and return at once."""
        process = self.launcher.start(self._job("serve", ("serve", *args), b"", settings or {}))
        self.running.append(process)
        return process

    async def serve(self, *args: str, settings: Mapping[str, str | None] | None = None) -> Process:
        """Start ``jifen serve`` and wait until it is ready."""
        process = self.start(*args, settings=settings)
        await self.ready(self.url_at((settings or {}).get("HTTP_PORT") or self.settings["HTTP_PORT"]))
        return process

    async def ready(self, url: str) -> None:
        """Wait until a server says that it is ready."""
        await _answers(f"{url}/health/ready", "ok")

    async def unready(self, words: str) -> None:
        """Wait until the server says that it is not ready, and why."""
        await _answers(f"{self.url}/health/ready", words, 503)

    async def metric(self, line: str) -> None:
        """Wait until that line is among the server's metrics."""
        await _answers(f"{self.url}/metrics", line)

    async def kill(self, process: Process) -> None:
        """Without any warning."""
        self.running.remove(process)
        kill(process)
        await asyncio.to_thread(process.wait)

    async def stop(self, process: Process) -> int:
        """Politely; its exit code."""
        self.running.remove(process)
        terminate(process)
        return await asyncio.to_thread(process.wait)

    async def close(self) -> None:
        """Leave nothing running."""
        for process in list(self.running):
            await self.kill(process)

    def _job(self, kind: str, args: Sequence[str], given: bytes, settings: Mapping[str, str | None]) -> Job:
        name = f"{kind}-{next(self._runs):03}"
        files = [self.folder / f"{name}.{stream}" for stream in ("in", "out", "err")]
        for file, content in zip(files, (given, b"", b""), strict=True):
            file.write_bytes(content)
        return Job(args, self._environment(settings), *files)

    def _environment(self, settings: Mapping[str, str | None]) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("JIFEN_")}
        own = {f"JIFEN_{name}": value for name, value in ({**self.settings, **settings}).items() if value is not None}
        return others | own


async def _answers(url: str, wanted: str, status: int = 200) -> None:
    """Wait until an address answers with a page that holds that."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if wanted in await _page(session, url, status):
                return
            await asyncio.sleep(0.05)


async def _page(session: aiohttp.ClientSession, url: str, status: int) -> str:
    try:
        async with session.get(url) as response:
            return await response.text() if response.status == status else ""
    except aiohttp.ClientError:
        return ""
