"""The fonts of all sheets, Noto Sans SC and Noto Serif SC: from a package, so that none is assumed on the machine."""

from __future__ import annotations

from functools import cache

import pylopdf_fonts_zh_cn as fonts

FOLDER = fonts.sans_path().parent


def missing(text: str) -> str:
    """The characters of a text that neither font has, each once, in their order: rare names, emoji."""
    rare = [char for char in dict.fromkeys(text) if char.isprintable() and not is_common(char)]
    return "".join(char for char in rare if ord(char) not in known()) if rare else ""


def is_common(char: str) -> bool:
    """Whether it is one of GB 2312: the fonts have all of them.

    Reading what else they have takes longer than setting most sheets.
    """
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def known() -> frozenset[int]:
    """Whatever one of the fonts has."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - most processes never print

    found: set[int] = set()
    for path in (fonts.sans_path(), fonts.serif_path()):
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)
