"""Households that 和 joins: ``3-12和3-13``, ``3-11 3-12和3-13``; what one did to another joins none (``和3-13吵``)."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.grammar.records import Lexicon
from bot.grammar.words.characters import AND, EDGE, SEPARATORS
from bot.grammar.words.household_spans import household_at, whole_household_at
from bot.grammar.words.persons import person
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind, Token

BETWEEN = re.compile(rf"\s*{AND}\s*")
"""Between two households."""
_JOINS = re.compile(rf"{AND}\s*")
"""The same, wherever it stands: in linear time."""
_STOP = re.compile(f"[{SEPARATORS}]")
_BETWEEN_OR_GAP = re.compile(
    rf"(?P<joins>{BETWEEN.pattern})|(?P<listed>、(?=[0-9])|(?<![0-9号户家的])、)|[{SEPARATORS}]*"
)
"""``listed``: of two places, or of two names; ``3-12、王建国`` may be one household."""
_EDGE = re.compile(EDGE)
_LEADS = re.compile(
    "(?:[上中下]午|早上|晚上|傍晚|一?大?早|[昨今前]天|当[天时]|[又也还都]|主动|自愿|义务|积极|自觉|经常|一直|[每天]天)*"
)
"""What may stand between the beginning of a clause and 和: ``上午和1-8扫路``."""
_ALONE_OR_LIKENED = re.compile(rf"{EDGE}|[一同]样|[都也]")
_LOOKED_AT = 40
"""Characters behind a household by which it is told from a word that begins with a name."""
_LOOKED_BACK = 10
"""Characters of a household with its group, or its name and 家."""
QUARREL = re.compile("[吵骂争闹抢]|打(?![扫包捞理])")
_ONE_ANOTHER = re.compile(rf"(?:一直|又|在|互相|也)?(?:{QUARREL.pattern})")
_TOGETHER = re.compile(
    "(?:的?(?:儿子|女儿|老婆|媳妇|爱人|老公|老伴))?(?:一(?:起|道|块|同)|共同|合[用伙作力]|结伴|搭[伙档]|联[手合]|携手|(?P<count>[两三四五2-5](?:[人家户]|个(?![月半多小星礼钟]))))"
)
_BETWEEN_THEM = re.compile(
    rf"{QUARREL.pattern}|矛盾|纠纷|过节|误会|冲突|口角|不[和睦]|动手|推搡|扯皮|作对|隔阂|[之中]间|交界|相邻|隔壁|不同|[无没]关"
)
"""What is between two of whom only one is meant."""
_OF_NEIGHBOURS = re.compile(rf"邻[里居]|{_BETWEEN_THEM.pattern}")
"""The same, in what an item is called."""
_NO_DEED = re.compile(
    r"\s?家?(?:[说讲谈比借学问]|商量|联系|沟通|反映|合不来|合得来|换工|共[用有]|对门|人(?!家)|村民|邻居|志愿者|小区|路口|"
    rf"门[前口](?![^{SEPARATORS}]*[都也])|屋[前后](?![^{SEPARATORS}]*[都也]))"
)
"""Behind a household: ``跟2-4说过``, ``和2-4门前的路``; ``和2-4门前都没扫`` tells of both."""
_TAKES_ALONG = re.compile("伙同|连同|偕同|会同|[叫约带拉喊跟][着上了]")
_WITH = re.compile(rf"{AND}\s*|(?P<along>{_TAKES_ALONG.pattern})\s*")
_LONG_NAME = 3
"""Characters: shorter names (石头, 白云) are words as well."""


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


def joined_in_reason(reason: str, lexicon: Lexicon, *, item: str, merit: bool) -> str:
    """Who did the same as the household of the entry, by its reason: ``和4-9`` alone, likened (``和4-9一样``), together
    (``跟4-9、4-10一起扫路``, ``带着4-9``), or in front of the deed (``和4-9扫路``). "" where there is none, or only a
    quarrel is told, or is what the ``item`` is about.

    ``merit``: points are added, so that a short name is that of somebody, and no mere word.
    """
    at = 0
    while found := _WITH.search(reason, at):
        # Both sides are looked at, whatever is found: which words are heads is asked for all at once.
        end, within = _end_of_list(reason, found.end(), lexicon), _is_within_list(reason, found.start(), lexicon)
        at = end or found.end()
        if end is None:
            continue
        quarrel = _OF_NEIGHBOURS.search(item) is not None
        if found["along"] or _did_it_too(reason, found, end, merit=merit, quarrel=quarrel, within=within):
            return reason[found.start() : end]
    return ""


def _did_it_too(reason: str, joins: re.Match[str], end: int, *, merit: bool, quarrel: bool, within: bool) -> bool:
    """Whether who is named from 和 to ``end`` did the same, by what stands around it; not ``within`` a list."""
    between_them = quarrel or _BETWEEN_THEM.search(reason, end) is not None
    if together := _TOGETHER.match(reason, end):
        return not (together["count"] and between_them)
    begins = _LEADS.fullmatch(reason, _clause(reason, joins.start()), joins.start()) is not None
    if begins and _ALONE_OR_LIKENED.match(reason, end) and not QUARREL.search(reason):
        return True
    named = reason[joins.end() : end]
    sure = len(named) >= _LONG_NAME or any(one.isdigit() for one in named) or bool(person(named))
    in_front = begins and (sure or merit) and not named.endswith("的")
    at_end = sure and _EDGE.match(reason, end) is not None and not within
    return (in_front or at_end) and not between_them and not _NO_DEED.match(reason, end)


def _clause(reason: str, at: int) -> int:
    """Where the clause begins in which a place of the reason lies."""
    return max((stop.end() for stop in _STOP.finditer(reason, 0, at)), default=0)


def _is_within_list(reason: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a household stands right before the 和 there, behind what is done to both: ``帮4-6和4-7``."""
    starts = range(max(_clause(reason, end) + 1, end - _LOOKED_BACK), end - 1)
    ends = {whole_household_at(reason, start, lexicon) for start in starts}
    return end in ends


def _end_of_list(plain: str, at: int, lexicon: Lexicon) -> int | None:
    """Where the last of the households ends that are listed there."""
    end = whole_household_at(plain, at, lexicon)
    while end is not None and (between := _BETWEEN_OR_GAP.match(plain, end)):
        further = whole_household_at(plain, between.end(), lexicon)
        if further is None:
            break
        end = further
    return end
