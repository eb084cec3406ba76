"""Households that 和 joins: ``3-12和3-13``, ``3-11 3-12和3-13``; what one did to another joins none (``和3-13吵``)."""

from __future__ import annotations

import re

from bot.grammar.records import Lexicon
from bot.grammar.words.characters import EDGE, SEPARATORS
from bot.grammar.words.household_spans import household_at
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind

_WORDS = "(?:和|与|跟|及|以及|还有)"
_ANY = re.compile(_WORDS)
AND = re.compile(rf"\s*{_WORDS}\s*")
"""Between two households."""
_ALONE = re.compile(rf"(?:^|(?<=[{SEPARATORS}])){_WORDS}\s*")
_AND_OR_GAP = re.compile(rf"(?P<joins>{AND.pattern})|(?P<listed>、(?=[0-9])|(?<![0-9号户家的])、)|[{SEPARATORS}]*")
"""``listed``: of two places, or of two names; ``3-12、王建国`` may be one household."""
_EDGE = re.compile(EDGE)
_ALONE_OR_LIKENED = re.compile(rf"{EDGE}|[一同]样|[都也]")
_LOOKED_AT = 40
"""Characters behind a household by which it is told from a word that begins with a name."""
_QUARREL = re.compile("[吵打骂争闹抢]")
_ONE_ANOTHER = re.compile(rf"(?:一直|又|在|互相|也)?{_QUARREL.pattern}")


def is_to_another(plain: str, end: int) -> bool:
    """Whether what somebody did to another stands behind the household that ends there: ``和3-13吵``."""
    return _ONE_ANOTHER.match(plain, end) is not None


def without_ands(plain: str, lexicon: Lexicon) -> str:
    """A line with blanks between the households in front.

    Behind two that only a blank parts, a third must stand apart from what follows: ``3-12 王建国和3-13有矛盾`` has two.
    """
    if _ANY.search(plain) is None:
        return plain
    end = household_at(plain, len(plain) - len(plain.lstrip(SEPARATORS)), lexicon)
    all_joined = True
    while end is not None and (between := _AND_OR_GAP.match(plain, end)):
        further = household_at(plain, between.end(), lexicon)
        if further and between["joins"]:
            ahead = plain[between.end() : further + _LOOKED_AT]
            joins = AND.match(plain, further) or tokenise(ahead, lexicon)[0].kind is Kind.HOUSEHOLD
            joins = joins and (all_joined or _stands_apart(plain, further, lexicon))
            if is_to_another(plain, further) or not joins:
                break
            plain = f"{plain[:end]}{' ' * (between.end() - end)}{plain[between.end() :]}"
        all_joined = all_joined and between.lastgroup is not None
        end = further
    return plain


def _stands_apart(plain: str, end: int, lexicon: Lexicon) -> bool:
    """Whether nothing but the name of its head is glued to the household that ends there."""
    return _EDGE.match(plain, household_at(plain, end, lexicon) or end) is not None


def joined_in_reason(reason: str, lexicon: Lexicon) -> str:
    """``和4-9`` alone or likened (``和4-9一样``) in a reason that tells of no quarrel; "" where there is none."""
    if _QUARREL.search(reason):
        return ""
    for found in _ALONE.finditer(reason):
        end = household_at(reason, found.end(), lexicon)
        if end is not None and _ALONE_OR_LIKENED.match(reason, end):
            return reason[found.start() : end]
    return ""
