"""Photos as telephones take them, with the place where they were taken."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()  # the product does it with its first photo, which another test may send later


def taken(kind: str = "JPEG", size: tuple[int, int] = (640, 480)) -> bytes:
    """A photo with its position, the camera's name, and turned on its side."""
    image = Image.radial_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Telephone", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 49.0, 16.0), 3: "E", 4: (121.0, 17.0, 20.0)})
    out = BytesIO()
    image.save(out, kind, exif=exif, quality=80)
    return out.getvalue()


def said_to_be(width: int, height: int) -> bytes:
    """A PNG of some bytes that says it is so many pixels wide and high."""
    small = taken("PNG", (1, 1))
    head = small[12:16] + struct.pack(">II", width, height) + small[24:29]
    return small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]
