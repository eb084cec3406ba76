"""A command without its slash behind what it is about: ``3-12查一下``, ``王建国多少分``, ``3组排名``, ``#6撤销 错了``.

Nothing else may stand in the message: 3-12查过了 and 王建国考了多少分 are talk.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.grammar.command_names.bare import asks
from bot.grammar.command_names.name_patterns import ONCE, PLEASE, any_of
from bot.grammar.command_names.nicknames import BY_SLIP, URGED
from bot.grammar.records import Lexicon
from bot.grammar.words.household_forms import WHOLE_GROUP
from bot.grammar.words.household_spans import household_at
from bot.grammar.words.item_codes import item_code
from bot.grammar.words.tidy import Tidy, tidy

About = Literal["", "household", "group", "item"]
"""What a command is about; "" where that is none of these alone."""
_LOOK = rf"(?:[查看](?:{ONCE})\s?)?"
_NOW = "(?:现在|目前|这个月|本月|今年)?"
_HOW_MUCH = r"(?:一共|总共|总|有|是|得了?)*(?:多少分|几分)(?:了|啊|呀)?"
_END = r"[\s。!?]*$"


@dataclass(frozen=True, slots=True)
class Behind:
    """The command ``name`` as ``said``, and its arguments."""

    name: str
    said: str
    arguments: Tidy


class BehindArgument:
    """Those of the commands that are about a household, a group or an item, and of those with a number.

    ``spellings``: the names of each, ``nicknames``: what people call it as well; ``about``: what each is about.
    """

    def __init__(
        self,
        spellings: Mapping[str, Collection[str]],
        nicknames: Mapping[str, Collection[str]],
        about: Mapping[str, About],
        numbered: Collection[str],
    ) -> None:
        words = {name: (*spellings[name], *nicknames[name]) for name in spellings}
        self._about = about
        self._names = {word: name for name in about for word in words[name] if len(word) > 1 or word == "查"}
        self._numbered = {word: name for name in numbered for word in words[name]}
        spelt = [one for name in numbered for one in spellings[name]]
        self._card = next((name for name, about in about.items() if about == "household"), "")
        self._pattern = re.compile(
            rf"\s*{PLEASE}{_LOOK}(?P<of>\S[^\n]{{0,14}}?)\s?的?{_NOW}的?"
            rf"(?:(?P<word>{any_of(self._names)})(?:{ONCE})?(?:是?多少)?|(?:积分|分数|得分|总分)?{_NOW}{_HOW_MUCH}){_END}",
            re.IGNORECASE,
        )
        self._of_number = re.compile(
            rf"\s*{PLEASE}(?P<of>{_listed('# ?[0-9]{1,9}')}|(?P<spoken>{_listed('[0-9]{1,9}号')}))[\s,]?"
            rf"(?P<word>(?(spoken)(?:{any_of(spelt)})|(?:{any_of(self._numbered)}))){URGED}(?!了)(?(spoken)(?={BY_SLIP}))",
            re.IGNORECASE,
        )

    def named(self, text: Tidy) -> str | None:
        """The command that a message may mean, by its form alone."""
        found = self._form(text)
        return found.name if found else None

    def find(self, text: Tidy, lexicon: Lexicon) -> Behind | None:
        """The command that a message means."""
        found = self._form(text)
        if found is None or found.name in self._numbered.values():
            return found
        return found if _is_about(found.arguments.plain, self._about[found.name], lexicon) else None

    def _form(self, text: Tidy) -> Behind | None:
        if (found := self._of_number.match(text.plain)) and not asks(text):
            arguments = tidy(f"{found['of']} {text.typed(found.end(), len(text.plain))}")
            return Behind(self._numbered[found["word"].lower()], found["word"], arguments)
        found = self._pattern.match(text.plain)
        if found is None:
            return None
        name = self._names[found["word"].lower()] if found["word"] else self._card
        return Behind(name, found["word"] or "", tidy(text.typed(*found.span("of"))))


def _listed(number: str) -> str:
    """One of them, or several, of which it is told that only one goes at a time."""
    return rf"{number}(?:[\s,、和]?{number})*"


def _is_about(said: str, about: About, lexicon: Lexicon) -> bool:
    match about:
        case "household":
            return household_at(said, 0, lexicon) == len(said)
        case "group":
            return WHOLE_GROUP.fullmatch(said) is not None
        case "item":
            code = item_code(said)
            return code is not None and code.end == len(said)
        case _:
            return False
