"""The arguments of /yi: none, a case, the decision on a case, or a household's objection to an entry."""

from __future__ import annotations

import re

from bot.grammar.arguments.single import read_household
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
from bot.grammar.words.characters import JOINING
from bot.grammar.words.literals import read_literal
from bot.grammar.words.measure_words import COUNTED
from bot.grammar.words.tidy import Tidy, tidy
from bot.grammar.words.tokens import Kind, Token

_BLANKS = " \t\n,、;。:"
_EDGES = "，,、；;。：: \n"
_YES = "(?P<yes>批准|准|成立|同意|采纳|支持|yes|ok)"
_NO = "(?P<no>不成立|不准|不同意|不采纳|不支持|驳回|驳|no)"
_CASE = (
    r"(?:异议|案号|编号)?[第]?\s*(?P<case>[1-9][0-9]{0,8})(?![0-9.:/%⁄分-]|(?![号件])" + COUNTED.pattern + ")[号件]?"
)
_DECISIONS = (
    re.compile(rf"[{_BLANKS}]*(?:{_NO}|{_YES})[{_BLANKS}]*{_CASE}(?P<rest>.*)", re.IGNORECASE | re.DOTALL),
    re.compile(rf"[{_BLANKS}]*{_CASE}[{_BLANKS}]*(?:{_NO}|{_YES})(?P<rest>.*)", re.IGNORECASE | re.DOTALL),
)
_BARE_DECISION = re.compile(rf"[{_BLANKS}]*(?:{_NO}|{_YES})(?![\u4e00-\u9fff])", re.IGNORECASE)
_DECIDES = re.compile(rf"(?<=[{_BLANKS}])(?:{_NO}|{_YES})[{_BLANKS}]*[0-9]", re.IGNORECASE)
"""A decision further on: no objection says it."""
_ANOTHER = re.compile(
    rf"[{_BLANKS}]*+(?P<joined>[{JOINING}]|异议|案号|#)?[{_BLANKS}#第]*+[0-9]{{1,9}}(?![0-9-])[号件]?"
    rf"(?=[{_BLANKS}{JOINING}#]|$)(?!\s?{COUNTED.pattern})"
)
"""One more case behind the first; without what joins it, behind 准, it is the points."""
_ON_DAY = re.compile(
    rf"[{_BLANKS}]*+(?:[12]?[0-9]|3[01])号\s*(?:[上下中]午|早上|晚上|去|到(?!此)|来|我|上门|入户|现场|实地|走访|专门|已?经?核实)"
)
"""``驳回 1 20号 去核实``: the day on which somebody went there."""
_ALONE = re.compile(rf"(?:^|(?<=[{_BLANKS}#]))[0-9]{{1,9}}(?=[{_BLANKS}]|$)")
_POINTS = re.compile(
    rf"[{_BLANKS}]*+(?:改[为成]?\s*+)?(?:[扣加]\s*+)?(?P<points>[0-9]{{1,3}})\s*(?:分|(?=[{_BLANKS}]|$))"
)
_ENTRY = re.compile(
    r"\s*(?:记录|编号|记)?\s*(?:第|#)?\s*(?P<entry>[1-9][0-9]{0,8})"
    rf"(?:[号条笔]|(?![0-9.:/%⁄-]|{COUNTED.pattern}))"
)
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
    another = _ANOTHER.match(text.plain, start) if case is not None else None
    if another and not another["joined"] and _ON_DAY.match(text.plain, start):
        another = None
    if another and (found["no"] or another["joined"]):
        return [Mistake(Fault.SEVERAL_CASES, 1)]
    if found["no"]:
        return DismissObjection(case, text.typed(start, end).strip(_EDGES))
    points = _POINTS.match(text.plain, start)
    if further := _ALONE.search(text.plain, points.end() if points else start):
        return [Mistake(Fault.TWO_POINTS if points else Fault.UNCLEAR_POINTS, 1, further[0])]
    reason = text.typed(points.end() if points else start, end).strip(_EDGES)
    return UpholdObjection(case, int(points["points"]) if points else None, reason)


def _objection(line: Numbered, lexicon: Lexicon) -> ObjectFor | list[Mistake]:
    text, plain = line.text, line.text.plain
    place = _household(plain, 0, lexicon)
    if place and (found := _ENTRY.match(plain, place.end)):
        return _filed(line, place, found)
    marked = _MARKED.search(plain)
    if marked is None:
        return _of_reply(line, place)
    before = text.typed(0, marked.start())
    if not before.strip(_EDGES):
        return _filed(line, _household(plain, marked.end(), lexicon), marked)
    household = read_household(Numbered(line.number, tidy(before)), lexicon)
    if isinstance(household, Mistake):
        return [household]
    return _filed(line, Token(Kind.HOUSEHOLD, 0, marked.start(), household), marked)


def _household(plain: str, at: int, lexicon: Lexicon) -> Token | None:
    """The household that stands there, by an exact form or as a word that is the name of a head."""
    start = at + len(plain[at:]) - len(plain[at:].lstrip(_BLANKS))
    shape = read_literal(plain, start)
    if shape is not None:
        return shape if shape.kind is Kind.HOUSEHOLD and shape.exact else None
    end = next((end for end in range(start, len(plain)) if plain[end] in _BLANKS), len(plain))
    named = HouseholdRef(HouseholdBy.NAME, plain[start:end])
    return Token(Kind.HOUSEHOLD, start, end, named, exact=True) if lexicon.is_head(named.text) else None


def _of_reply(line: Numbered, place: Token | None) -> ObjectFor | list[Mistake]:
    """Without a number it is the entry of the message that was replied to."""
    content = line.text.typed(place.end if place else 0, len(line.text.plain)).strip(_EDGES)
    if not content or content[0].isdigit() or _DECIDES.search(line.text.plain):
        return [Mistake(Fault.BAD_OBJECTION, line.number)]
    return ObjectFor(None, _ref(place), content)


def _filed(line: Numbered, place: Token | None, entry: re.Match[str]) -> ObjectFor | list[Mistake]:
    """What is said behind the number and the household, whichever stands last."""
    start = max(entry.end(), place.end if place else 0)
    content = line.text.typed(start, len(line.text.plain)).strip(_EDGES)
    if not content:
        return [Mistake(Fault.NO_REASON, line.number)]
    return ObjectFor(int(entry["entry"]), _ref(place), content)


def _ref(place: Token | None) -> HouseholdRef | None:
    return place.value if place and isinstance(place.value, HouseholdRef) else None
