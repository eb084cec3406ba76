"""Texts as the platform takes them: at most so many bytes, and nothing in them that it would read as a sign."""

from __future__ import annotations

import re

AGAIN = "（重发）"
"""Before a message that may stand there already."""
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


def split(text: str, most: int = MOST_BYTES) -> list[str]:
    """A long text in pieces that fit one message, broken between lines where that can be."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= most:
        return [text]
    fits = encoded[:most].decode("utf-8", errors="ignore")
    end = text.rfind("\n", 0, len(fits) + 1)
    head, rest = (text[:end], text[end + 1 :]) if end > 0 else (fits, text[len(fits) :])
    return [head, *split(rest, most)]
