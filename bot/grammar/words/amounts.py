"""Points as they are written: ``2分``, ``扣2``, ``-2``, and a bare ``2``."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.grammar.records import Sign
from bot.grammar.words.characters import EDGE, HAN, SEPARATORS
from bot.grammar.words.measure_words import LIST_COUNTED
from bot.grammar.words.numeral_words import is_of_word
from bot.grammar.words.tokens import Kind, Points, Token
from text.normalise import numeral

MOST_POINTS = 120
"""The total of the town's rulebook: no single entry can be worth more."""

BANK_HAN = "壹贰叁肆伍陆柒捌玖拾"
"""Numerals as banks write them."""
_AMOUNT = rf"[{HAN[1:-1]}{BANK_HAN}]"
NOT = "没不未又"
"""What a reason begins with that is glued to the points: ``2没分类``."""
_DONE = "倒扔丢混占停漏烧养搭骂吵砍晒臭脏"
_PLACE = "门[口前外边]|[屋宅][后前边外里]|院[子里内]|路[边上口]|墙[边角上]|河[里边]|田[里间头]|地上|场地|到处|周围"
_SIGNS_OF_WRITING = r"[(【《“\u2600-\u27bf\U0001f000-\U0001faff]|\.\.|~(?![0-9])"
_HELPS = "扫(?!把)|献血|参加|帮(?!人)|巡|清[理扫]|打扫|捐|值班|站岗"
REASON = rf"[{NOT}{_DONE}很太乱]|{_SIGNS_OF_WRITING}|堆[物放积柴]|{_PLACE}|{_HELPS}"
"""How reasons begin that may stand right behind bare points: nothing that could be counted."""
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_FEN = rf"(?:分(?![钟之地类别开散钱]|田(?![里边头间埂上中]))儿?(?:整{EDGE})?|\s+分{EDGE})"
_ABOUT = "(?:大概|大约|约|差不多|各自?|[每一][户家])?"
_HIM = "(?:[他她它]们?家?)?"
_VERB = f"(?:[加扣减]分?|[加扣减记][了掉去除个]|[加扣减记罚]{_HIM})"
_MARKED = re.compile(
    rf"{_ABOUT}(?P<verb>{_VERB})\s*(?P<a>[+-]?(?:{_NUMBER}|{_AMOUNT}{{1,4}})){_FEN}"
    rf"|(?P<verb2>[加扣减][分了掉去除]|[加扣减罚]{_HIM})\s?(?P<b>{_NUMBER}(?=[{NOT}])|(?:{_NUMBER}|{_AMOUNT}{{1,3}}){EDGE})"
    rf"|(?:各自?|[每一][户家])\s?(?P<each>{_NUMBER}|{_AMOUNT}{{1,3}}){EDGE}(?!{LIST_COUNTED.pattern})"
    rf"|{_ABOUT}(?P<c>[+-]?\s?{_NUMBER}|{_AMOUNT}{{1,4}}){_FEN}"
    rf"|(?P<d>[+-]\s?{_NUMBER})(?:{EDGE}|(?=[{NOT}]))"
)
_EDGE = re.compile(EDGE)
_BARE = re.compile(rf"(?:[0-9]{{1,4}}\.?|[0-9]{{1,3}}\.[0-9]+|{_AMOUNT}{{1,3}}){EDGE}|[0-9]{{1,3}}\.?(?={REASON})")
_BANK = str.maketrans(BANK_HAN, "一二三四五六七八九十")
_TWO_NUMERALS = re.compile(r"[一二两三四五六七八九]{2,}")
"""两三分 is two or three: no number."""
LEAD = re.compile(r"(?:现|请|要|应该?|就|先|再|给予?|[他她其]们?家?|一共|总共|共|合计|各自?|都|均|[每一][户家])*")
"""What may lead to points and says nothing else: ``给他扣2分``, ``各扣1分``."""
_AT_END = re.compile(
    rf"(?<![0-9.:点时第{HAN[1:-1]}])(?P<lead>{LEAD.pattern})(?:(?:(?:[加扣减][了掉去]|[加扣减罚]{_HIM})?[+-]?(?:{_NUMBER}|{HAN}{{1,3}}))分|(?<=[\u4e00-\u9fff])[+-][0-9]{{1,3}})$"
)

_LONGEST_END = 40
"""Characters of points with what leads to them; more is not looked through, since a lead is tried at each."""
_EARLIER = re.compile(f"(?:[上前][次回]|[以之]前|原来|[已曾]|去年|说好|罚[了过])[^{SEPARATORS}]*")
"""Points of which a reason tells: ``上次扣2分``."""
SIGNS: dict[str, Sign] = {"加": 1, "+": 1, "扣": -1, "罚": -1, "减": -1, "-": -1}


def _points(written: str, verb: str | None, *, marked: bool) -> Points:
    digits = written.strip("+-. ").translate(_BANK)
    value = None if _TWO_NUMERALS.fullmatch(digits) else numeral(digits)
    sign = SIGNS.get((verb or written)[0])
    return Points(value if value and value <= MOST_POINTS else None, sign, marked)


def marked_points(text: str, at: int) -> Token | None:
    """``2分 两分 +2 -2 扣2分 扣2``. A lone 十分 is no number: it also means "very"; nor is the 四分 of 四分五裂."""
    if not (found := _MARKED.match(text, at)) or found[0] == "十分" or _is_of_word(text, found):
        return None
    written = found["a"] or found["b"] or found["each"] or found["c"] or found["d"]
    value = _points(written, found["verb"] or found["verb2"], marked=True)
    return Token(Kind.POINTS, at, found.end(), value, exact=True)


def _is_of_word(text: str, points: re.Match[str]) -> bool:
    bare = (points["c"] or "").lstrip("+- ")
    return bool(bare) and is_of_word(text, points.end("c") - len(bare))


def bare_points(text: str, at: int) -> Token | None:
    """``2``, ``两``: a number that may be points, or may count something."""
    if found := _BARE.match(text, at):
        exact = not _EDGE.match(text, found.end())
        counts = LIST_COUNTED.match(text, found.end()) is not None
        return Token(Kind.POINTS, at, found.end(), _points(found[0], None, marked=False), exact, counts=counts)
    return None


def points_at_end(text: str, start: int, end: int) -> Token | None:
    """Points with 分 or a sign that end a word: the ``扣2分`` of ``没分类扣2分``; not the minutes of a time."""
    found = _AT_END.search(text, max(start, end - _LONGEST_END), end)
    if not found or tells_of_earlier(text, found.end(), start):
        return None
    token = marked_points(text[:end], found.end("lead"))
    return replace(token, start=found.start(), loose=True) if token else None


def tells_of_earlier(text: str, end: int, start: int = 0) -> bool:
    """Whether the points that end there are those of another time: ``上次扣2分``, ``罚了2``."""
    return any(found.end() >= end for found in _EARLIER.finditer(text, start, end))
