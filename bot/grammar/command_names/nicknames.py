"""What people call a command, though it is no name of it: what follows tells it from talk (撤回 3 记错了, 看下3-12)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.grammar.command_names.bare import asks
from bot.grammar.command_names.name_patterns import ONCE, PLEASE, any_of
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
_WHO_DID = r"(?:我|是|刚才?|昨天)*"
_DID = "[记看写弄搞扣加打点选]"
BY_SLIP = rf"(?:[\s,。]+{_WHO_DID}{_DID}?|{_WHO_DID}{_DID})(?:{OF_SLIP.pattern})(?!会|峰|[误复]?的)"
"""Right behind 1号撤销, which may be what becomes of something on the first: ``3号撤销公告，名字打错了`` is talk.

Without anything that parts the two it is what was done wrong: ``1号撤销记错了``, and not ``1号撤销错版票``.
"""
URGED = "(?:掉|一下)?+吧?+"
"""``撤掉``, ``撤销一下吧``."""


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
        called = [word for one in numbered for word in (one, f"{one}掉")]
        longer, anyhow = any_of(word for word in called if len(word) > 1), any_of(of_household)
        self._numbered = re.compile(rf"\s*(?P<name>{longer})\s?[#第]?(?={NUMBER_FIRST.pattern})")
        self._behind_number = re.compile(
            rf"\s*{PLEASE}[0-9]{{1,9}}号[\s,]?(?P<name>{any_of(called)}){URGED}(?={BY_SLIP})"
        )
        self._of_household = re.compile(
            rf"\s*{PLEASE}(?P<name>{anyhow})(?P<once>{ONCE})?(?P<apart>[\s:])*(?P<whom>[^\s,。;!?]{{2,14}})[\s。!]*$"
        )

    def find(self, text: Tidy) -> Nickname | None:
        """The nickname that a message begins with, by its form alone."""
        plain = text.plain
        if (found := self._numbered.match(plain)) and OF_SLIP.search(plain) and not asks(text):
            return Nickname(found["name"])
        if (found := self._behind_number.match(plain)) and not asks(text):
            return Nickname(found["name"])
        found = self._of_household.match(plain)
        if found is None or not (found["once"] or found["apart"] or read_literal(found["whom"], 0)):
            return None  # 看王建国 goes to see him
        return Nickname(found["name"], found["whom"])
