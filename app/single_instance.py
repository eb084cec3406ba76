"""Noticing a second ``jifen serve`` on the same SQLite file: two of a kind fetch the same messages from each other."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_SCHEME = "sqlite://"
PARTS = {"all": ("web", "worker"), "web": ("web",), "worker": ("worker",)}
"""What each role of ``serve`` does."""


@contextmanager
def parts_already_running(database_url: str, role: str) -> Iterator[list[str]]:
    """Yields the parts of the role that another process does already; marks ours until the end of the block.

    The marks are locks on files beside the database: they go with the process, however it ends. On PostgreSQL, where
    several processes are meant to share the work, nothing is looked for.
    """
    with ExitStack() as marks:
        taken = []
        if database_url.startswith(_SCHEME):
            file = Path(database_url.removeprefix(_SCHEME))
            taken = [part for part in PARTS[role] if not _mark(file.with_name(f"{file.name}.{part}.lock"), marks)]
        yield taken


def _mark(file: Path, marks: ExitStack) -> bool:
    """Lock the file until the marks are given back; False when another process holds it."""
    descriptor = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    marks.callback(os.close, descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
