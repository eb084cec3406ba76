"""The fonts of all sheets, Noto Sans SC and Noto Serif SC: from a package, so that none is assumed on the machine."""

from __future__ import annotations

from functools import cache

import pylopdf_fonts_zh_cn as fonts

FOLDER = fonts.sans_path().parent


def missing(text: str) -> str:
    """The characters of a text that neither font has, each once, in their order: rare names, emoji."""
    known = _known()
    return "".join(dict.fromkeys(char for char in text if char.isprintable() and ord(char) not in known))


@cache
def _known() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - most processes never print

    known: set[int] = set()
    for path in (fonts.sans_path(), fonts.serif_path()):
        with TTFont(path, lazy=True) as font:
            known.update(font.getBestCmap())
    return frozenset(known)
