"""Pictures and files that the bot sends: handed over in parts first, then shown by the name that the platform gives.

The SDK has no calls for it; these are the platform's, as its SDK for Node.js makes them (``aibot_upload_media_init``,
``_chunk``, ``_finish``). They were seen to work in answers and in pushes; pictures within a text are not shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bot.channels.wecom.failures import Failure, NoAnswer, NotSent, Refusal
from bot.pictures import picture_kind
from bot.raw import Raw, part, words

PART_BYTES = 256 * 1024
"""Of one part; the platform takes up to 512 KiB, and waits five seconds for each."""
_PICTURE_KINDS = frozenset({"jpeg", "png"})
_MOST_PICTURE_BYTES = 10 * 1024 * 1024
"""Others go as files. Source: https://developer.work.weixin.qq.com/document/path/90389."""

MediaKind = Literal["image", "file"]
SendRequest = Callable[[str, dict[str, Any]], Awaitable[Raw | Failure]]
"""Makes a call, by its name, with a body; gives what the platform answers."""


@dataclass(frozen=True, slots=True)
class Media:
    """What is to be sent. ``instead``: the words for whoever gets nothing, because the platform refuses it."""

    kind: MediaKind
    name: str
    content: bytes
    instead: str


def as_picture(sha256: str, content: bytes, instead: str) -> Media:
    """A photo: shown where the platform shows such, else as a file to be opened."""
    kind = picture_kind(content) or "bin"
    shown = kind in _PICTURE_KINDS and len(content) <= _MOST_PICTURE_BYTES
    return Media("image" if shown else "file", f"{sha256[:8]}.{kind}", content, instead)


async def upload(send: SendRequest, media: Media) -> str | Failure:
    """Hand it over; the platform's name for it, good for three days. Nothing is seen of it yet."""
    begun = await send("aibot_upload_media_init", _beginning(media))
    task = _named(begun, "upload_id")
    if not isinstance(task, str):
        return task
    for number, encoded in enumerate(_parts(media.content)):
        body = {"upload_id": task, "chunk_index": number, "base64_data": encoded}
        taken = await send("aibot_upload_media_chunk", body)
        if isinstance(taken, Refusal | NotSent | NoAnswer):
            return _again(taken)
    return _named(await send("aibot_upload_media_finish", {"upload_id": task}), "media_id")


def _beginning(media: Media) -> dict[str, Any]:
    return {
        "type": media.kind,
        "filename": media.name,
        "total_size": len(media.content),
        "total_chunks": sum(1 for _ in _parts(media.content)),
        "md5": hashlib.md5(media.content, usedforsecurity=False).hexdigest(),
    }


def _parts(content: bytes) -> Iterator[str]:
    for start in range(0, len(content), PART_BYTES):
        yield base64.b64encode(content[start : start + PART_BYTES]).decode()


def _named(answer: Raw | Failure, name: str) -> str | Failure:
    if isinstance(answer, Refusal | NotSent | NoAnswer):
        return _again(answer)
    return words(part(answer, "body"), name) or Refusal(None, f"no {name}")


def _again(failure: Failure) -> Failure:
    """What nobody has seen can be handed over once more, whatever became of it."""
    return NotSent(failure.words) if isinstance(failure, NoAnswer) else failure
