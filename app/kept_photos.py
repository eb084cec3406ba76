"""The folder of photos, for pages and tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot import photo_folder


@dataclass(frozen=True, slots=True)
class KeptPhotos:
    """``web.site.PhotoFolder``: the folder in which all evidence lies."""

    folder: Path
    most_bytes: int

    def read(self, digest: str) -> bytes | None:
        """A photo; None when it is not there."""
        return photo_folder.read(self.folder, digest)

    def store(self, digest: str, content: bytes) -> None:
        """Put a photo there, whole or not at all. Raises OSError."""
        photo_folder.store(self.folder, digest, content)
