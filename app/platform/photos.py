"""Photos by file name, in the folder that came with a platform's table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from app.inspection.rows import Shown
from app.sheets.table import CellError
from web.photos import NotAPhoto, TooManyPixels, cleaned

Keep = Callable[[str, bytes], None]
"""Puts a photo where evidence lies, by the SHA-256 of its content."""


class NamedPhotos:
    """The files of a folder and of the folders in it; None where none was named. ``keep`` gets each that is asked for.

    ``most_bytes``: a larger one is refused. A name is the same in capitals and in small letters.
    """

    def __init__(self, folder: Path | None, most_bytes: int, keep: Keep) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._keep = keep
        self._files: defaultdict[str, list[Path]] = defaultdict(list)
        for file in sorted(folder.rglob("*")) if folder else ():
            if file.is_file():
                self._files[file.name.lower()].append(file)

    def named(self, name: str) -> Shown:
        """The photo of that name, clean. Raises CellError."""
        try:
            content = self._found(name).read_bytes()
        except OSError:
            raise CellError(f"照片“{name}”读不了") from None
        if len(content) > self._most_bytes:
            raise CellError(f"照片“{name}”超过 {self._most_bytes // 1024 // 1024} MB")
        try:
            photo = cleaned(content)
        except TooManyPixels:
            raise CellError(f"照片“{name}”的像素太多，请换一张小一点的") from None
        except NotAPhoto:
            raise CellError(f"“{name}”不是能看的照片（要 JPEG、PNG 或 HEIC）") from None
        digest = sha256(photo).hexdigest()
        self._keep(digest, photo)
        return Shown(digest, len(photo))

    def _found(self, name: str) -> Path:
        if "://" in name:
            raise CellError(f"照片写的是网址“{name}”，请先下载到文件夹里，再写文件名")
        if self._folder is None:
            raise CellError(f"写了照片“{name}”，请加 --photos 照片文件夹")
        files = self._files.get(name.replace("\\", "/").rpartition("/")[2].lower(), ())
        if len(files) != 1:
            raise CellError(f"照片“{name}”在文件夹里有 {len(files)} 张" if files else f"照片“{name}”不在文件夹里")
        return files[0]
