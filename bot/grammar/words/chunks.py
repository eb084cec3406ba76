"""Where the chunks of a line lie, which separators part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.grammar.records import Lexicon
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.household_forms import GROUP
from bot.grammar.words.literals import read_literal

_SEPARATOR = re.compile(f"[{SEPARATORS}]+")
_APART = [re.compile(rf"[\u4e00-\u9fff]{{1,2}}(?: [\u4e00-\u9fff]{{1,2}}){{{more}}}(?=[ ,、]|$)") for more in (3, 2, 1)]
"""``沈 月 英``."""


def chunks(line: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where chunks lie. Forms with blanks inside (``3组 12号``, ``环 3``, ``3组 李秀英``) stay together."""
    at = 0
    while at < len(line):
        if blank := _SEPARATOR.match(line, at):
            at = blank.end()
            continue
        shape = read_literal(line, at)
        following = _SEPARATOR.search(line, shape.end if shape else at)
        end = following.start() if following else len(line)
        if following and GROUP.fullmatch(line, at, end):
            name = _SEPARATOR.split(line[following.end() :], maxsplit=1)[0]
            end = following.end() + len(name) if lexicon.is_head(name) else end
        apart = (found for pattern in _APART if (found := pattern.match(line, at)))
        if whole := next((one for one in apart if lexicon.is_head(one[0].replace(" ", ""))), None):
            end = whole.end()
        yield at, end
        at = end
