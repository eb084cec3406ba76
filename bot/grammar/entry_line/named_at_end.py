"""Whom a reason names as if the entry were theirs as well: ``没分类 钱进``, ``没分类4组``, ``没分类 和4-9``.

The household at the front is the one that is meant, unless somebody else stands there: then the officer is asked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.grammar.entry_line.joined import joined_in_reason
from bot.grammar.records import EntryLine, HouseholdBy, Lexicon
from bot.grammar.words.characters import HAN, SEPARATORS
from bot.grammar.words.credits import without_credit
from bot.grammar.words.parts import is_told_of
from bot.grammar.words.persons import person
from bot.grammar.words.tidy import tidy

_STOPS = r"[\s.。!]*$"
_NAME = re.compile(rf"(?<=[{SEPARATORS}])(?P<name>[\u4e00-\u9fff]{{2,4}}?)[家户]?{_STOPS}")
_N = rf"(?:[0-9]{{1,3}}|{HAN}{{1,3}})"
_GROUP = re.compile(rf"(?<=[\u4e00-\u9fff])第?{_N}[组队]第?(?:{_N}[号户]?)?{_STOPS}")


def asked_whose(line: EntryLine, lexicon: Lexicon, *, alone: bool) -> EntryLine:
    """The entry, with its household to be compared with the head who is named at the end, or its reason doubted.

    Not ``alone``: its line names several households, and whoever is named behind them can be none in place of each.
    """
    plain = without_credit(tidy(line.reason).plain, lexicon)
    if (group := _GROUP.search(plain)) and not is_told_of(plain, group.start()):
        return replace(line, doubted=group[0])
    if joined := joined_in_reason(plain, lexicon, item=line.item, merit=line.sign == 1):
        return replace(line, doubted=joined)
    found = _NAME.search(plain)
    if found is None or not person(found["name"]) or not lexicon.is_head(found["name"]):
        return line
    home = line.household
    if alone and home.by is not HouseholdBy.NAME and not home.head:
        return replace(line, household=replace(home, head=found["name"]))
    return line if found["name"] in {home.text, home.head} else replace(line, doubted=found["name"])
