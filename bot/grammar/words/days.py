"""Days within a line: what stands alone, and what is left without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.grammar.words.characters import SEPARATORS
from text.days import DayMention


def stands_alone(plain: str, said: DayMention) -> bool:
    """去年 as an argument, and not the 去年 of 去年也这样."""
    around = plain[max(said.start - 1, 0) : said.start] + plain[said.end : said.end + 1]
    return all(one in SEPARATORS for one in around)


_COMPARES = re.compile("[也就已还都曾又才来起到至过说]|的(?![ ,、;。!]|$)|刚|开始|一样|一直")
"""``上个月也这样``: when it was that it happened before."""
_DEADLINE = re.compile("[月年]底[之以]?前")
_NEXT = re.compile("下个?(?:周|月|星期|礼拜)")
_HAPPENED = re.compile("[没未乱又]")

_FEASTS = "元旦|春节|元宵|清明|五一|端午|中秋|国庆|重阳|冬至|立[春夏秋冬]|双(?:十[一二]|1[12])"
NUMBERED = "[编单票证车工批货]号|号码"
"""Behind what a number says which one something is."""
_OF_NUMBER = re.compile(rf"(?:{NUMBERED})[是为:\s]*$")
_LIKE_A_NUMBER = re.compile("[0-9]{8}")
_LOOSE = re.compile(
    rf"前一?阵子?|前一?段(?:时间|日子)|前不久|不久[之以]?前|(?<![以之目眼])日前|早几[天日]|(?:[上这]个?|本)?周末|双休日"
    rf"|(?<![今昨前每当几两三])那[天日](?!是)|头[天日](?![儿发])|[有某]一?天(?![天到会])|月[头尾]|[上下]半个?[月年]|(?:{_FEASTS})节?"
)
"""A time of some days: a weekend, a feast, the other day."""
_YEAR = re.compile("(?<![0-9])20([0-9]{2})年的?(?=[获得评被荣当])")
"""Of an honour."""


def loose_times(plain: str, today: date) -> list[DayMention]:
    """Words for a time that say little of the day beside one that is named: 周末大扫除, 重阳节敬老, an earlier year."""
    earlier = [found for found in _YEAR.finditer(plain) if 2000 + int(found[1]) < today.year]
    return [DayMention(*found.span(), None, vague=True) for found in (*_LOOSE.finditer(plain), *earlier)]


def tells_when(plain: str, said: DayMention) -> bool:
    """A vague time where the day of the event may stand: alone, or where a word begins (``前几天没分``).

    What is still to come (``下周一复查``) is no such time.
    """
    if _DEADLINE.match(plain, said.start):
        return False
    begins = plain[max(said.start - 1, 0) : said.start] in {"", *SEPARATORS}
    announces = _NEXT.match(plain, said.start) and not _HAPPENED.match(plain, said.end)
    return stands_alone(plain, said) or (begins and not announces and _COMPARES.match(plain, said.end) is None)


def is_of_number(plain: str, said: DayMention) -> bool:
    """Whether what looks like a day is the number of something: ``编号20261106``."""
    like = _LIKE_A_NUMBER.fullmatch(plain, said.start, said.end)
    return like is not None and _OF_NUMBER.search(plain, 0, said.start) is not None


_NUMBER = re.compile("[0-9]{1,2}[日号]")


def is_to_come(plain: str, said: DayMention, today: date) -> bool:
    """``30号``, said on the 28th: this month's is nearer than last month's, but still to come."""
    if said.day is None or said.day.month == today.month or not _NUMBER.fullmatch(plain, said.start, said.end):
        return False
    return 0 < said.day.day - today.day < (today - said.day).days


_PROMISED = re.compile("(?:答应|保证|承诺|约定|约好|[说讲]好)(?:了|在|到|于|他|她)?$")
_DEMANDED = re.compile("(?:要求|责令|责成|勒令|督促)(?:他们?|她|其|户主|本人|主人|农户)?(?:在|于|到|最迟|务必)*$")
_TOLD = re.compile("[让叫](?:他们?|她|其|户主|本人|主人|农户)$")
_ANNOUNCED = re.compile(
    r"\s?(?:上午|下午|早上|晚上)?(?:再|来|去|会|要|进行|前来|我们|组织)*(?:复查|再查|再看|复核|回访|回头看|整改|清[理除完掉]|拆|检查|改好|处理)"
)


_CLAUSE = re.compile(f"[{SEPARATORS}]")
_LONGEST_PROMISE = 12
"""Characters between the day on which something was promised and the day for which it was."""


def is_of_plan(plain: str, said: DayMention, today: date, before: DayMention | None = None) -> bool:
    """A day that was promised (``答应25号清``); or one to come, demanded or behind a reason (``堆物，明天复查``).

    ``before`` is the day in front of it: ``前天说好昨天清没清`` tells of both.
    """
    to_come = said.day is None or said.day > today or is_to_come(plain, said, today)
    if _PROMISED.search(plain, 0, said.start):
        near = before is not None and said.start - before.end <= _LONGEST_PROMISE
        told = near and before is not None and _CLAUSE.search(plain, before.end, said.start) is None
        return to_come or not told
    follows = plain[: said.start].rstrip(" ")[-1:] in {",", "、", ";", "。"}
    if to_come and _DEMANDED.search(plain, 0, said.start):
        return True
    follows = follows or _TOLD.search(plain, 0, said.start) is not None
    return to_come and follows and _ANNOUNCED.match(plain, said.end) is not None


def without(plain: str, said: Sequence[DayMention]) -> str:
    """The text with its days blanked out, at the same positions."""
    for one in said:
        plain = f"{plain[: one.start]}{' ' * (one.end - one.start)}{plain[one.end :]}"
    return plain
