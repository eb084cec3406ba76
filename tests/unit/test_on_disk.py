"""What is said to be kept is on the disk under its name: file first, then the folder that names it."""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.backup.backup import new_file
from app.keys import coming_key, make_key, put_in_place
from bot import photo_folder
from bot.channels.wecom.kept import KeptFrames
from bot.on_disk import make_last

_DIGEST = "ab" * 32


def _photo(folder: Path) -> Path:
    photo_folder.store(folder, _DIGEST, b"a photo")
    return photo_folder.place(folder, _DIGEST)


def _frame(folder: Path) -> Path:
    kept = KeptFrames(folder).keep({"cmd": "aibot_msg_callback"}, datetime(2026, 9, 10, tzinfo=UTC))
    assert kept is not None
    return kept


def _backup(folder: Path) -> Path:
    folder.mkdir()
    with new_file(folder / "jifen.zip") as part:
        part.write_bytes(b"all")
    return folder / "jifen.zip"


def _key(folder: Path) -> Path:
    make_key(folder / "jifen.key")
    return folder / "jifen.key"


def _changed_key(folder: Path) -> Path:
    file = _key(folder)
    make_key(coming_key(file))
    put_in_place(coming_key(file), file)
    return file


@pytest.mark.parametrize("write", [_photo, _frame, _backup, _key, _changed_key])
def test_a_power_cut_afterwards_takes_nothing(
    tmp_path: Path, write: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    lasting: list[tuple[int, frozenset[str]]] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").resolve()
        names = frozenset(one.name for one in path.iterdir()) if path.is_dir() else frozenset()
        lasting.append((os.fstat(descriptor).st_ino, names))

    monkeypatch.setattr(os, "fsync", noted)
    file = write(tmp_path / "a folder")
    content = [number for number, (inode, _) in enumerate(lasting) if inode == file.stat().st_ino]
    named = [inode == file.parent.stat().st_ino and file.name in names for inode, names in lasting]
    assert content
    assert any(named[content[0] :])
    for folder in itertools.takewhile(lambda one: one != tmp_path and write is not _backup, file.parents):
        assert any(inode == folder.parent.stat().st_ino and folder.name in names for inode, names in lasting)


def test_a_photo_that_is_kept_twice_at_once_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(1) as other:
        second: list[Future[Path]] = []

        def meanwhile(path: Path) -> None:
            make_last(path)
            if not second:
                second.append(other.submit(_photo, tmp_path))
                wait(second, 0.2)

        monkeypatch.setattr(photo_folder, "make_last", meanwhile)
        file = _photo(tmp_path)
        assert second[0].result() == file
    assert list(file.parent.iterdir()) == [file]


def test_a_file_system_whose_folders_cannot_be_told_to_last_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def refused(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").resolve().is_dir():
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refused)
    assert _frame(tmp_path / "a folder").exists()
