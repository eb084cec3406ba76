"""The arguments of /shen: none, a paper form, or the decision on a claim."""

from __future__ import annotations

import re

from bot.grammar.arguments.single import read_worth
from bot.grammar.lines import Calls, lines_of, read_lines
from bot.grammar.questions import asked
from bot.grammar.records import AcceptClaim, ClaimList, Fault, FileClaims, Lexicon, Mistake, Mistakes, RejectClaim
from bot.grammar.rules import Numbered
from bot.grammar.words.characters import JOINING
from bot.grammar.words.measure_words import COUNTED

_BLANKS = " \t\n,、;。:"
_EDGES = "，,、；;。：: \n"
_YES = "(?P<yes>批准|同意|通过|准|ok|yes)"
_NO = "(?P<no>不同意|不准|不通过|驳回|拒绝|驳|no)"
_CLAIM = rf"(?:申报|编号)?[{_BLANKS}#第]*(?P<number>[0-9]{{1,9}})(?![0-9.:/%⁄分-]|(?![号件]){COUNTED.pattern})[号件]?"
_CLAIM_FIRST = _CLAIM.replace("{1,9}", "{1,4}")
"""In front, five and more digits are a household's code."""
_DECISIONS = (
    re.compile(rf"[{_BLANKS}]*(?:{_NO}|{_YES})[{_BLANKS}]*{_CLAIM}", re.IGNORECASE),
    re.compile(rf"[{_BLANKS}]*{_CLAIM_FIRST}[{_BLANKS}]*(?:{_NO}|{_YES})", re.IGNORECASE),
)
_BARE_DECISION = re.compile(rf"[{_BLANKS}]*(?:{_NO}|{_YES})", re.IGNORECASE)
_ANOTHER = re.compile(
    rf"\s*(?:[,、;{JOINING}#]|申报|编号)[{_BLANKS}#第]*[0-9]{{1,9}}(?![0-9-])[号件]?(?=[{_BLANKS}{JOINING}#]|$)"
)
"""A second number after the first: ``、13`` and ``#13``, but not the ``，8月`` of a reason."""
_NUMBER = re.compile(rf"[{_BLANKS}]*(?:申报|编号|第)?[{_BLANKS}#]*([1-9][0-9]{{0,3}})号?[{_BLANKS}]*")
"""Of at most four digits: five and more are a household's code."""
_DEDUCTION = re.compile(
    rf"(?:扣(?!子|题|棚|大棚)|罚|减(?=分|掉|去|[{_BLANKS}0-9]|$))[分掉除去]*\s*[0-9]*分?"
    rf"|(?:^|(?<=[{_BLANKS}]))-[ ]?[0-9]{{1,3}}(?:分|(?=[{_BLANKS}]|$))"
)
Claiming = ClaimList | FileClaims | AcceptClaim | RejectClaim


def read_claims(line: Numbered, lexicon: Lexicon, calls: Calls) -> Claiming | Mistakes | list[Mistake]:
    """``/shen``, ``/shen 12``, ``/shen 准 12 志2``, ``/shen 驳 12 原因``, or lines of ``3-12 志2 原因``."""
    plain = line.text.plain
    if not plain.strip(_BLANKS):
        return ClaimList(None)
    if alone := _NUMBER.fullmatch(plain):
        return ClaimList(int(alone[1]))
    if decision := _decision(plain):
        return _decided(line, decision, lexicon)
    if _BARE_DECISION.match(plain):
        return [Mistake(Fault.NO_CLAIM, line.number)]
    if deductions := [found for one in lines_of(line.text) for found in _deduction(one)]:
        return deductions
    lines, mistakes = read_lines(line.text, calls, lexicon)
    forms = FileClaims(lines) if lines else None
    return forms if forms and not mistakes else Mistakes(mistakes, forms)


def _deduction(line: Numbered) -> list[Mistake]:
    """What of a line speaks of points that are taken off, which nobody claims."""
    found = _DEDUCTION.search(line.text.plain)
    return [Mistake(Fault.CLAIM_OF_DEDUCTION, line.number, line.text.typed(*found.span()))] if found else []


def _decision(plain: str) -> re.Match[str] | None:
    return next((found for pattern in _DECISIONS if (found := pattern.match(plain))), None)


def _decided(line: Numbered, decision: re.Match[str], lexicon: Lexicon) -> AcceptClaim | RejectClaim | list[Mistake]:
    """One message decides one claim."""
    number, text, rest = int(decision["number"]), line.text, decision.end()
    _, *others = lines_of(text)
    if _ANOTHER.match(text.plain, rest) or any(_decision(other.text.plain) for other in others):
        return [Mistake(Fault.SEVERAL_CLAIMS, line.number)]
    if not number:
        return [Mistake(Fault.NO_CLAIM, line.number)]
    if question := asked(Numbered(line.number, text.cut(rest))):
        return question
    if decision["no"]:
        reason = " ".join(text.typed(rest, len(text.plain)).strip(_EDGES).split())
        return RejectClaim(number, reason or None)
    worth = read_worth(Numbered(line.number, text.cut(rest)), lexicon)
    return worth if isinstance(worth, list) else AcceptClaim(number, *worth)
