"""Making sure that what was written is still there, under its name, after a power cut."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """A folder that lasts, with those above it, unless it is there. Raises OSError."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode, exist_ok=True)
        make_last(folder.parent)


def make_last(path: Path) -> None:
    """A file's content, or the names in a folder. Raises OSError.

    A file lasts only once its folder does: what was written is on the disk then, but under no name. Some network file
    systems take no such order for a folder; there is nothing better to be had of them.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)
