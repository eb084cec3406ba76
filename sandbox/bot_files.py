"""Files on the Bot API server: stored once, known by their id, downloaded by their path."""

from __future__ import annotations

import base64
import mimetypes
import struct
from typing import Any

from sandbox import bot_shapes
from sandbox.bot_parameters import Parameters, bad_request
from sandbox.model import File
from sandbox.world import World

_LARGEST_DOWNLOAD = 20 * 1024 * 1024
_LARGEST_PHOTO = 10 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_THUMBNAIL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg=="
)
"""One grey pixel: every photo's smallest size, so that a bot which keeps that one is found out."""


class Files:
    """getFile, and what senders of files need."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def get_file(self, parameters: Parameters) -> dict[str, Any]:
        """Where a file can be downloaded."""
        stored = self._world.state.files.get(parameters.text("file_id") or "")
        if stored is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(stored.content) > _LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        return bot_shapes.file(stored) | {"file_path": stored.path}

    def at(self, path: str) -> File | None:
        """The file with this path."""
        return next((stored for stored in self._world.state.files.values() if stored.path == path), None)

    def store_photo(self, content: bytes) -> tuple[str, ...]:
        """Keep a picture in its sizes, the smallest first; returns their ids."""
        return self._keep_picture(_THUMBNAIL).id, self._keep_picture(content).id

    def photo(self, parameters: Parameters, name: str) -> tuple[str, ...]:
        """The picture of a call: uploaded, or the id of a stored one. Raises BotApiError."""
        upload = parameters.upload(name)
        if upload is None:
            return (self._known(parameters, name),)
        if len(upload.content) > _LARGEST_PHOTO:
            raise bad_request("file is too big")
        if not is_picture(upload.content):
            raise bad_request("IMAGE_PROCESS_FAILED")
        return self.store_photo(upload.content)

    def document(self, parameters: Parameters, name: str) -> str:
        """The file of a call: uploaded, or the id of a stored one. Raises BotApiError."""
        upload = parameters.upload(name)
        if upload is None:
            return self._known(parameters, name)
        return self.store_document(upload.content, upload.name, upload.mime)

    def store_document(self, content: bytes, name: str, mime: str = "application/octet-stream") -> str:
        """Keep a file; its id. What a document is, its name says, as on the platform."""
        return self._keep(content, "documents", name, mimetypes.guess_type(name)[0] or mime).id

    def _known(self, parameters: Parameters, name: str) -> str:
        key = parameters.text(name) or ""
        if key not in self._world.state.files:
            raise bad_request("invalid file HTTP URL specified or wrong file identifier")
        return key

    def _keep_picture(self, content: bytes) -> File:
        mime = "image/png" if content.startswith(_PNG) else "image/jpeg"
        return self._keep(content, "photos", f"file.{mime.removeprefix('image/')}", mime, _size(content))

    def _keep(self, content: bytes, folder: str, name: str, mime: str, size: tuple[int, int] = (0, 0)) -> File:
        number = self._world.count("file")
        path = f"{folder}/file_{number}.{name.rpartition('.')[2] or 'bin'}"
        stored = File(f"F{number}-{self._world.new_id()}", path, content, mime, name, *size)
        self._world.state.files[stored.id] = stored
        return stored


def is_picture(content: bytes) -> bool:
    """Whether these bytes begin as a PNG or JPEG."""
    return content.startswith((_PNG, _JPEG))


def _size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG in pixels; of anything else, a guess."""
    if content.startswith(_PNG) and len(content) >= 24:  # noqa: PLR2004 - the header's end
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    place = 2
    while content.startswith(_JPEG) and place + 9 <= len(content):
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004 - the frame headers SOF0..15
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return 1280, 960
