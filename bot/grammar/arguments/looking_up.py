"""The arguments of /pai and /gui: a group, an item."""

from __future__ import annotations

import re

from bot.grammar.records import Fault, Lexicon, Mistake, Ranking, Rules
from bot.grammar.rules import Numbered
from bot.grammar.words.item_codes import item_code
from text.normalise import numeral

_BLANKS = " \t\n,、;。"
_ALL = {"全村", "本村", "全部", "所有", "all"}
_GROUP = re.compile(r"第?([0-9]{1,2}|[一二两三四五六七八九十]{1,3})\s*组?")


def read_ranking(line: Numbered, _: Lexicon) -> Ranking | list[Mistake]:
    """Nothing or ``全村``, or a group: ``3``, ``3组``, ``三组``."""
    argument = line.text.plain.strip(_BLANKS)
    if not argument or argument.lower() in _ALL:
        return Ranking(None)
    found = _GROUP.fullmatch(argument)
    group = numeral(found[1]) if found else None
    return Ranking(group) if group else [Mistake(Fault.BAD_GROUP, line.number, line.text.raw.strip())]


def read_rules(line: Numbered, _: Lexicon) -> Rules:
    """Nothing, an item's code in any spelling, or part of a name."""
    argument = line.text.plain.strip(_BLANKS)
    code = item_code(argument)
    if code and code.end == len(argument):
        return Rules(str(code.value))
    return Rules(argument or None)
