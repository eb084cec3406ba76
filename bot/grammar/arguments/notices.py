"""The arguments of /tong: a quarter, whether to send again, or the households that were told in person."""

from __future__ import annotations

import re

from bot.grammar.arguments.single import read_household
from bot.grammar.records import Fault, Lexicon, Mistake, NoticesAgain, NoticeVisits, QueueNotices
from bot.grammar.rules import Numbered
from bot.grammar.words.tidy import tidy
from text.normalise import numeral
from text.periods import round_key

_BLANKS = " \t\n,、;。"
_WORD = re.compile(rf"[^{_BLANKS}]+")
_TOLD = re.compile(rf"[{_BLANKS}]*(?:到|去过|已到|上门|告知|送到)了?(?=[{_BLANKS}0-9]|尾号|户码|$)")
_AGAIN = re.compile(
    r"(?:重新?发|再次?发|补发|again)(?:送|短信|通知)?(?:一次|一遍)?(?:给[没未][发收送]到的户?)?", re.IGNORECASE
)
_AGAIN_BEHIND = re.compile(_AGAIN.pattern + "$", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:(?P<year>20[0-9]{2})\s*年?\s*[-/]?\s*)?"
    r"(?:Q\s*(?P<q>[1-4])|第?\s*(?P<n>[1-4一二三四])\s*季度?|(?P<bare>[1-4]))(?:的?(?:短信|通知))*",
    re.IGNORECASE,
)


def read_notice(line: Numbered, lexicon: Lexicon) -> QueueNotices | NoticesAgain | NoticeVisits | list[Mistake]:
    """Nothing, or a quarter, with ``重发`` for those who were not reached.

    Or ``到 3-12 3-13`` for those told in person, with or without a quarter.
    """
    if told := _TOLD.match(line.text.plain):
        return _read_visits(line, told.end(), lexicon)
    argument = line.text.plain.strip(_BLANKS)
    if again := _AGAIN.match(argument) or _AGAIN_BEHIND.search(argument):
        argument = (argument[: again.start()] + argument[again.end() :]).strip(_BLANKS)
    near = round_key(argument, lexicon.today) or ""
    quarter = _read_quarter(argument) or (near if "Q" in near else None)
    if argument and quarter is None:
        return [Mistake(Fault.BAD_QUARTER, line.number, argument if again else line.text.raw.strip())]
    return NoticesAgain(quarter) if again else QueueNotices(quarter)


def _read_quarter(word: str) -> str | None:
    """With or without its year: ``2026Q3``, ``Q3``, ``三季度``, ``2026年三季度``."""
    found = _QUARTER.fullmatch(word)
    if not found or (found["year"] and found["bare"]):
        return None
    return f"{found['year'] or ''}Q{numeral(found['q'] or found['n'] or found['bare'])}"


def _read_visits(line: Numbered, start: int, lexicon: Lexicon) -> NoticeVisits | list[Mistake]:
    """Households one behind the other, each known by a word; what is none is named."""
    households, quarter, faults = [], None, []
    for word in _WORD.finditer(line.text.plain, start):
        if (of := _read_quarter(word[0])) and not word[0].isdigit():
            quarter = of
            continue
        typed = line.text.typed(*word.span())
        read = read_household(Numbered(line.number, tidy(typed)), lexicon)
        if isinstance(read, Mistake):
            faults.append(Mistake(Fault.NO_HOUSEHOLD, line.number, typed))
        else:
            households.append(read)
    if not households and not faults:
        faults.append(Mistake(Fault.NO_HOUSEHOLD, line.number))
    return faults or NoticeVisits(tuple(households), quarter)
