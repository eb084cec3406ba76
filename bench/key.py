"""The key with which the measured towns hide telephone numbers."""

from __future__ import annotations

from pathlib import Path

from app.keys import write_key
from storage.cipher import KEY_BYTES, Cipher

_KEY = bytes(KEY_BYTES)
KEY = Cipher(_KEY)


def key_file(folder: Path) -> Path:
    """The file in which the product finds it."""
    file = folder / "jifen.key"
    if not file.exists():
        write_key(file, _KEY)
    return file
