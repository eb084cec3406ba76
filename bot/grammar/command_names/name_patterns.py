"""The patterns by which a message is seen to begin with a command, or to hold one, made from the names of all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.grammar.words.amounts import BANK_HAN
from bot.grammar.words.characters import HAN

_AT = r"(?:@(?P<bot>[a-z0-9_]+))?:?"
PLEASE = (
    r"(?:(?:请|麻烦|帮忙|帮我|机器人|小助手|(?:登|补)?记(?:一下|上)|报一下|[嗯呃额哦啊]|[那这]个|就是|然后"
    r"|逗号|句号|反?斜[杠线])[,\s]*)*"
)
ONCE = r"\s?一下|下(?![午周个来去次]|星期|礼拜)|(?<=查)(?:一?查|看)|(?<=看)一?看"
"""``查下3-12``, ``查一查3-12``, ``看看3-12``, and not the 下 of ``扣下午3-12``."""
_PLACE = rf"第?(?:[0-9]{{1,3}}|{HAN}{{1,3}})\s?[-组队杠]\s?(?:[0-9]{{1,4}}|{HAN}{{1,4}})[号户]?"
_LIKE_PLACE = (
    rf"{_PLACE}"
    r"(?:\s?[\u4e00-\u9fff]{2,4}?)??[家户]?"
)
"""A place, perhaps with a name beside it."""
_OF_ITEM = r"\s?(?:[环文志]\s?[0-9]{1,2}|[\u4e00-\u9fff]{2,4}?)"
"""``扣环2两分``, ``扣卫生2分``: an item may stand between the verb and its points."""


@dataclass(frozen=True, slots=True)
class NamePatterns:
    """Where a name may stand.

    The groups: ``name`` as typed, ``bot`` behind it, ``whom`` in front of it, ``mark`` where its slash should be.
    """

    call: re.Pattern[str]
    """With its slash."""
    slip: re.Pattern[str]
    """Without its slash, or with what the keyboard has where the slash should be."""
    latin: re.Pattern[str]
    """Letters without a slash that are no name, perhaps with an argument behind them: ``koufen 3-12``, ``paiming``."""
    between: re.Pattern[str]
    """``给3-12扣2分``."""
    in_sentence: re.Pattern[str]
    """``3-12垃圾没分类扣2分``."""
    of_item: re.Pattern[str]
    """The same with the item between the verb and its points."""
    at_end: re.Pattern[str]
    """``唐丽献血加分``."""
    behind: re.Pattern[str]
    """``3-12 扣 垃圾 1 没分``."""
    of_front: re.Pattern[str]
    """``环2扣3-12``: behind the item, with a place that nothing but a reason may follow."""
    in_clause: re.Pattern[str]
    """``没扫地，扣3-7卫生1分``: behind a stop, with a household behind it."""
    later: re.Pattern[str]
    """With its slash, on a line further down."""
    within: re.Pattern[str]
    """With its slash, in the middle of a line."""


def any_of(words: Iterable[str]) -> str:
    """A pattern of the words, the longest first; of none it never fits."""
    return "|".join(sorted(words, key=len, reverse=True)) or "(?!)"


def name_patterns(names: Collection[str], verbs: Collection[str]) -> NamePatterns:
    """``names``: all spellings of all commands. ``verbs``: the ones of one character that may stand in a sentence."""
    longest_first = sorted(names, key=len, reverse=True)
    chinese = "|".join(name for name in longest_first if not name.isascii())
    latin = "|".join(name for name in longest_first if name.isascii())
    name = rf"(?P<name>(?:{chinese})|(?:{latin})(?:(?![a-z0-9_])|(?=[0-9]{{1,2}}[-组队])))"
    verb = "|".join(verbs) or "(?!)"
    points = rf"(?:[他她它]们?家?|掉|去)?\s?(?:[0-9]{{1,3}}|{HAN}{{1,3}}|[{BANK_HAN}]{{1,3}})\s?分"
    return NamePatterns(
        call=re.compile(
            rf"\s*[。,.、;!?]{{0,2}}\s?/{{1,3}}[ ]?"
            rf"(?P<name>{chinese}|[a-z_]+|[^\s/@]+)(?:(?<=[\u4e00-\u9fff])(?:{ONCE}|[掉除]))?{_AT}",
            re.IGNORECASE,
        ),
        slip=re.compile(
            rf"\s*{PLEASE}(?P<mark>[、\\.。?])?[ ]?[【\[(]?{name}(?:{ONCE}|[掉除去])?[】\])]?{_AT}", re.IGNORECASE
        ),
        latin=re.compile(rf"\s*{PLEASE}(?P<name>[a-z]{{2,20}}){_AT}(?=[ 0-9]|\s*$)", re.IGNORECASE),
        between=re.compile(rf"\s*{PLEASE}[给对把]?\s?(?P<whom>[^\s,。;]{{2,12}}?)\s?(?P<name>{verb}){points}"),
        in_sentence=re.compile(rf"[^\n]*?(?P<name>{verb})(?:{points}|[0-9]{{1,3}}[。! ]*$)"),
        of_item=re.compile(rf"[^\n]*?(?P<name>{verb}){_OF_ITEM}{points}"),
        at_end=re.compile(rf"[^\n]*?(?P<name>(?:{verb})分)[。!]*$"),
        behind=re.compile(
            rf"\s*{PLEASE}(?P<to>[给对把]\s?)?(?P<whom>{_LIKE_PLACE}|[\u4e00-\u9fff·]{{2,12}}?(?(to)|(?=\s)))\s?"
            rf"(?P<name>{verb})(?P<points>分)?[掉除去]?(?=\s?[^\s了班油])"
        ),
        of_front=re.compile(
            rf"\s*{PLEASE}(?P<whom>[环文志]\s?[0-9]{{1,2}}|[hwz][0-9]{{1,2}}|[\u4e00-\u9fff]{{2,4}}?)\s?"
            rf"(?P<name>{verb})(?P<points>分)?\s?(?={_PLACE}(?:[\s,、。没未不又]|$))",
            re.IGNORECASE,
        ),
        in_clause=re.compile(
            rf"[^\n]*?[,。;!](?:要|请|给)?(?P<name>{verb})(?P<points>分)?[掉除去]?\s?"
            rf"(?={_PLACE}|[\u4e00-\u9fff·]{{2,5}}[家户])"
        ),
        later=re.compile(rf"\n\s*/[ ]?{name}", re.IGNORECASE),
        within=re.compile(rf"(?<![^\s,、;。])/[ ]?{name}|^(?P<again>{latin})(?=\s)", re.IGNORECASE),
    )
