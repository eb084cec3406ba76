"""Long texts in pieces, each of which a platform takes as one message."""

from __future__ import annotations

from collections.abc import Callable

AGAIN = "（重发）"
"""Before a message that may stand there already."""


def split(text: str, fitting: Callable[[str], str]) -> list[str]:
    """The pieces, broken between lines where that can be. ``fitting``: the longest beginning that is taken whole."""
    fits = fitting(text)
    if len(fits) == len(text):
        return [text]
    end = text.rfind("\n", 0, len(fits) + 1)
    head, rest = (text[:end], text[end + 1 :]) if end > 0 else (fits, text[len(fits) :])
    return [head, *split(rest, fitting)]
