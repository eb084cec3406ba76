"""Forms that can be told by their shape alone: places, household codes, phone tails, item codes, points.

Every reader looks at one position of a plain text and returns the token that begins there, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.grammar.records import HouseholdBy, HouseholdRef, Lexicon, Sign
from text.normalise import numeral

SEPARATORS = " ,、;。\t"
"""Between arguments people also write Chinese commas and stops."""
_EDGE = rf"(?=[{SEPARATORS}]|$)"
_HAN = "[一二两三四五六七八九十]"
_CALENDAR = "月日年号"
_BANK_HAN = "壹贰叁肆伍陆柒捌玖拾"
_AMOUNT = rf"[{_HAN[1:-1]}俩{_BANK_HAN}]"
COUNTERS = (
    "毫克只袋个次处天户人块堆条棵平米吨斤月日点号年桶包箱头辆间片位名盆根张把件样时秒元毛度楼层亩"
    "种面株口家组厘公里岁周季小多几车套座盒瓶遍趟回步幢栋排筐担筒页本台部双对顶扇杯碗盘颗粒滴"
)
"""What a number may count, so that it is no points."""
_NO_COUNTER = (
    "条件|只[有是要管顾会]|口[角水头]|点[名火燃]|张贴|根本|对面|本来"
    "|面子|元旦|时[常间]|日常|家[具电]|头发|间隔|把守|包[装括裹]"
)
"""Words that begin with what may count."""
COUNTED = re.compile(rf"(?!{_NO_COUNTER})[{COUNTERS}](?![物放积理])")
_LIST_COUNTED = re.compile(rf"(?:[、,][0-9]+)*(?!\s+把)\s*{COUNTED.pattern}")
"""``3、4 袋``; the 把 of ``2 把路灯砸了`` counts nothing."""

_TITLES = (
    "同志|女士|先生|老师|师傅|书记|主任|队长|大爷|大伯|大叔|大妈|大娘|大婶|大哥|大姐|大嫂|老伯|老人|阿姨|阿婆|阿公"
    "|爷爷|奶奶|叔叔|伯伯"
)
OF_HOUSEHOLD = re.compile(
    rf"(?:(?:{_TITLES})?(?:[他她]们?家|家庭|[一全]?家(?![里门禽风具畜])|[两三四几]家{_EDGE}|户主(?!动)|户(?![主口外]))|(?:{_TITLES}))的?|的"
)
"""What may stand behind a household and says nothing more: ``王建国家的垃圾``, ``曹建国大爷``."""

OF_AT_END = re.compile("(?:[他她]们?家|家庭|[一全]?家|户)?的?$")
_SURNAME = re.compile(rf"[老小]?(?P<surname>[\u4e00-\u9fff])(?:家|{_TITLES})?")

MAX_POINTS = 120
"""The total of the town's rulebook: no single entry can be worth more."""


class Kind(Enum):
    """What a token can stand for."""

    HOUSEHOLD = auto()
    ITEM = auto()
    POINTS = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Points:
    """An amount as written; ``value`` is None when it is no whole number from 1 to 120."""

    value: int | None
    sign: Sign | None
    marked: bool
    """With 分, a sign or a verb: certainly points, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a line, ``plain[start:end]``, and what it can stand for.

    ``exact`` forms are told by shape; the others are names, or bare numbers. ``loose`` ones were cut off a longer
    word, which is sound where arguments are expected but not in the middle of a reason. A word that ``tells`` has the
    name of an item in it; a number that ``counts`` says how many of what follows it; a ``stranger`` is the name of no
    head.
    """

    kind: Kind
    start: int
    end: int
    value: HouseholdRef | Points | str
    exact: bool = False
    loose: bool = False
    tells: bool = False
    counts: bool = False
    stranger: bool = False


