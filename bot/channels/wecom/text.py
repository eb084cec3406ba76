"""Texts as the platform takes them: at most so many bytes, and nothing in them that it would read as a sign."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.pieces import AGAIN

MOST_BYTES = 20480 - len(AGAIN.encode())
"""A text's bytes in UTF-8. Source: https://developer.work.weixin.qq.com/document/path/101463."""

_SIGNS = str.maketrans({"*": "＊", "`": "｀", "<": "＜"})
_LINE_SIGN = re.compile(r"^([ \t]*)([#>])", re.MULTILINE)
_LINK = re.compile(r"\]\(")
_WIDE = {"#": "＃", ">": "＞"}


def markdown(text: str) -> str:
    """A plain text that looks in markdown as it reads: nothing bold, no heading, no link, nobody called."""
    plain = _LINK.sub("] (", text.translate(_SIGNS))
    return _LINE_SIGN.sub(lambda found: found[1] + _WIDE[found[2]], plain)


def fitting(most: int) -> Callable[[str], str]:
    """What gives the longest beginning of a text that has at most so many bytes."""
    return lambda text: text.encode("utf-8", "replace")[:most].decode("utf-8", errors="ignore")
