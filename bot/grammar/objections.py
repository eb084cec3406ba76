"""The arguments of /yi: none, a case, the decision on a case, or a household's objection to an entry."""

from __future__ import annotations

import re

from bot.grammar.literals import read_literal
from bot.grammar.measure_words import COUNTED
from bot.grammar.questions import asked
from bot.grammar.records import (
    DismissObjection,
    Fault,
    HouseholdBy,
    HouseholdRef,
    Lexicon,
    Mistake,
    ObjectFor,
    ObjectionList,
    ShowObjection,
    UpholdObjection,
)
from bot.grammar.rules import Numbered
from bot.grammar.single import read_household
from bot.grammar.tidy import Tidy, tidy
from bot.grammar.tokens import Kind, Token

_BLANKS = " \t\n,、;。:"
_EDGES = "，,、；;。：: \n"
_YES = "(?P<yes>批准|准|成立|同意|采纳|支持|yes|ok)"
_NO = "(?P<no>不成立|不准|不同意|不采纳|不支持|驳回|驳|no)"
_CASE = r"(?:异议|案号|编号)?[第]?\s*(?P<case>[1-9][0-9]{0,8})(?![0-9.:/%⁄-]|(?![号件])" + COUNTED.pattern + ")[号件]?"
_DECISIONS = (
    re.compile(rf"[{_BLANKS}]*(?:{_NO}|{_YES})[{_BLANKS}]*{_CASE}(?P<rest>.*)", re.IGNORECASE | re.DOTALL),
    re.compile(rf"[{_BLANKS}]*{_CASE}[{_BLANKS}]*(?:{_NO}|{_YES})(?P<rest>.*)", re.IGNORECASE | re.DOTALL),
)
_BARE_DECISION = re.compile(rf"[{_BLANKS}]*(?:{_NO}|{_YES})(?![\u4e00-\u9fff])", re.IGNORECASE)
_DECIDES = re.compile(rf"(?<=[{_BLANKS}])(?:{_NO}|{_YES})[{_BLANKS}]*[0-9]", re.IGNORECASE)
"""A decision further on: no objection says it."""
_ALONE = re.compile(rf"(?:^|(?<=[{_BLANKS}#]))[0-9]{{1,9}}(?=[{_BLANKS}]|$)")
_POINTS = re.compile(rf"[{_BLANKS}]*(?:改[为成]?)?\s*[扣加]?\s*(?P<points>[0-9]{{1,3}})\s*(?:分|(?=[{_BLANKS}]|$))")
_ENTRY = re.compile(r"\s*(?:记录|编号|记)?\s*(?:第|#)?\s*(?P<entry>[0-9]{1,9})(?![0-9-])号?")
_MARKED = re.compile(r"(?:(?:^|(?<=\s))记(?:录)?\s*#?|#)\s*(?P<entry>[0-9]{1,9})(?![0-9-])号?")

Objecting = ObjectionList | ShowObjection | UpholdObjection | DismissObjection | ObjectFor


def read_objections(line: Numbered, lexicon: Lexicon) -> Objecting | list[Mistake]:
    """``/yi``, ``/yi 5``, ``/yi 准 5 3 原因``, ``/yi 驳 5 原因``, ``/yi 3-12 #123 原因`` or ``/yi 记 123 原因``."""
    text, plain = line.text, line.text.plain
    if not plain.strip(_BLANKS):
        return ObjectionList()
    if shown := re.fullmatch(_CASE, plain.strip(_BLANKS)):
        return ShowObjection(int(shown["case"]))
    for pattern in _DECISIONS:
        if decision := pattern.match(plain):
            return asked(line) or _decision(text, decision)
    if bare := _BARE_DECISION.match(plain):
        return asked(line) or _decision(text, bare)
    return _objection(line, lexicon)


def _decision(text: Tidy, found: re.Match[str]) -> UpholdObjection | DismissObjection | list[Mistake]:
    """Without a number it is that of the message which was replied to; a number further on may be another."""
    case = int(found["case"]) if "case" in found.groupdict() else None
    if case is None and _ALONE.search(text.plain, found.end()):
        return [Mistake(Fault.NO_CASE, 1)]
    start, end = (found.end() if case is None else found.start("rest")), len(text.plain)
    if found["no"]:
        return DismissObjection(case, text.typed(start, end).strip(_EDGES))
    points = _POINTS.match(text.plain, start)
    if further := _ALONE.search(text.plain, points.end() if points else start):
        return [Mistake(Fault.TWO_POINTS if points else Fault.UNCLEAR_POINTS, 1, further[0])]
    reason = text.typed(points.end() if points else start, end).strip(_EDGES)
    return UpholdObjection(case, int(points["points"]) if points else None, reason)


def _objection(line: Numbered, lexicon: Lexicon) -> ObjectFor | list[Mistake]:
    text, plain = line.text, line.text.plain
    lead = len(plain) - len(plain.lstrip(_BLANKS))
    place = read_literal(plain, lead)
    if place and place.kind is Kind.HOUSEHOLD and place.exact and (found := _ENTRY.match(plain, place.end)):
        assert isinstance(place.value, HouseholdRef)  # noqa: S101 - tokens of this kind hold nothing else
        return _filed(line, place.value, found)
    marked = _MARKED.search(plain)
    if marked is None:
        return _of_reply(line, place or _name(plain, lead, lexicon))
    before = text.typed(0, marked.start())
    if not before.strip(_EDGES):
        return _filed(line, None, marked)
    household = read_household(Numbered(line.number, tidy(before)), lexicon)
    return [household] if isinstance(household, Mistake) else _filed(line, household, marked)


def _name(plain: str, at: int, lexicon: Lexicon) -> Token | None:
    """The name of a head as the first word."""
    end = next((end for end in range(at, len(plain)) if plain[end] in _BLANKS), len(plain))
    if not lexicon.is_head(plain[at:end]):
        return None
    return Token(Kind.HOUSEHOLD, at, end, HouseholdRef(HouseholdBy.NAME, plain[at:end]), exact=True)


def _of_reply(line: Numbered, place: Token | None) -> ObjectFor | list[Mistake]:
    """Without a number it is the entry of the message that was replied to."""
    text = line.text
    household = place.value if place and place.exact and isinstance(place.value, HouseholdRef) else None
    content = text.typed(place.end if place and household else 0, len(text.plain)).strip(_EDGES)
    if not content or content[0].isdigit() or _DECIDES.search(text.plain):
        return [Mistake(Fault.BAD_OBJECTION, line.number)]
    return ObjectFor(None, household, content)


def _filed(line: Numbered, household: HouseholdRef | None, found: re.Match[str]) -> ObjectFor | list[Mistake]:
    content = line.text.typed(found.end(), len(line.text.plain)).strip(_EDGES)
    if not content:
        return [Mistake(Fault.NO_REASON, line.number)]
    return ObjectFor(int(found["entry"]), household, content)
