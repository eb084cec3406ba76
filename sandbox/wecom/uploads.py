"""Pictures and files that the bot hands over in parts, and shows afterwards by the name that they are given."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.wecom.model import Memory, Upload
from sandbox.wecom.rules import INVALID_PARAMETER, Denied

MOST_PART_BYTES, MOST_PARTS = 512 * 1024, 100
MOST_BYTES = {"image": 10 * 1024 * 1024, "file": 20 * 1024 * 1024}
_SHOWN = (b"\xff\xd8\xff", b"\x89PNG")

Body = Mapping[str, Any]


def step(memory: Memory, command: str, body: Body, number: Callable[[str], str]) -> dict[str, str] | None:
    """One of the three calls that it takes; what the bot is answered. Raises Denied, also for any other call."""
    match command:
        case "aibot_upload_media_init":
            return _begin(memory, body, number)
        case "aibot_upload_media_chunk":
            _take(memory, body)
            return None
        case "aibot_upload_media_finish":
            return _finish(memory, body, number)
        case _:
            raise Denied(*INVALID_PARAMETER)


def _begin(memory: Memory, body: Body, number: Callable[[str], str]) -> dict[str, str]:
    kind, size, count = body.get("type"), body.get("total_size"), body.get("total_chunks")
    if not isinstance(kind, str) or not isinstance(size, int) or not isinstance(count, int) or not body.get("filename"):
        raise Denied(*INVALID_PARAMETER)
    if not 1 <= count <= MOST_PARTS or not 0 < size <= MOST_BYTES.get(kind, 0):
        raise Denied(*INVALID_PARAMETER)
    name = number("upload")
    memory.uploads[name] = Upload(kind, str(body["filename"]), size, str(body.get("md5")), {}, count)
    return {"upload_id": name}


def _take(memory: Memory, body: Body) -> None:
    upload, place = memory.uploads.get(str(body.get("upload_id"))), body.get("chunk_index")
    part = base64.b64decode(str(body.get("base64_data")), validate=True)
    if upload is None or not isinstance(place, int) or not 0 <= place < upload.count or len(part) > MOST_PART_BYTES:
        raise Denied(*INVALID_PARAMETER)
    upload.parts[place] = part


def _finish(memory: Memory, body: Body, number: Callable[[str], str]) -> dict[str, str]:
    upload = memory.uploads.get(str(body.get("upload_id")))
    if upload is None or len(upload.parts) != upload.count or len(upload.content) != upload.size:
        raise Denied(*INVALID_PARAMETER)
    if hashlib.md5(upload.content, usedforsecurity=False).hexdigest() != upload.md5:
        raise Denied(*INVALID_PARAMETER)
    if upload.kind == "image" and not upload.content.startswith(_SHOWN):
        raise Denied(*INVALID_PARAMETER)
    upload.named = number("media")
    return {"type": upload.kind, "media_id": upload.named}
