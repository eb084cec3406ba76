"""Photos that come with a form: made small, and free of where and with what they were taken."""

from __future__ import annotations

import warnings
from io import BytesIO

_FORMATS = ("JPEG", "HEIF", "PNG", "WEBP")
_LONGEST_SIDE = 2048
"""Pixels; enough to read a house number."""
_SMALL_SIDE = 240
"""Pixels of the picture of a photo that a page shows; about 10 KB."""
_QUALITY = 85
_MOST_PIXELS = 80_000_000
"""What telephones take today is well below; a small file that unfolds into more is an attack."""
_JPEG = b"\xff\xd8\xff"
_SHOWN_EVERYWHERE = {_JPEG: "image/jpeg", b"\x89PNG": "image/png", b"RIFF": "image/webp"}


class NotAPhoto(Exception):  # noqa: N818 - it says what the file is, and is no failure of the program
    """The file is no photo that can be kept."""


def cleaned(content: bytes, longest_side: int = _LONGEST_SIDE) -> bytes:
    """The photo as a JPEG without any metadata, the right way up. Takes a while. Raises NotAPhoto."""
    # What reads pictures takes 15 MB, and most days nobody sends one by a form.
    from PIL import Image, ImageOps  # noqa: PLC0415 - see above
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - see above

    register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise NotAPhoto
                image.draft("RGB", (longest_side, longest_side))
                upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Warning) as error:
        raise NotAPhoto from error
    upright.thumbnail((longest_side, longest_side))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = BytesIO()
    plain.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def small(content: bytes) -> tuple[str, bytes]:
    """A kept photo as a picture of itself to press on, and its kind. Raises NotAPhoto."""
    return "image/jpeg", cleaned(content, _SMALL_SIDE)


def as_jpeg(content: bytes) -> bytes:
    """A kept photo as a JPEG, whatever it was kept as. Raises NotAPhoto."""
    return content if content.startswith(_JPEG) else cleaned(content)


def as_shown(content: bytes) -> tuple[str, bytes]:
    """A kept photo in a kind that every browser shows, and that kind. Raises NotAPhoto."""
    for mark, kind in _SHOWN_EVERYWHERE.items():
        if content.startswith(mark):
            return kind, content
    return "image/jpeg", cleaned(content)
