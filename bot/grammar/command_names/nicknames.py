"""What people call a command, though it is no name of it: what follows tells it from talk (撤回 3 记错了, 看下3-12)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.grammar.command_names.bare import asks
from bot.grammar.command_names.name_patterns import ONCE, PLEASE
from bot.grammar.records import Lexicon
from bot.grammar.words.characters import HAN
from bot.grammar.words.household_spans import household_at
from bot.grammar.words.literals import read_literal
from bot.grammar.words.measure_words import COUNTED
from bot.grammar.words.tidy import Tidy

NUMBER_FIRST = re.compile(
    rf"[0-9]{{1,9}}(?:号?[\s,。]+(?!{COUNTED.pattern})|$)|{HAN}{{1,3}}号(?=[记写打弄搞看扣加重]|[\s,。]|$)"
)
"""``撤销 3 记错了``, ``撤销三号记错了``, and not ``撤销 3 个岗位``."""
OF_SLIP = re.compile("错|重复|误")
"""Why an entry is taken back."""


@dataclass(frozen=True, slots=True)
class Nickname:
    """``whom`` stands behind it, and must be a household; "" where a number does."""

    said: str
    whom: str = ""

    def is_meant(self, lexicon: Lexicon) -> bool:
        """Whether nothing but a household follows, where one has to."""
        return not self.whom or household_at(self.whom, 0, lexicon) == len(self.whom)


class Nicknames:
    """Those of the commands that a number behind them tells from talk, and of those that a household does."""

    def __init__(self, numbered: Iterable[str], of_household: Iterable[str]) -> None:
        longer = "|".join(one for one in numbered if len(one) > 1) or "(?!)"
        anyhow = "|".join(sorted(of_household, key=len, reverse=True)) or "(?!)"
        self._numbered = re.compile(rf"\s*(?P<name>{longer})\s?[#第]?(?={NUMBER_FIRST.pattern})")
        self._of_household = re.compile(
            rf"\s*{PLEASE}(?P<name>{anyhow})(?P<once>{ONCE})?(?P<apart>[\s:])*(?P<whom>[^\s,。;!?]{{2,14}})[\s。!]*$"
        )

    def find(self, text: Tidy) -> Nickname | None:
        """The nickname that a message begins with, by its form alone."""
        plain = text.plain
        if (found := self._numbered.match(plain)) and OF_SLIP.search(plain) and not asks(text):
            return Nickname(found["name"])
        found = self._of_household.match(plain)
        if found is None or not (found["once"] or found["apart"] or read_literal(found["whom"], 0)):
            return None  # 看王建国 goes to see him
        return Nickname(found["name"], found["whom"])
