"""Photos in the evidence folder, each named by the SHA-256 of its content."""

from __future__ import annotations

import hashlib
from pathlib import Path
from threading import Lock
from typing import Final

from bot.on_disk import make_folder, make_last

_ONE: Final = Lock()
"""The same photo may be put there twice at once, and has one name while it is written."""


def place(folder: Path, digest: str) -> Path:
    """Where a photo lies."""
    return folder / digest[:2] / digest


def read(folder: Path, digest: str) -> bytes | None:
    """A photo's content; None when it is not there or no longer what its name says."""
    try:
        content = place(folder, digest).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def store(folder: Path, digest: str, content: bytes) -> None:
    """Put a photo where it belongs, whole or not at all, so that it lasts. Raises OSError."""
    target = place(folder, digest)
    make_folder(target.parent)
    part = target.with_suffix(".part")
    with _ONE:
        part.write_bytes(content)
        make_last(part)
        part.replace(target)
    make_last(target.parent)
