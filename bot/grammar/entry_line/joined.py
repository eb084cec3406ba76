"""Households that 和 joins: ``3-12和3-13``, ``3-11 3-12和3-13``; what one did to another joins none (``和3-13吵``)."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.grammar.records import Lexicon
from bot.grammar.words.characters import AND, EDGE, SEPARATORS
from bot.grammar.words.household_spans import household_at, whole_household_at
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind, Token

BETWEEN = re.compile(rf"\s*{AND}\s*")
"""Between two households."""
_JOINS = re.compile(rf"{AND}\s*")
"""The same, wherever it stands: in linear time."""
_BEGINS = re.compile(rf"(?:^|(?<=[{SEPARATORS}])){AND}")
_BETWEEN_OR_GAP = re.compile(
    rf"(?P<joins>{BETWEEN.pattern})|(?P<listed>、(?=[0-9])|(?<![0-9号户家的])、)|[{SEPARATORS}]*"
)
"""``listed``: of two places, or of two names; ``3-12、王建国`` may be one household."""
_EDGE = re.compile(EDGE)
_ALONE_OR_LIKENED = re.compile(rf"{EDGE}|[一同]样|[都也]")
_LOOKED_AT = 40
"""Characters behind a household by which it is told from a word that begins with a name."""
QUARREL = re.compile("[吵骂争闹抢]|打(?![扫包捞理])")
_ONE_ANOTHER = re.compile(rf"(?:一直|又|在|互相|也)?(?:{QUARREL.pattern})")
_TOGETHER = re.compile(
    "(?:的?(?:儿子|女儿|老婆|媳妇|爱人|老公|老伴))?(?:一(?:起|道|块|同)|共同|合[用伙作力]|结伴|搭[伙档]|联[手合]|携手|[两三四五2-5](?:[人家户]|个(?![月半多小星礼钟])))"
)
_TAKES_ALONG = re.compile("伙同|连同|偕同|会同|[叫约带拉喊跟][着上了]")
_WITH = re.compile(rf"{AND}\s*|(?P<along>{_TAKES_ALONG.pattern})\s*")


def is_to_another(plain: str, end: int) -> bool:
    """Whether what somebody did to another stands behind the household that ends there: ``和3-13吵``."""
    return _ONE_ANOTHER.match(plain, end) is not None


def without_ands(plain: str, lexicon: Lexicon) -> str:
    """A line with blanks between the households in front.

    Behind two that only a blank parts, a third must stand apart from what follows: ``3-12 王建国和3-13有矛盾`` has two.
    """
    # All of them are looked at, also where none in front is known yet: which words are heads is asked for all at once.
    joined = {found.end(): whole_household_at(plain, found.end(), lexicon) for found in _JOINS.finditer(plain)}
    if not joined:
        return plain
    end = whole_household_at(plain, len(plain) - len(plain.lstrip(SEPARATORS)), lexicon)
    all_joined = True
    while end is not None and (between := _BETWEEN_OR_GAP.match(plain, end)):
        at = between.end()
        further = joined[at] if between["joins"] else whole_household_at(plain, at, lexicon)
        if further and between["joins"]:
            is_whole = BETWEEN.match(plain, further) or _begins_with_household(
                plain[at : further + _LOOKED_AT], lexicon
            )
            joins = is_whole and (all_joined or _EDGE.match(plain, further))
            if is_to_another(plain, further) or not joins:
                break
            plain = f"{plain[:end]}{' ' * (at - end)}{plain[at:]}"
        all_joined = all_joined and between.lastgroup is not None
        end = further
    return plain


def _begins_with_household(ahead: str, lexicon: Lexicon) -> bool:
    return tokenise(ahead, lexicon)[0].kind is Kind.HOUSEHOLD


def joined_beside(plain: str, tokens: list[Token], taken: set[int], lexicon: Lexicon) -> tuple[int, int] | None:
    """``和4-6`` of ``4-5方正和4-6吵架``, right behind a household that is ``taken``, which may be named once more."""
    for home, word in pairwise(tokens):
        if home.kind is not Kind.HOUSEHOLD or home.start not in taken or word.start in taken:
            continue
        joins = BETWEEN.match(plain, household_at(plain, word.start, lexicon) or word.start)
        end = whole_household_at(plain, joins.end(), lexicon) if joins else None
        if joins and end:
            return joins.start(), end
    return None


def joined_in_reason(reason: str, lexicon: Lexicon) -> str:
    """Who did the same as the household of the entry, by its reason: ``和4-9`` alone, likened (``和4-9一样``) or
    together (``跟4-9、4-10一起扫路``, ``带着4-9``). "" where there is none, or only a quarrel is told.
    """
    at = 0
    while found := _WITH.search(reason, at):
        end = _end_of_list(reason, found.end(), lexicon)
        at = end or found.end()
        if end is None:
            continue
        together = found["along"] or _TOGETHER.match(reason, end)
        likened = _BEGINS.match(reason, found.start()) and _ALONE_OR_LIKENED.match(reason, end)
        if together or (likened and not QUARREL.search(reason)):
            return reason[found.start() : end]
    return ""


def _end_of_list(plain: str, at: int, lexicon: Lexicon) -> int | None:
    """Where the last of the households ends that are listed there."""
    end = whole_household_at(plain, at, lexicon)
    while end is not None and (between := _BETWEEN_OR_GAP.match(plain, end)):
        further = whole_household_at(plain, between.end(), lexicon)
        if further is None:
            break
        end = further
    return end