_PLACE = (
    re.compile(
        rf"第?(?P<group>[0-9]{{1,2}}+|{_HAN}{{1,3}}+)\s*[组队]的?\s*第?(?P<number>[0-9]{{1,4}}+|{_HAN}{{1,4}}+)"
        rf"(?:号|室|户(?!主)|\s+[号户]{_EDGE}|(?![0-9.分点{_CALENDAR}-]))"
    ),
    re.compile(
        rf"(?P<group>[0-9]{{1,2}}+)\s?(?:--?|[_杠])\s?(?P<number>[0-9]{{1,4}}+)"
        rf"(?:号|室|户(?!主)|\s+[号户]{_EDGE}|(?![0-9.分点{_CALENDAR}-]))"
    ),
    re.compile(rf"(?P<group>{_HAN}{{1,3}}+)杠(?P<number>{_HAN}{{1,4}}+)[号户]?"),
)
GROUP = re.compile(r"第?([0-9]{1,2}|[一二三四五六七八九十]{1,3})[组队]的?[ ]?")
"""In front of a name it says where: ``3组李秀英``."""
_CODE = re.compile(r"(?:户码\s*:?\s*)?(?P<code>[0-9]{5,9}+)(?![0-9.-])")
_TAIL = re.compile(r"(?:手机|电话)?尾号\s*:?\s*(?P<tail>[0-9]{4}+)(?![0-9.-])")
_ITEM = re.compile(
    rf"(?:(?P<han>[环文志否])\s*(?P<n>[0-9]{{1,2}}+)(?!\s*分)(?![0-9.])[号项条]?"
    rf"|(?P<latin>huan|wen|zhi|fou|[hwzf])\s*(?P<m>[0-9]{{1,2}}+)(?!\s*分)(?![0-9.a-z])"
    rf"|(?P<spelt>[环文志否])(?P<k>{_HAN}{{1,2}}+){_EDGE})",
    re.IGNORECASE,
)
NOT = "没不未又"
"""What a reason begins with that is glued to the points: ``2没分类``."""
_GLUED = f"{NOT}很太乱(【"
"""What may stand right behind bare points."""
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_FEN = rf"(?:分(?![钟之地类别开散]|田(?![里边头间埂上中]))儿?|\s+分{_EDGE})"
_ABOUT = "(?:大概|大约|约|差不多|各自?|每[户家])?"
_VERB = "[加扣减记][了掉去除个]?"
_MARKED = re.compile(
    rf"{_ABOUT}(?P<verb>{_VERB})\s*(?P<a>[+-]?(?:{_NUMBER}|{_AMOUNT}{{1,4}})){_FEN}"
    rf"|(?P<verb2>[加扣减][了掉去除]?)\s?(?P<b>{_NUMBER}|{_AMOUNT}{{1,3}}){_EDGE}"
    rf"|{_ABOUT}(?P<c>[+-]?\s?{_NUMBER}|{_AMOUNT}{{1,4}}){_FEN}"
    rf"|(?P<d>[+-]\s?{_NUMBER})(?:{_EDGE}|(?=[{NOT}]))"
)
_BARE = re.compile(
    rf"(?:[0-9]{{1,4}}\.?|[0-9]{{1,3}}\.[0-9]+|{_AMOUNT}{{1,3}}){_EDGE}|[0-9]{{1,3}}\.?(?=[{_GLUED}]|堆[物放积])"
)
_BANK = str.maketrans(_BANK_HAN, "一二三四五六七八九十")
_TWO_NUMERALS = re.compile(r"[一二两三四五六七八九]{2,}")
"""两三分 is two or three: no number."""
LEAD = re.compile(r"(?:现|请|要|应该?|就|先|再|给予?|给?[他她其]们?家?|一共|总共|共|合计|各自?|都|均|每[户家])*")
"""What may lead to points and says nothing else: ``给他扣2分``, ``各扣1分``."""
_AT_END = re.compile(
    rf"(?<![0-9.:点时第{_HAN[1:-1]}])(?P<lead>{LEAD.pattern})(?:(?:[加扣减][了掉去]?)?[+-]?(?:{_NUMBER}|{_HAN}{{1,3}}))分$"
)

_EARLIER = re.compile(f"(?:[上前][次回]|[以之]前|原来|[已曾]|去年|说好|罚[了过])[^{SEPARATORS}]*")
"""Points of which a reason tells: ``上次扣2分``."""

_LETTERS = {"h": "环", "w": "文", "z": "志", "f": "否"}
_SIGNS: dict[str, Sign] = {"加": 1, "+": 1, "扣": -1, "减": -1, "-": -1}


def _place(text: str, at: int) -> Token | None:
    for pattern in _PLACE:
        if found := pattern.match(text, at):
            group, number = numeral(found["group"]), numeral(found["number"])
            if group and number:
                ref = HouseholdRef(HouseholdBy.PLACE, f"{group}-{number}", group, number)
                return Token(Kind.HOUSEHOLD, at, found.end(), ref, exact=True)
    return None


def places_in(text: str) -> list[tuple[int, int]]:
    """Where a text writes places out (``3组12号``), wherever they stand."""
    return [found.span() for found in _PLACE[0].finditer(text)]


def _code(text: str, at: int) -> Token | None:
    if found := _CODE.match(text, at):
        return Token(Kind.HOUSEHOLD, at, found.end(), HouseholdRef(HouseholdBy.CODE, found["code"]), exact=True)
    return None


