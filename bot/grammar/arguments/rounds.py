"""The arguments of /jie: a round, or a household that is to be taken out of one or back in."""

from __future__ import annotations

import re

from bot.grammar.arguments.single import read_household
from bot.grammar.records import (
    ExcuseHousehold,
    Fault,
    HouseholdRef,
    IncludeHousehold,
    Lexicon,
    Mistake,
    Settle,
    Withdraw,
)
from bot.grammar.rules import Numbered
from bot.grammar.words.literals import read_literal
from bot.grammar.words.tidy import tidy
from bot.grammar.words.tokens import Kind
from text.normalise import numeral
from text.periods import round_key

_BLANKS = " \t\n,、;。:"
_EDGES = "，,、；;。：: \n"
_WORD = re.compile(rf"[^{_BLANKS}]+")
_ROUND = re.compile(
    r"(?:(?P<year>20[0-9]{2})\s*[年/-]?\s*)?"
    r"(?:Q\s*(?P<q>[1-4])|第?(?P<quarter>[1-4一二三四])\s*季度?|(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*月?份?)",
    re.IGNORECASE,
)
_WITHDRAW = re.compile(rf"[{_BLANKS}]*撤[回销]?(?:结算)?(?=[{_BLANKS}0-9]|$)[{_BLANKS}]*")
_ROUND_FIRST = re.compile(rf"[{_BLANKS}]*(?P<round>{_ROUND.pattern})(?=[{_BLANKS}]|$)", re.IGNORECASE)
_NAMES_ROUND = re.compile("[0-9一二三四五六七八九十]月份?(?![0-9一二三四五六七八九十])|季度|Q[1-4]", re.IGNORECASE)
"""A round that is named further on is not the last one."""
_EXCUSE = re.compile(rf"[{_BLANKS}]*(?P<verb>免考?|不考|考|恢复)(?=[{_BLANKS}0-9]|$)[{_BLANKS}]*")

_FOR_LONG = re.compile("长期|長期|一直")


def read_settle(
    line: Numbered, lexicon: Lexicon
) -> Settle | Withdraw | ExcuseHousehold | IncludeHousehold | list[Mistake]:
    """``/jie``, ``/jie 9月``, ``/jie 2026-09``, ``/jie 撤 9月``, ``/jie 免 3-12 原因`` or ``/jie 考 3-12``."""
    plain = line.text.plain
    if verb := _WITHDRAW.match(plain):
        return _withdraw(line, verb.end())
    if verb := _EXCUSE.match(plain):
        return _excuse(line, lexicon, verb)
    said = plain.strip(_BLANKS)
    if not said:
        return Settle(None)
    key = _key(_ROUND.fullmatch(said)) or round_key(said, lexicon.today)
    return Settle(key) if key else [Mistake(Fault.BAD_ROUND, line.number, line.text.raw.strip())]


def _key(found: re.Match[str] | None) -> str | None:
    """``2026-09``, or ``-09`` without the year; None for what is no round."""
    ending = _ending(found) if found else None
    return f"{found['year'] or ''}{ending}" if found and ending else None


def _withdraw(line: Numbered, start: int) -> Withdraw | list[Mistake]:
    rest = line.text.cut(start)
    found = _ROUND_FIRST.match(rest.plain)
    key = _key(_ROUND.fullmatch(found["round"])) if found else None
    if key is None and (rest.plain.strip(_BLANKS)[:1].isdigit() or _NAMES_ROUND.search(rest.plain)):
        return [Mistake(Fault.BAD_ROUND, line.number, rest.raw.strip())]
    reason = rest.typed(found.end() if found and key else 0, len(rest.plain))
    return Withdraw(key, reason.strip(_EDGES))


def _ending(found: re.Match[str]) -> str | None:
    """``Q3`` or ``-09``."""
    if quarter := found["q"] or found["quarter"]:
        return f"Q{numeral(quarter)}"
    month = numeral(found["month"])
    return f"-{month:02}" if month and month <= 12 else None  # noqa: PLR2004 - months of a year


def _excuse(
    line: Numbered, lexicon: Lexicon, verb: re.Match[str]
) -> ExcuseHousehold | IncludeHousehold | list[Mistake]:
    rest = line.text.cut(verb.end())
    place, first = read_literal(rest.plain, 0), _WORD.match(rest.plain)
    end = place.end if place and place.kind is Kind.HOUSEHOLD else first.end() if first else 0
    household = read_household(Numbered(line.number, tidy(rest.typed(0, end))), lexicon)
    if isinstance(household, Mistake):
        return [household]
    if other := _other_round(rest.plain, end, lexicon):
        return [Mistake(Fault.NOT_THIS_ROUND, line.number, other)]
    reason = rest.typed(end, len(rest.plain)).strip(_EDGES)
    return _made(line, verb["verb"].startswith(("免", "不")), household, reason)


def _other_round(plain: str, start: int, lexicon: Lexicon) -> str | None:
    """A round that is named, and is not the one of today: only that can be excused from."""
    month = lexicon.today.month
    running = {f"-{month:02}", f"Q{(month + 2) // 3}"}
    for word in _WORD.finditer(plain, start):
        found = _ROUND.fullmatch(word[0])
        if found and not word[0].isdigit() and _ending(found) not in running:
            return word[0]
        if round_key(word[0], lexicon.today) and word[0].startswith("上"):
            return word[0]
    return None


def _made(
    line: Numbered, excuse: bool, household: HouseholdRef, reason: str
) -> ExcuseHousehold | IncludeHousehold | list[Mistake]:
    if not excuse:
        return IncludeHousehold(household)
    for_long = _FOR_LONG.match(reason)
    reason = reason[for_long.end() :].strip(_EDGES) if for_long else reason
    return ExcuseHousehold(household, reason, bool(for_long)) if reason else [Mistake(Fault.NO_REASON, line.number)]
