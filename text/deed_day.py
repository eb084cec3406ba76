"""The one day of a deed that a villager tells of, or what makes it doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from text.days import FEASTS, no_day, scan
from text.normalise import normalise, numeral

JOINING = "和|跟|与|及|以及|还有|到|至|或者?"
"""Words between two days."""
_SOME_DAY = re.compile(
    rf"(?:^|(?<=[\s,，。:：]))(?:{FEASTS}|七夕|除夕|腊八|八一|六一|(?:建军|建党|教师|妇女|劳动|儿童|植树)节)节?(?![路街村桥小中大班晚组队])"
    "|上[次回](?!课)|周末|双休日?|每个?(?:月|周|星期|礼拜|年)|[有某]一?天(?![天到会])"
)
"""A feast that begins a word may mean its day: 国庆值班, but not 帮李国庆, 国庆路. So may 上次, 有一天, 每月."""

_NO_DAY = (
    "0-9年月日号.:/点分小组队户门家个位名人次元块斤公克米亩吨升棵颗株袋车把场件条座片处所村期级"
    "捆桶瓶盒包箱本支张筐担段台辆头只岁周天"
)
"""What stands behind a number that is no day."""
_UNTIL = re.compile(
    r"\s*(?:(?P<dash>[-–—~])|[至到])+\s*(?:(?P<month>1[0-2]|0?[1-9])[.月])?(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
    rf"(?:[日号](?![楼桥线])|(?<=[0-9])(?![{_NO_DAY}])(?(dash)|(?(month)|(?!\w))))"
)
"""Behind a day, the last of several: 8月5日-8日, 8月5-8日, 8月5号到八号, 8.5-8.8, 8月5日到8月8日; not 昨天到三岔口."""
_OPEN = re.compile(
    r"\s*(?:至今|到(?:现在|如今|今天?|目前)|以来|起(?=\W|$|[就我去巡扫值打每天连一])|开始|[之以]后|后(?=[每天就我一连都]|\W)|后?一直)"
)
"""Behind a day, that it was the first of many: 8月3日至今, but not 昨天起火."""
_FROM = re.compile(r"自?[从自]\s*$")
_JOINS = re.compile(rf"\W*(?:(?:{JOINING})\W*)?")


def doubtful_day(content: str, today: date) -> str | tuple[date, date] | None:
    """The words for a time that is no day, or two of several days; None where one day is named, or none.

    ``1.5`` may be an amount, and is no second day.
    """
    plain = normalise(content)
    named = _days(plain, today)
    days = [*dict.fromkeys(day for one in named for day in one.days if day)]
    never = next((plain[one.start : one.end] for one in named if None in one.days), None)
    if unread := no_day(content, today) or never or (None if days else _some_day(plain)):
        return unread
    return (days[0], days[1]) if days[1:] else None


_ANY_DAY = date(2024, 1, 31)


def day_words(plain: str) -> list[str]:
    """The words of a normalised text that plainly speak of a day, whatever day that is, or of several in a row."""
    words, end = list[str](), 0
    for one in scan(plain, _ANY_DAY):
        if one.plainly and not one.vague and one.start >= end:
            until = _UNTIL.match(plain, one.end)
            end = until.end() if until else one.end
            words.append(plain[one.start : end])
    return words


def without_listed_days(content: str, today: date) -> str:
    """The normalised words without the days that they name, and without what joins these: 和, 到, 、."""
    plain = normalise(content)
    kept, end = "", 0
    for one in _days(plain, today):
        between = plain[end : one.start]
        kept += " " if end and _JOINS.fullmatch(between) else f"{between} "
        end = one.end
    return normalise(f"{kept}{plain[end:]}")


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a text plainly names a day, ``plain[start:end]``, or the first and the last of several in a row.

    The last is None when there is no such day, or when it is not said: 8月3日至今.
    """

    start: int
    end: int
    days: tuple[date | None, ...]


def _days(plain: str, today: date) -> list[_Named]:
    found = []
    for one in scan(plain, today):
        until = _UNTIL.match(plain, one.end)
        if one.day is not None and until:
            found.append(_Named(one.start, until.end(), (one.day, _last(one.day, until))))
        elif one.day is not None and one.plainly:
            found.append(_one_or_first(plain, one.start, one.end, one.day))
    return found


def _one_or_first(plain: str, start: int, end: int, day: date) -> _Named:
    """The day itself, or the first of many of which the last is not said."""
    before, behind = _FROM.search(plain, max(start - 4, 0), start), _OPEN.match(plain, end)
    if not (before or behind):
        return _Named(start, end, (day,))
    return _Named(before.start() if before else start, behind.end() if behind else end, (day, None))


def _last(first: date, until: re.Match[str]) -> date | None:
    month = int(until["month"]) if until["month"] else first.month
    try:
        return first.replace(month=month, day=numeral(until["day"]) or 0)
    except ValueError:
        return None


def _some_day(plain: str) -> str | None:
    found = _SOME_DAY.search(plain)
    return found[0] if found else None
