"""How a household is written: place, code, end of a telephone number; and what may stand around its name."""

from __future__ import annotations

import re

from bot.grammar.records import HouseholdBy, HouseholdRef
from bot.grammar.words.characters import EDGE, HAN
from bot.grammar.words.tokens import Kind, Token
from text.normalise import numeral

_CALENDAR = "月日年号"
_STREET = "弄幢栋巷"
"""``1-13弄`` is an address in a street."""
_COUNTED = "(?!天(?!天)|次(?!次)|个(?!人)|袋|斤|趟|岁|米(?=[长宽高远多内外左深,、。 ]|$)|公里|平[方米]|亩|小时|分钟)"
"""``2-3天没扫`` counts something."""
_TITLES = (
    "同志|女士|先生|老师|师傅|书记|主任|队长|大爷|大伯|大叔|大妈|大娘|大婶|大哥|大姐|大嫂|老伯|老人|阿姨|阿婆|阿公"
    "|爷爷|奶奶|叔叔|伯伯"
)
OF_HOUSEHOLD = re.compile(
    rf"(?:(?:{_TITLES})?(?:[他她]们?家|家庭|[一全]?家(?![里门禽风具畜])|[两三四几]家{EDGE}|户主(?!动)|户(?![主口外]))|(?:{_TITLES}))的?|的"
)
"""What may stand behind a household and says nothing more: ``王建国家的垃圾``, ``曹建国大爷``."""

OF_AT_END = re.compile("(?:[他她]们?家|家庭|[一全]?家|户)?的?$")
_SURNAME = re.compile(rf"[老小]?(?P<surname>[\u4e00-\u9fff])(?:家|{_TITLES})?")
_PLACE = (
    re.compile(
        rf"第?(?P<group>[0-9]{{1,2}}+|{HAN}{{1,3}}+)\s*[组队]的?\s*第?(?P<number>[0-9]{{1,4}}+|{HAN}{{1,4}}+)"
        rf"(?:号|室|户(?!主)|\s+[号户]{EDGE}|(?![0-9.分点{_CALENDAR}{_STREET}-]))"
    ),
    re.compile(
        rf"(?P<group>[0-9]{{1,2}}+)\s?(?:--?|[_杠])\s?(?P<number>[0-9]{{1,4}}+)"
        rf"(?:号|室|户(?!主)|\s+[号户]{EDGE}|(?![0-9.分点{_CALENDAR}{_STREET}-]){_COUNTED})"
    ),
    re.compile(rf"(?P<group>{HAN}{{1,3}}+)[杠横减](?P<number>{HAN}{{1,4}}+)[号户]?"),
)
GROUP = re.compile(rf"第?([0-9]{{1,2}}|{HAN}{{1,3}})[组队]的?[ ]?")
"""In front of a name it says where: ``3组李秀英``."""
WHOLE_GROUP = re.compile(
    rf"(?:第?(?:[0-9]{{1,2}}|{HAN}{{1,3}})[组队]的?|全[村组队]|本[村组队])(?:全部|全体|全组|所有|每[户家]|各[户家])?[户家人]*"
)
"""``三组全体``, ``全村``: no household."""
_CODE = re.compile(r"(?:户码\s*:?\s*)?(?P<code>[0-9]{5,9}+)(?![0-9.-])")
_TAIL = re.compile(r"(?:手机|电话)?尾号\s*:?\s*(?P<tail>[0-9]{4}+)(?![0-9.-])")


def household_place(text: str, at: int) -> Token | None:
    """``3-12``, ``3组12号``, ``三组十二号``."""
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


def household_code(text: str, at: int) -> Token | None:
    """``户码30012``, ``30012``."""
    if found := _CODE.match(text, at):
        return Token(Kind.HOUSEHOLD, at, found.end(), HouseholdRef(HouseholdBy.CODE, found["code"]), exact=True)
    return None


def phone_tail(text: str, at: int) -> Token | None:
    """``尾号1234``."""
    if found := _TAIL.match(text, at):
        return Token(Kind.HOUSEHOLD, at, found.end(), HouseholdRef(HouseholdBy.TAIL, found["tail"]), exact=True)
    return None


def of_surname(said: str) -> str:
    """The surname of ``老王``, ``王大爷`` or ``王``; "" when something else is said."""
    found = _SURNAME.fullmatch(said)
    return found["surname"] if found else ""
