"""A kept photo as the platform takes it: as a picture, as a file, or as a word about why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendDocument, SendMessage, SendPhoto
from aiogram.types import BufferedInputFile

from bot import photo_folder
from bot.pictures import SHOWN, picture_kind
from bot.wording.photos import FILE_GONE, NOT_ALLOWED
from bot.wording.printing import NO_FILES

_LARGEST_PICTURE = 10 * 1024 * 1024
"""Bytes; a larger one is sent as a file. Source: the Bot API, sendPhoto."""


class SendText(SendMessage):
    """As it came: aiogram's own refuses an answer that quotes a message of a shape that it does not know."""

    __returning__ = Any  # type: ignore[assignment]  # aiogram's annotation is narrower than what it takes


class _Picture(SendPhoto):
    __returning__ = Any  # type: ignore[assignment]  # as above


class _File(SendDocument):
    __returning__ = Any  # type: ignore[assignment]  # as above


class SendPrinted(SendDocument):
    """A printed document, as it came as well."""

    __returning__ = Any  # type: ignore[assignment]  # as above


WrittenCall = SendMessage | SendPhoto | SendDocument
"""What becomes a message in a chat."""


def show(folder: Path, sha256: str, params: dict[str, Any]) -> WrittenCall:
    """The photo under its caption; ``params`` are those of sendPhoto, without the photo."""
    content = photo_folder.read(folder, sha256)
    if content is None:
        return _word(params, FILE_GONE)
    kind = picture_kind(content) or "bin"
    file = BufferedInputFile(content, f"{sha256[:8]}.{kind}")
    if kind in SHOWN and len(content) <= _LARGEST_PICTURE:
        return _Picture(photo=file, **params)
    return _File(document=file, **params)


def instead(method: SendPhoto | SendDocument, error: TelegramBadRequest) -> WrittenCall | None:
    """What to send when the platform does not take it so; None when that is not about the photo."""
    said = error.message.lower()
    params = method.model_dump(exclude={"photo", "document"}, exclude_unset=True)
    if isinstance(method, SendPhoto) and ("image_process" in said or "photo_" in said):
        return _File(document=method.photo, **params)
    if "send photos" in said or "send documents" in said or "send media" in said:
        return _word(params, NO_FILES if isinstance(method, SendPrinted) else NOT_ALLOWED)
    return None


def _word(params: dict[str, Any], word: str) -> SendText:
    caption = params["caption"]
    return SendText(text=f"{caption}\n{word}", **{name: value for name, value in params.items() if name != "caption"})
