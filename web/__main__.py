"""``python -m web``: photos come in, each after a line with its longest side in pixels and its length in bytes; a line
with what became of it and the length of its JPEG goes out, and then that. See ``web.apart``.
"""

from __future__ import annotations

import sys

from web.photos import NotAPhoto, TooManyPixels, cleaned

if __name__ == "__main__":
    for head in iter(sys.stdin.buffer.readline, b""):
        longest_side, size = map(int, head.split())
        made = b""
        try:
            made = cleaned(sys.stdin.buffer.read(size), longest_side)
            became = "photo"
        except TooManyPixels:
            became = "pixels"
        except NotAPhoto:
            became = "none"
        sys.stdout.buffer.write(f"{became} {len(made)}\n".encode())
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
