"""`jifen demo` as a real process, and what the product's own reports say of its town."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.support.launch import Job, Launcher, Process, kill
from tests.e2e.support.ports import free_port
from tests.patience import wait_for

VILLAGE = "秦望村"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo in a folder; ``url`` is its page, ``reporter`` starts the reports."""

    process: Process
    folder: Path
    url: str
    reporter: Launcher

    def stop(self) -> None:
        """Press Ctrl-C and wait."""
        os.kill(self.process.pid, signal.SIGINT)
        assert self.process.wait() == 0

    def points(self, group: int, number: int) -> int:
        """A household's score in the open round; the newer one on a first day of a month, until the last is closed."""
        (home,) = (
            line for line in self._report("standings", VILLAGE) if (line["group"], line["number"]) == (group, number)
        )
        *_, (_, score) = sorted((key, one["score"]) for key, one in home["rounds"].items() if one["state"] == "open")
        assert isinstance(score, int)
        return score

    def entry(self, number: int) -> Mapping[str, Any]:
        """One entry of the village."""
        (found,) = (line for line in self._report("entries", VILLAGE) if line["id"] == number)
        return found

    def first_photo(self) -> bytes:
        """A photo kept as evidence, once it is; it is fetched by and by."""
        photos = self.folder / "evidence"
        found = wait_for(lambda: next(filter(Path.is_file, photos.rglob("*")), None), self.process.said)
        return found.read_bytes()

    def _report(self, *command: str) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = json.loads(ask(self.reporter, self.folder, *command, "--format", "json"))
        return lines


def ask(reporter: Launcher, folder: Path, *command: str) -> str:
    """What a command prints of a demo's town."""
    settings = {
        "JIFEN_DATABASE_URL": f"sqlite://{folder / 'jifen.db'}",
        "JIFEN_RULEBOOK": str(folder / "rules" / "zhangyan-2024.toml"),
    }
    job = make_job(folder.with_name("report"), command, settings)
    assert reporter.start(job).wait() == 0, job.err.read_text("utf-8")
    return job.out.read_text("utf-8")


def start_demo(launcher: Launcher, reporter: Launcher, folder: Path, *options: str) -> Demo:
    """Start it as its user does and wait for the address of its page."""
    command = ["demo", "--folder", str(folder), "--port", str(free_port()), *options]
    job = make_job(folder.with_name(folder.name + "-terminal"), command)
    process = launcher.start(job)

    def address() -> re.Match[str] | None:
        assert job.err.read_text("utf-8") == ""
        return _ADDRESS.search(job.out.read_text("utf-8"))

    try:
        url = wait_for(address, process.said)[0]
    except AssertionError:
        kill(process)
        raise
    return Demo(process, folder, url, reporter)


def make_job(streams: Path, command: Sequence[str], settings: Mapping[str, str] | None = None) -> Job:
    """A command with nothing of this machine's settings; its streams are files in a folder."""
    streams.mkdir(exist_ok=True)
    out, err = streams / "out.txt", streams / "err.txt"
    for file in (out, err):
        file.write_bytes(b"")
    machine = {name: value for name, value in os.environ.items() if not name.startswith("JIFEN_")}
    return Job(command, {**machine, **(settings or {})}, Path(os.devnull), out, err)
