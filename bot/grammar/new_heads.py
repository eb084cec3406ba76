"""The name of a new head as officers write it: 王小明, 改为王小明, 王建国改成王小明."""

from __future__ import annotations

import re

_FROM_TO = re.compile("(?P<old>[^改换变]*)(?:变更|改|换|变)[成为到](?P<new>.+)")
_NO_NAME = re.compile("[的他她它吗呢?]|儿子|女儿|老[婆公]|媳妇|[爸妈]|孙子|待定|未知|不详|不知|某某|改|换成")
"""What stands in no name of a person."""


def new_head(said: str) -> tuple[str, str] | None:
    """The head before, "" where none is named, and the new one; None for what names nobody (他儿子, 待定)."""
    changed = _FROM_TO.fullmatch(said)
    old, new = (changed["old"], changed["new"]) if changed else ("", said)
    return None if _NO_NAME.search(new) else (old, new)
