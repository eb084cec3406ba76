"""The picture or other file that came with a message of the platform, or with the message it replies to."""

from __future__ import annotations

from dataclasses import replace

from bot.incoming import Attached, FileKind
from bot.raw import Raw, number, part, parts, words

_PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".tif", ".tiff", ".bmp")
_FILES: dict[str, FileKind] = {
    "animation": FileKind.VIDEO,  # before "document", which an animation has as well
    "video": FileKind.VIDEO,
    "video_note": FileKind.VIDEO,
    "document": FileKind.FILE,
    "audio": FileKind.SOUND,
    "voice": FileKind.SOUND,
}
_NAMES = {"photo", *_FILES}


def attached(message: Raw) -> Attached | None:
    """The message's own file, else that of the message it replies to, in this chat or in another."""
    if own := _own(message):
        return own
    found = _own(part(message, "reply_to_message")) or _own(part(message, "external_reply"))
    return replace(found, in_reply=True) if found else None


def _own(message: Raw) -> Attached | None:
    """What the message itself carries."""
    if _NAMES.isdisjoint(message):
        return None
    album = words(message, "media_group_id")
    sizes = [size for size in parts(message, "photo") if words(size, "file_id")]
    if sizes:  # the same picture in several sizes, the largest last
        return _attached(sizes[-1], FileKind.PICTURE, album)
    for name, kind in _FILES.items():
        file = part(message, name)
        if words(file, "file_id"):
            return _attached(file, FileKind.PICTURE if name == "document" and _is_picture(file) else kind, album)
    return None


def _attached(file: Raw, kind: FileKind, album: str | None) -> Attached:
    file_id = words(file, "file_id") or ""
    return Attached(kind, file_id, words(file, "file_unique_id") or file_id, number(file, "file_size"), album)


def _is_picture(document: Raw) -> bool:
    """By what its sender says of it; what it really is shows when it has been fetched."""
    mime, name = words(document, "mime_type") or "", words(document, "file_name") or ""
    return mime.lower().startswith("image/") or name.lower().endswith(_PICTURE_NAMES)
