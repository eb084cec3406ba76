"""Photos that come with a form: made small, and free of where and with what they were taken."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_FORMATS = ("JPEG", "HEIF", "PNG", "WEBP")
LONGEST_SIDE = 2048
"""Pixels; enough to read a house number."""
_COARSE = ("1", "P")
"""Modes of few colours, in which a picture made smaller loses its lines."""
SMALL_SIDE = 240
"""Pixels of the picture of a photo that a page shows; about 10 KB."""
_QUALITY = 85
_MOST_PIXELS = {"JPEG": 80_000_000, "MPO": 80_000_000, "HEIF": 51_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""By kind (MPO: a JPEG with more pictures behind it). What telephones take today is below; at its limit none unfolds
into more than half a gigabyte."""
_JPEG = b"\xff\xd8\xff"
_MOST_SCANS = 32
"""Of a JPEG: cameras make one, the web's make ten. Each goes over all pixels, and one of 114 bytes takes 0.2 s."""
_MARKER = re.compile(rb"\xff+([^\x00\x01\xff\xd0-\xd7])")
"""With its length behind it. FF 00 and FF D0 to D7 stand within a scan, and FF 01 anywhere, without one. Source: ITU-T
T.81, annex B."""
_START_OF_SCAN, _END = b"\xda", b"\xd9"
_SHOWN_EVERYWHERE = {_JPEG: "image/jpeg", b"\x89PNG": "image/png", b"RIFF": "image/webp"}


class NotAPhoto(Exception):  # noqa: N818 - it says what the file is, and is no failure of the program
    """The file is no photo that can be kept."""


class TooManyPixels(NotAPhoto):
    """It may be one, and is too large to be unfolded."""


def cleaned(content: bytes, longest_side: int = LONGEST_SIDE) -> bytes:
    """The photo as a JPEG without any metadata, the right way up. Takes a while. Raises NotAPhoto.

    What strangers send is unfolded by ``web.apart``.
    """
    # What reads pictures takes 15 MB, and most days nobody sends one by a form.
    from PIL import Image, ImageOps  # noqa: PLC0415 - see above
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - see above

    register_heif_opener()
    if content.startswith(_JPEG) and _has_many_scans(content):
        raise NotAPhoto
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS[image.format or ""]:
                    raise TooManyPixels
                image.draft("RGB", (longest_side, longest_side))
                whole = image.convert(_finer(image)) if image.mode in _COARSE else image
                whole.thumbnail((longest_side, longest_side))  # first: what is done to it afterwards takes little room
                upright = ImageOps.exif_transpose(whole)
                seen = upright.convert(_finer(upright))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise TooManyPixels from error
    except (OSError, ValueError, SyntaxError, EOFError, Warning) as error:
        raise NotAPhoto from error
    plain = Image.new("RGB", seen.size, "white")  # behind what can be seen through
    plain.paste(seen, mask=seen if seen.mode == "RGBA" else None)
    out = BytesIO()
    plain.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _has_many_scans(jpeg: bytes) -> bool:
    """Whether its first picture, which is the one that is read, goes over its pixels more often than any photo does."""
    place, scans = len(_JPEG) - 1, 0
    while (marker := _MARKER.search(jpeg, place)) and marker[1] != _END and scans <= _MOST_SCANS:
        scans += marker[1] == _START_OF_SCAN
        place = marker.end() + int.from_bytes(jpeg[marker.end() : marker.end() + 2], "big")
    return scans > _MOST_SCANS


def _finer(image: Picture) -> str:
    """A mode of many colours that keeps what can be seen through."""
    return "RGBA" if image.has_transparency_data else "RGB"


def as_jpeg(content: bytes) -> bytes:
    """A kept photo as a JPEG, whatever it was kept as. Raises NotAPhoto."""
    return content if content.startswith(_JPEG) else cleaned(content)


def kind_shown(content: bytes) -> str | None:
    """The kind of a kept photo that every browser shows; None for another one, which has to be made a JPEG first."""
    return next((kind for mark, kind in _SHOWN_EVERYWHERE.items() if content.startswith(mark)), None)
