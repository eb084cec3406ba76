"""The demo's own folder: what lies in it, that only one demo runs in it, and that nothing else is ever touched."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from domain.model.errors import Refused

_MARK = ".jifen-demo"
"""Says that a folder is a demo's; locked while one runs."""
_BOOK = "zhangyan-2024"
_OWN_HOURS = {
    'quiet_before = "08:00"': 'quiet_before = "00:00"',
    'quiet_after = "20:00"': 'quiet_after = "24:00"',
    "notice_day = 5 ": "notice_day = 0 ",
}
"""In the demo notices go out at any hour, since somebody is watching, and only when that somebody says so."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a demo keeps its town."""

    path: Path

    @property
    def world(self) -> Path:
        """The chats and the phones. Written last: with it the town is complete."""
        return self.path / "world.json"

    @property
    def database(self) -> Path:
        """The product's database."""
        return self.path / "jifen.db"

    @property
    def rulebook(self) -> Path:
        """The town's rulebook; overlays lie beside it in the folder of the same name."""
        return self.path / "rules" / f"{_BOOK}.toml"

    @property
    def clock(self) -> Path:
        """How far the clock was moved on."""
        return self.path / "clock"

    @property
    def log(self) -> Path:
        """What the product has to say to those who run it."""
        return self.path / "demo.log"

    @property
    def has_town(self) -> bool:
        """Whether a whole town is here."""
        return self.world.exists()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the folder for one demo. Raises Refused("bad-file") if it is not ours, or taken."""
        mark = self.path / _MARK
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not mark.exists() and any(self.path.iterdir()):
                raise self._refused("里面有别的东西，演示要用空文件夹")
            held = mark.open("w")
        except OSError as error:
            raise self._refused(f"用不了这个文件夹（{error.strerror}）") from error
        with held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise self._refused("演示正在运行；先停掉它，或者用 --folder 换一个文件夹") from None
            yield

    def clear(self) -> None:
        """Delete the town, and nothing that is not the demo's."""
        for file in (self.world, self.clock, self.log, *self.path.glob("jifen.db*")):
            file.unlink(missing_ok=True)
        for folder in ("rules", "evidence"):
            shutil.rmtree(self.path / folder, ignore_errors=True)

    def lay_out_rules(self) -> None:
        """Copy the town's rulebook, and the example of a village's own one."""
        text = (files("rules") / f"{_BOOK}.toml").read_text("utf-8")
        for ours, demos in _OWN_HOURS.items():
            text = text.replace(ours, demos)
        overlays = self.rulebook.with_suffix("")
        overlays.mkdir(parents=True, exist_ok=True)
        self.rulebook.write_text(text, "utf-8")
        with as_file(files("sandbox") / "town" / "overlays") as examples:
            shutil.copytree(examples, overlays, dirs_exist_ok=True)

    def _refused(self, problem: str) -> Refused:
        return Refused("bad-file", file=self.path, problem=problem)
