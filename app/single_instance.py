"""Noticing a second ``jifen serve`` on the same SQLite file: two of a kind fetch the same messages from each other."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

_SCHEME = "sqlite://"
PARTS = {"all": ("web", "worker"), "web": ("web",), "worker": ("worker",)}
"""What each role of ``serve`` does."""


@dataclass(slots=True)
class Parts:
    """Of a role: those that ``ours`` alone does until the block ends, and those that another process does already.

    Neither holds anything on PostgreSQL, where several processes are meant to share the work.
    """

    ours: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


@contextmanager
def parts_of(database_url: str, role: str) -> Iterator[Parts]:
    """Marks the parts of the role until the end of the block; ours are those that no other process has marked.

    The marks are locks on files beside the database, whatever name it is opened by: they go with the process, however
    it ends.
    """
    with ExitStack() as marks:
        parts = Parts()
        if database_url.startswith(_SCHEME):
            file = Path(unquote(database_url.removeprefix(_SCHEME))).resolve()
            for part in PARTS[role]:
                marked = _mark(file.with_name(f"{file.name}.{part}.lock"), marks)
                (parts.ours if marked else parts.taken).append(part)
        yield parts


def _mark(file: Path, marks: ExitStack) -> bool:
    """Lock the file until the marks are given back; whether no other process holds it.

    Each process shares the lock, so that one that starts hears also of those that were not the first. Two that start
    in the same instant may each find itself alone, as the kernel changes a lock in two steps; neither has work by then.
    """
    descriptor = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    marks.callback(os.close, descriptor)
    if not _locked(descriptor, fcntl.LOCK_SH):
        return False
    alone = _locked(descriptor, fcntl.LOCK_EX)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return alone


def _locked(descriptor: int, kind: int) -> bool:
    """Whether the lock is had at once: whoever shares it with nobody is not waited for."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
