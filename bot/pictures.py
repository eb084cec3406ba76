"""What a file is, by its first bytes: its name and its sender may say anything."""

from __future__ import annotations

_MARKS = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"BM": "bmp",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
}
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
"""Kinds of the container of telephones' pictures. Source: ISO/IEC 23008-12, annex B."""
SHOWN = frozenset({"jpeg", "png", "webp"})
"""What chat platforms show as a picture; the others are sent as files."""


def picture_kind(content: bytes) -> str | None:
    """jpeg, png, webp, gif, bmp, tiff or heif; None for what is no picture."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "heif"
    return next((kind for mark, kind in _MARKS.items() if content.startswith(mark)), None)
