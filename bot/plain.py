"""Texts as the platform may show them: what somebody wrote calls nobody, and looks as it reads."""

from __future__ import annotations

import re

from text.shown import shown

_MENTION = re.compile(r"@(?=\w)")


def plain(text: str) -> str:
    """The text without control characters and turns of direction; ``@name`` links to nobody."""
    return _MENTION.sub("＠", shown(text))
