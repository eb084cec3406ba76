"""The file of the database, which must stay where it was opened.

A file that is moved, deleted or replaced while it is open can still be written to on most systems: what is written then
is lost with the process that holds it. So each transaction looks first.
"""

from __future__ import annotations

import os
from typing import Final

from storage.engine.contract import DatabaseUnreachable

_WORDS: Final = "文件被移走、删掉或换成了别的"


class FileAway(DatabaseUnreachable):
    """The file is not where it was opened, or another one is there."""

    told = _WORDS

    def __init__(self, path: str) -> None:
        super().__init__(f"数据库{_WORDS}：{path}。请放回原来的文件；要恢复备份，请先停下 jifen serve")


class KeptFile:
    """A file that is open. Raises OSError where there is none."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._opened = _identity(path)

    def check(self) -> None:
        """Raise FileAway unless it still lies there."""
        try:
            found = _identity(self._path)
        except OSError as error:
            raise FileAway(self._path) from error
        if found != self._opened:
            raise FileAway(self._path)


def _identity(path: str) -> tuple[int, int]:
    found = os.stat(path)  # noqa: PTH116 - a microsecond, in each transaction; Path costs three
    return found.st_dev, found.st_ino