def _tail(text: str, at: int) -> Token | None:
    if found := _TAIL.match(text, at):
        return Token(Kind.HOUSEHOLD, at, found.end(), HouseholdRef(HouseholdBy.TAIL, found["tail"]), exact=True)
    return None


def item_code(text: str, at: int = 0) -> Token | None:
    """``环3 h3 H3 环 3 环三``: the value is the canonical ``环3``."""
    if not (found := _ITEM.match(text, at)):
        return None
    letter = found["han"] or found["spelt"] or _LETTERS[found["latin"][0].lower()]
    number = numeral(found["n"] or found["m"] or found["k"])
    return Token(Kind.ITEM, at, found.end(), f"{letter}{number}", exact=True)


def _points(written: str, verb: str | None, *, marked: bool) -> Points:
    digits = written.strip("+-. ").translate(_BANK)
    value = None if _TWO_NUMERALS.fullmatch(digits) else numeral(digits)
    sign = _SIGNS.get((verb or written)[0])
    return Points(value if value and value <= MAX_POINTS else None, sign, marked)


def marked_points(text: str, at: int) -> Token | None:
    """``2分 两分 +2 -2 扣2分 扣2``. A lone 十分 is no number: it also means "very"."""
    if not (found := _MARKED.match(text, at)) or found[0] == "十分":
        return None
    written = found["a"] or found["b"] or found["c"] or found["d"]
    value = _points(written, found["verb"] or found["verb2"], marked=True)
    return Token(Kind.POINTS, at, found.end(), value, exact=True)


def _bare_points(text: str, at: int) -> Token | None:
    if found := _BARE.match(text, at):
        exact = not re.match(rf"{_EDGE}", text[found.end() :])
        counts = _LIST_COUNTED.match(text, found.end()) is not None
        return Token(Kind.POINTS, at, found.end(), _points(found[0], None, marked=False), exact, counts=counts)
    return None


def points_at_end(text: str, start: int, end: int) -> Token | None:
    """Points with 分 that end a word: the ``扣2分`` of ``没分类扣2分``; not the minutes of a time."""
    found = _AT_END.search(text, start, end)
    if not found or _EARLIER.search(text, start, found.end()):
        return None
    token = marked_points(text[:end], found.end("lead"))
    return replace(token, start=found.start(), loose=True) if token else None


_LONGEST_HEAD = 12
_FIRST = frozenset("0123456789+-第户手电尾环文志否hwzfHWZF加扣减记大约差各每俩" + _HAN[1:-1] + _BANK_HAN)
"""What any of these forms begins with; most words of a reason do not."""

_READERS: tuple[Callable[[str, int], Token | None], ...] = (
    _place,
    _tail,
    _code,
    item_code,
    marked_points,
    _bare_points,
)


def read_shape(text: str, at: int) -> Token | None:
    """The first form that fits at this position."""
    if text[at : at + 1] not in _FIRST:
        return None
    for reader in _READERS:
        if token := reader(text, at):
            return token
    return None


def of_surname(said: str) -> str:
    """The surname of ``老王``, ``王大爷`` or ``王``; "" when something else is said."""
    found = _SURNAME.fullmatch(said)
    return found["surname"] if found else ""


def household_at(plain: str, at: int, lexicon: Lexicon) -> int | None:
    """Where a household ends that is written there, with what may stand behind it; None when none is."""
    shape = read_shape(plain, at)
    if shape is not None:
        return _with_of(plain, shape.end) if shape.kind is Kind.HOUSEHOLD else None
    ends = range(min(len(plain), at + _LONGEST_HEAD), at + 1, -1)
    return next((_with_of(plain, end) for end in ends if lexicon.is_head(plain[at:end])), None)


def _with_of(plain: str, end: int) -> int:
    of = OF_HOUSEHOLD.match(plain, end)
    return of.end() if of else end


def begins_with_household(plain: str, lexicon: Lexicon, *, whole: bool = False) -> bool:
    """Whether a place, a code, the end of a phone or the name of a head stands first; ``whole``: with nothing glued."""
    shape = read_shape(plain, 0)
    if shape is not None:
        return shape.kind is Kind.HOUSEHOLD
    of_group = GROUP.match(plain)
    first = re.split(f"[{SEPARATORS}\n]", plain[of_group.end() :] if of_group else plain, maxsplit=1)[0]
    shortest = len(first.rstrip("家户的")) if whole else 2
    return any(lexicon.is_head(first[:end]) for end in range(shortest, min(len(first), _LONGEST_HEAD) + 1))
