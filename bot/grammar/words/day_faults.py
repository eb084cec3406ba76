"""What is wrong with the days of a line, and which of them may be meant: two, or what may be the number of a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.grammar.records import Fault, Lexicon
from bot.grammar.words.amounts import REASON
from bot.grammar.words.household_spans import household_at
from text.days import DayMention, scan

_ANOTHER = re.compile(r"\s?(?:[到至~～、和,-]|直到)\s?((?:[0-9]{1,2}月)?[0-9]{1,2}[日号])(?![楼桥线门])")
"""``20号到22号``, ``20号、21号``."""
_RANGE = re.compile(r"[^,;。]{0,2}(?:[到至~～-]|直到)\s?")
_TWO = 2
_BARE_NUMBER = re.compile("(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})号")
_GOES_ON = re.compile(
    r"[^\u4e00-\u9fff]|$|[上下中]午|[早晚夜白凌傍清半]|那|当|[一二两三四五六七八九十几]|今|昨"
    rf"|{REASON}|[的就也还已都仍被把给在去来到从和跟与同向对因为为了等前后起开至是有]"
    r"|[堆放打偷砸撬拆挖捕电抓钓种盖建装请摆做办搬拉拿运喷洒撒泼洗埋葬赌喝闹说讲发传检查巡值送救陪照调劝修补拔割捡拾参主义]|组织"
    r"|下(?:网|地笼|河)|家里|垃圾(?![房桶站池箱车亭点])|污水|养(?!殖)|鸡|狗|羊|鸭|村|群里|我|他|她|志愿|公益"
)
"""What stands behind a day that is glued to what happened on it: ``23号夜里下地笼``, ``20号没扫``."""
_ON_ROAD = re.compile("路[上边口旁]")
"""``6号路上晒稻``: on a road that day, or on the sixth one."""
_AT_PLACE = re.compile(
    r"(?<![0-9一二三四五六七八九十组队户第幢栋楼路弄街巷#-])(?:[12]?[0-9]|3[01]|[一二三四五六七八九十]{1,3})号"
    "(?=门[口前外]|[屋房宅][前后]|屋里|院[里内子]|[田河塘沟池井库][里中边旁上岸])"
)
"""``20号门口``, ``1号河里``: at whose door and which river, or a day on which something was at the own one."""


def _may_be_of_thing(plain: str, day: DayMention, lexicon: Lexicon | None) -> bool:
    """``2号公厕``: a day of this month, or which of several things; ``20号王建国`` is a day and a household."""
    if _BARE_NUMBER.fullmatch(plain, day.start, day.end) is None:
        return False
    if _ON_ROAD.match(plain, day.end):
        return True
    if _GOES_ON.match(plain, day.end):
        return False
    return lexicon is None or household_at(plain, day.end, lexicon) is None


_FROM = re.compile(r"(?:自从|从|自)\s?$")
_ON = re.compile(
    r"\s?(?:(?:[上下中]午|早[上晨]|晚上|夜里|半夜|凌晨|傍晚)?(?:起(?![来床火哄风雾诉因身飞重草哗早得了争冲纠网吊垄])|开始(?!了?[前时])|以来|[以之]后(?!院)|至今|往后(?![院面门边屋])|(?:一直)?到(?:现在|今[天日]|目前)))"
)
"""``从20号起``, ``昨天开始``, ``上周五到现在``: the days from there on."""


def _is_span(plain: str, day: DayMention) -> DayMention | None:
    """The day with the words that make it the first of many."""
    before, behind = _FROM.search(plain[: day.start]), _ON.match(plain, day.end)
    if before is None and behind is None:
        return None
    return DayMention(before.start() if before else day.start, behind.end() if behind else day.end, None)


def days_to_choose(
    said: Sequence[DayMention], plain: str, today: date, lexicon: Lexicon | None
) -> Sequence[DayMention]:
    """The two days of a line of which one is meant, or the one that may be the number of a thing; else none."""
    if not said:
        return [one for found in _AT_PLACE.finditer(plain) for one in _as_day(found, today)][:1]
    if any(one.day is None or one.day > today or _is_span(plain, one) for one in said):
        return []
    first = said[0]
    others = [one for one in said if one.day != first.day]
    if not others:
        return [first] if _may_be_of_thing(plain, first, lexicon) else []
    second = others[0]
    both = len({one.day for one in said}) == _TWO and _RANGE.fullmatch(plain, first.end, second.start) is None
    return [first, second] if both and _ANOTHER.match(plain, second.end) is None else []


def _as_day(found: re.Match[str], today: date) -> list[DayMention]:
    """The day of the month that a number may be, if it is over."""
    days = [one.day for one in scan(found[0], today)]
    return [DayMention(*found.span(), one) for one in days if one and one <= today]


def faults_of_days(said: Sequence[DayMention], plain: str = "") -> Iterator[tuple[Fault, DayMention]]:
    """Days that cannot be, and every one that is another than the first; in ``plain`` also several in one."""
    for one in said:
        if one.day is None:
            yield Fault.BAD_DAY, one
        elif one.day != said[0].day:
            yield Fault.TWO_DAYS, one
        elif span := _is_span(plain, one):
            yield Fault.SEVERAL_DAYS, span
        elif (other := _ANOTHER.match(plain, one.end)) and all(other.start(1) != known.start for known in said):
            yield Fault.TWO_DAYS, DayMention(*other.span(1), None)
