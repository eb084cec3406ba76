"""The arguments of /jie: a round, or a household that is to be taken out of one or back in."""

from __future__ import annotations

import re

from bot.grammar.literals import read_literal
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
from bot.grammar.single import read_household
from bot.grammar.tidy import tidy
from bot.grammar.tokens import Kind
from text.normalise import numeral
from text.periods import round_key

_BLANKS = " \t\n,、;。:"
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
    return Withdraw(key, reason.strip("，,、；;。：: \n"))


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
    place = read_literal(rest.plain, 0)
    end = (
        place.end
        if place and place.kind is Kind.HOUSEHOLD
        else len(rest.plain.split(maxsplit=1)[0])
        if rest.plain.strip()
        else 0
    )
    household = read_household(Numbered(line.number, tidy(rest.typed(0, end))), lexicon)
    if isinstance(household, Mistake):
        return [household]
    return _made(
        line,
        verb["verb"].startswith(("免", "不")),
        household,
        rest.typed(end, len(rest.plain)).strip("，,、；;。：: \n"),
    )


def _made(
    line: Numbered, excuse: bool, household: HouseholdRef, reason: str
) -> ExcuseHousehold | IncludeHousehold | list[Mistake]:
    if not excuse:
        return IncludeHousehold(household)
    for_long = _FOR_LONG.match(reason)
    reason = reason[for_long.end() :].strip("，,、；;。：: \n") if for_long else reason
    return ExcuseHousehold(household, reason, bool(for_long)) if reason else [Mistake(Fault.NO_REASON, line.number)]
