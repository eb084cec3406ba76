"""The name of a new head as officers write it: 王小明, 改为王小明, 王建国改成王小明."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.grammar.words.persons import person
from bot.grammar.words.tidy import tidy
from text.normalise import NUMERAL_CHARACTERS

_FROM_TO = re.compile("(?P<old>[^改换变]*)(?:变更|改|换|变)[成为到](?P<new>.+)")
_LABEL = re.compile(r"^新?(?:户主|姓名)[是叫为]?(?=..)")
"""``户主周三``: what follows is a name, whatever else it might be."""
_NO_NAME = re.compile("[的他她它吗呢?]|儿子|女儿|老[婆公]|媳妇|[爸妈]|孙子|待定|未知|不详|不知|某某|改|换成")
"""What stands in no name of a person."""
_SIGNS = str.maketrans("", "", "·•・‧∙⋅.．（）()")
"""What may stand in a name beside its letters."""


def new_head(said: str, others: Collection[str]) -> tuple[str, str] | None:
    """The head before, "" where none is named, and the new one; None for what names nobody (他儿子, 待定).

    ``others`` are the words behind it: where one of them is rather a person, the first word is none.
    """
    said = _LABEL.sub("", said)
    changed = _FROM_TO.fullmatch(said)
    old, new = (changed["old"], changed["new"]) if changed else ("", said)
    rather = not person(tidy(new).plain) and any(person(tidy(other).plain) for other in others)
    return (old, new) if _may_be_name(new) and not rather else None


def _may_be_name(said: str) -> bool:
    """Letters of any script, two at least, and no numeral."""
    letters = said.translate(_SIGNS)
    numeral = all(letter in NUMERAL_CHARACTERS for letter in letters)
    return len(letters) > 1 and letters.isalpha() and not numeral and _NO_NAME.search(said) is None
