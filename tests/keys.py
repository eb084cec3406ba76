"""The key with which tests hide numbers, and the file of it that commands find."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.keys import write_key
from storage.cipher import KEY_BYTES, Cipher

_KEY: Final = bytes(range(KEY_BYTES))
KEY: Final = Cipher(_KEY)


def key_file(folder: Path) -> Path:
    """A new file with it."""
    file = folder / "jifen.key"
    write_key(file, _KEY)
    return file
