"""The arguments of /gai: the number of a deduction, and a word about what was done."""

from __future__ import annotations

import re

from bot.grammar.records import Fault, Lexicon, Mistake
from bot.grammar.records.rectifying import Rectify
from bot.grammar.rules import Numbered
from bot.grammar.words.measure_words import COUNTED

_EDGES = "，,、；;。：: \t\n"
_ANOTHER = re.compile("[0-9０-９#＃+-]")
_NUMBER = re.compile(r"(?:编号|记录|第|#)*\s*([1-9][0-9]{0,8})(?![0-9.:/~%⁄-])(?:[号条]|(?!" + COUNTED.pattern + "))")
_ALONE = re.compile(r"(?:^|(?<=\s))[0-9]{1,9}(?=\s|$)")


def read_rectify(line: Numbered, _: Lexicon) -> Rectify | list[Mistake]:
    """``123``, ``#123 拆掉了``, or no number. What looks like another number in front is refused."""
    text = line.text
    lead = len(text.plain) - len(text.plain.lstrip(_EDGES))
    found = _NUMBER.match(text.plain, lead)
    note = text.typed(found.end() if found else lead, len(text.plain)).strip(_EDGES)
    if _ANOTHER.match(note) or (found is None and _ALONE.search(text.plain)):
        return [Mistake(Fault.NO_RECTIFIED, line.number, text.raw.strip())]
    return Rectify(int(found[1]) if found else None, note)
