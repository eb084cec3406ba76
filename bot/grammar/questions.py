"""What asks whether something is to be done, and orders nothing: ``要不要扣？``, ``该扣几分``, ``行不行``.

A reason tells what happened. It may tell of questions that others asked (问他为什么不分他不说).
"""

from __future__ import annotations

import re

from bot.grammar.records import Fault, Mistake
from bot.grammar.rules import Numbered

_STOPS = ",.。;:!、 "
_ENDS = re.compile(
    rf"(?:[?]|吗|(?<![0-9一二两三四五六七八九十]分)(?<![扣记加减])吧|(?<![什怎那这要多])么)[{_STOPS}?!~]*$"
)
_SHALL = "要该是行对能好扣加减罚记算可会用得"
_WHETHER = re.compile(
    rf"([{_SHALL}])(?:得|应)?不\1|有没有|(?:是|能|可|应|该)否|(?:扣|加|减|罚|记|给|算)(?:他|她|它|掉|了)?(?:几分?|多少分?)(?![点次遍回家户])"
    r"|(?:为什么|为啥|凭什么|凭啥|怎么|咋|谁)(?:要|会|能|又|给|来)?[扣加减罚记]|怎么[算办记弄]|可以吗?$|[扣加减罚记](?:分)?(?:了没有?|没有)$"
)
_TAG = re.compile(rf"(?<=[{_STOPS}])([{_SHALL}])(?:得|应)?不\1[{_STOPS}?]*$")
"""``，对不对`` at the end is asked of whoever reads it."""
_UNSURE = re.compile(r"(?<=[0-9号户分])\s?\(?[?]|\([?]+\)")
"""``4-5(?)``, ``2分?``: an argument that somebody is not sure of."""
_TOLD = re.compile("问|说|讲|不管|不知|无论|告诉|吵|争|骂|嫌|叫|喊")
"""Behind these the question is somebody's of whom the reason tells."""
_CLAUSE = re.compile(rf"[{_STOPS}?]+")


def question_in(plain: str) -> tuple[int, int] | None:
    """Where a text asks: its last clause, when that ends as a question does; a clause that asks whether to do it."""
    end = len(plain.rstrip(_STOPS))
    if end and _ENDS.search(plain[:end]):
        return _last_clause(plain[:end]), end
    if unsure := _UNSURE.search(plain) or _TAG.search(plain):
        return unsure.span()
    for found in _WHETHER.finditer(plain):
        if not _TOLD.search(plain[: found.start()]):
            return found.span()
    return None


def asked(line: Numbered) -> list[Mistake]:
    """The mistake of a line that asks; empty for one that does not."""
    found = question_in(line.text.plain)
    return [Mistake(Fault.QUESTION, line.number, line.text.typed(*found))] if found else []


def _last_clause(plain: str) -> int:
    """Where the words begin with which a text ends."""
    stops = (stop.end() for stop in _CLAUSE.finditer(plain))
    return max((end for end in stops if end < len(plain)), default=0)
