"""The arguments of /shen: none, a paper form, or the decision on a claim."""

from __future__ import annotations

import re

from bot.grammar.commands import AcceptClaim, ClaimList, Fault, FileClaim, Lexicon, Mistake, RejectClaim
from bot.grammar.line import Numbered, Wish, read_line
from bot.grammar.shapes import Kind

_BLANKS = " \t\n,、;。:"
_DECISION = re.compile(
    rf"[{_BLANKS}]*(?:(?P<yes>批准|同意|通过|准|ok|yes)|(?P<no>不同意|不准|不通过|驳回|拒绝|驳|no))"
    rf"[{_BLANKS}]*(?:申报|编号)?[{_BLANKS}#第]*(?P<number>[0-9]{{1,9}})?(?![0-9])号?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(rf"[{_BLANKS}]*(?:申报|编号|第)?[{_BLANKS}#]*([1-9][0-9]{{0,3}})号?[{_BLANKS}]*")
"""Of at most four digits: five and more are a household's code."""
_POINTS_AT_END = re.compile(r"(?:^|(?<=\s))[+加]?([0-9]{1,3})分?$|(?<=[^0-9])[+加]([0-9]{1,3})分?$|([0-9]{1,3})分$")
_FORM = Wish(frozenset({Kind.HOUSEHOLD, Kind.ITEM, Kind.POINTS}), sign=1, needs_reason=True)


def read_claims(line: Numbered, lexicon: Lexicon) -> ClaimList | FileClaim | AcceptClaim | RejectClaim | list[Mistake]:
    """``/shen``, ``/shen 12``, ``/shen 准 12 志2``, ``/shen 驳 12 原因`` or ``/shen 3-12 志2 原因``."""
    plain = line.text.plain
    if not plain.strip(_BLANKS):
        return ClaimList(None)
    if alone := _NUMBER.fullmatch(plain):
        return ClaimList(int(alone[1]))
    decision = _DECISION.match(plain)
    if decision is None:
        result = read_line(line, _FORM, lexicon)
        return result if isinstance(result, list) else FileClaim(result)
    number = int(decision["number"] or 0)
    if not number:
        return [Mistake(Fault.NO_CLAIM, line.number)]
    if decision["yes"]:
        return _accept(number, decision["rest"].strip(_BLANKS))
    reason = line.text.typed(decision.start("rest"), len(plain)).strip("，,、；;。：: ")
    return RejectClaim(number, reason or None)


def _accept(number: int, rest: str) -> AcceptClaim:
    found = _POINTS_AT_END.search(rest)
    points = int(found[1] or found[2] or found[3]) if found else None
    item = (rest[: found.start()] if found else rest).strip(_BLANKS)
    return AcceptClaim(number, item or None, points)
