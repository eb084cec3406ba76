"""Names of people: as stored, and folded for comparison when nothing is stored exactly so."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from text.normalise import normalise, one_dot, simplified

_USUAL = re.compile(r"[\u4e00-\u9fff]+")
_ODD = re.compile(r"[^\n\u4e00-\u9fff]")
_ODD_LINE = re.compile(r"^.*[^\n\u4e00-\u9fff].*$", re.MULTILINE)
_DOTS = re.compile(r"[·.•・‧∙⋅]")


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """A name without what no eye sees or minds: widths, blanks, invisible characters, which dot; 昇 stays 昇."""
    kept = (one for one in unicodedata.normalize("NFKC", name) if unicodedata.category(one) not in {"Cf", "Mn", "Me"})
    return _DOTS.sub("·", re.sub(r"\s+", "", "".join(kept)))


@lru_cache(maxsize=8192)
def folded_name(name: str) -> str:
    """The same in simplified characters, in which 李昇 and 李升 are alike: only to find whom to ask about."""
    return simplified(name) if _USUAL.fullmatch(name) else one_dot(normalise(plain_name(name)))


def folded_names(lines: str) -> str:
    """Those of many names, each in a line, in any order: all in usual characters together, in a fiftieth of the time.

    A county has more names than are remembered one by one. Most villages have none in other characters, and are not
    looked through line by line, which takes three times as long as all the rest.
    """
    if not _ODD.search(lines):
        return simplified(lines)
    return "\n".join((simplified(_ODD_LINE.sub("", lines)), *map(folded_name, _ODD_LINE.findall(lines))))
