"""Days as people write them: 8月12日, 八月十二号, 12号, 昨天, 上周六, 2026-08-12."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from text.normalise import normalise, numeral

_N = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_NO_DEADLINE = "(?!(?<![日号])[0-9]|[日号]|(?:之|以)?[前内])"
"""``12月5日前清完`` says when something must be done, not when it happened."""
_FULL = re.compile(
    r"(?:(?P<year>20[0-9]{2})\s*[-/.]\s*(?P<m>[0-9]{1,2})\s*[-/.]\s*(?P<d>[0-9]{1,2})(?![0-9])"
    r"|(?<![0-9])(?P<y>20[0-4][0-9])(?P<mm>[0-9]{2})(?P<dd>[0-9]{2})(?![0-9])"
    r"|(?P<era>(?<![0-9])[0-9]+|(?<![零〇一二三四五六七八九十])[零〇一二三四五六七八九十]{2,})"
    rf"\s*年\s*(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*[日号]?)"
    rf"{_NO_DEADLINE}"
)
_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")
_YEAR = re.compile("20[0-9]{2}|[0-9]{2}")
_IN_YEAR = re.compile(
    rf"(?P<when>去年|今年)?(?<![0-9])(?P<month>{_N})\s*月(?:\s+(?={_N}\s*[日号]))?(?P<day>{_N})\s*[日号]?{_NO_DEADLINE}"
    r"|(?<![0-9/])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9/])"
)
_DOTTED = re.compile(
    r"(?<![0-9.])(?P<m>1[0-2]|0?[1-9])\.(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9.]|(?:\s*[-–—~至到]\s*[0-9]+(?:\.[0-9]+)?)?\s?[分小个斤米公元天吨亩毫倍百千万%度里块])"
)
_IN_MONTH = re.compile(
    rf"(?:(?P<when>上个?月|这个月|本月)|(?<![0-9组队户\-#第到月环文志否限期令续连着过近约已共等历每满超达足逾隔整〕节根颗粒])(?<!20[0-9]{2}[\])】])(?:(?=[0-9])|(?<![零一二三四五六七八九十])))"
    rf"(?P<day>{_N})[日号](?![楼桥线门机宅田河桶池塘沟井院房屋车店摊棚库杆闸泵位台箱柜坑站区块墩桌圈单船]|[猪鸡鸭羊牛]舍|[猪羊牛]圈|(?<=号)(?:\s?第?[0-9一二三四五六七八九十]{{1,3}}[组队](?!的?\s?第?[0-9一二三四五六七八九十])|也(?!许))|[汽柴机]油|电[池缆线]|铁丝|钢|水泥|螺[丝母栓]|砂|病[房床]|窗口|文件|台风|变压|[电水]表|岗亭|仓库|摄像|监控|基站|地(?![上面里])|路(?![边上口旁])|(?:之|以)?[前内])"
)
_AGO = {"前": 2, "昨": 1, "今": 0, "刚": 0, "明": -1, "后": -2}
"""By how begins what ``_DAYS_AGO`` finds; each 大 in front is one day further away."""
_PROMISED = "(?<!说了|答应|保证|承诺|同意|打算|准备)"
_DAYS_AGO = re.compile(
    "大{1,3}前天|大{1,3}后天|前天|前晚|(?<![门屋宅房村家以之])前[日夜]"
    "|昨(?:[天日晚早夜儿]|(?=[上下中]午|傍晚|凌晨|[ ,、]))|今[天日早晚晨朝]|刚才"
    f"|(?<![说表声限约叫让请]){_PROMISED}明[天早晚朝](?![气天])|(?<![前以今]){_PROMISED}后天(?![气天])"
)
_SO_LONG_AGO = re.compile(rf"(?<![0-9了过第一二三四五六七八九十])(?P<days>[0-9]{{1,2}}|两|{_N})天(?:之|以)?前")
_WEEKDAY = re.compile(
    r"(?<![上下每逢])(?<!下个)(?<!每个)(?P<this>本|这个?)?(?P<last>上上?个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-6])"
)
_WEEKDAYS = "一二三四五六日"
_TIMELY = re.compile(r"[年月日号天旬历初周期礼昨今刚明后前廿卅晚夜]|[0-9][./][0-9]|20[0-9]{2}(?:\s*[-/.]|[0-9]{4})")
"""What everything has in it that speaks of a day: most lines name none, and a dozen patterns need not be tried."""
_TWO_DIGITS = 10
_FEW = 10
_SO_LONG = re.compile("日[没未不]")
"""``3日没扫``: on the third, or for three days."""
_HALF_A_YEAR = timedelta(days=183)
_LUNAR = re.compile(
    r"(?:农历|阴历|旧历|老历)\s?[正一二三四五六七八九十冬腊初廿0-9][正一二三四五六七八九十冬腊月初廿0-9日号]*"
    rf"|(?:{_N}|[正冬腊])月\s?[初廿][一二三四五六七八九十]{{1,2}}|[正冬腊]月\s?{_N}"
    r"|(?<![年月当最起])初(?:[四五六七八九十]|[一二三](?![年学的]|[1-9(]|毕业|中|班|步|次|期|级))"
)
_BOTH = re.compile("昨前[天日两]|前昨[天日两]")
FEASTS = "元旦|春节|元宵|清明|五一|端午|中秋|国庆|重阳|冬至"
"""By which people name a time."""
_VAGUE = re.compile(
    rf"(?:{FEASTS})节?(?:那[天日]|当[天日]|期间|前后)|隔[天日]|次日|[上中下]旬"
    r"|农历|阴历|旧历|去年|前年|上上个?(?:周|月|星期|礼拜)[一二三四五六日天1-6]?|下个?(?:周|月|星期|礼拜)[一二三四五六日天1-6]?"
    r"|上个?(?:月|周|星期|礼拜)(?![0-9一二三四五六七八九十日天初底末])|(?:前|这)[几两三][天日]|几天前|前些[天日]|前一?(?:阵子?|段(?:时间|日子))|(?:[上本这]个?)?[月年][初底末]"
    rf"|(?:{_N}月份?|[上本这]个?月)(?:初|底|末|[上中下]旬)"
    r"|(?:[0-9]{1,2}|[一二三]?十)[多几来][日号](?![楼桥线])|[廿卅][一二三四五六七八九]?[日号]?|(?:[0-9]{1,2}|[一二两三四五六七八九十半几])个?(?:周|星期|礼拜|月)(?:之|以)?前"
)
"""Words for a time that is no day."""


@dataclass(frozen=True, slots=True)
class DayMention:
    """Where a text speaks of a day, ``plain[start:end]``; ``day`` is None when there is no such day.

    ``plainly`` is False for ``1.5`` and ``3/4``, which are days only where nothing else can be meant; ``vague`` is True
    for a time that is no day (去年, 农历初一).
    """

    start: int
    end: int
    day: date | None
    plainly: bool = True
    vague: bool = False


def scan(plain: str, today: date) -> list[DayMention]:
    """Everything in a normalised text that speaks of a day, in order: days, days that cannot be, and vague times."""
    said: list[DayMention] = []
    if not _TIMELY.search(plain):
        return said
    taken = bytearray(len(plain))

    def take(found: re.Match[str]) -> bool:
        """Whether no surer form speaks of its characters; then they are its own."""
        free = not any(taken[found.start() : found.end()])
        if free:
            taken[found.start() : found.end()] = b"x" * len(found[0])
        return free

    for pattern, read in _READERS:
        for found in filter(take, pattern.finditer(plain)):
            small = pattern in {_DOTTED, _IN_YEAR} and found["m"] is not None
            plainly = not small or max(int(found["m"]), int(found["d"])) >= _TWO_DIGITS
            said.append(DayMention(found.start(), found.end(), read(found, today), plainly))
    vague = filter(take, _VAGUE.finditer(plain))
    said += [DayMention(found.start(), found.end(), None, vague=True) for found in vague]
    return sorted(said, key=lambda one: one.start)


def find_day(text: str, today: date) -> date | None:
    """The first day that a text names, taken for the latest such day up to today; None when it names none.

    A day of this year that is still to come stays what it is, unless last year's is the nearer one.
    """
    return next((day for day, _ in _found(normalise(text), today)), None)


def no_day(text: str, today: date) -> str | None:
    """The first words of a text that speak of a time and name no day that can be: 2月30日, 去年, 农历; else None."""
    plain = normalise(text)
    return next((plain[one.start : one.end] for one in scan(plain, today) if one.day is None), None)


def without_days(text: str, today: date) -> str:
    """The normalised text without the days that it names: what is left says what happened."""
    plain = normalise(text)
    for _, span in _found(plain, today):
        plain = plain.replace(span, " ")
    return normalise(plain)


def _found(plain: str, today: date) -> Iterator[tuple[date, str]]:
    plain = _LUNAR.sub(" ", plain)
    for pattern, read in _READERS:
        for found in pattern.finditer(plain):
            day = read(found, today)
            if day is not None:
                yield day, found[0]


def _full(found: re.Match[str], _: date) -> date | None:
    """None also where the year is none of this century's: 1999年, 99999年, 三年."""
    year = (found["year"] or found["y"] or found["era"]).translate(_DIGITS)
    return _date(2000 + int(year) % 100, *_month_and_day(found)) if _YEAR.fullmatch(year) else None


def _in_year(found: re.Match[str], today: date) -> date | None:
    month, day = _month_and_day(found)
    this, last = _date(today.year, month, day), _date(today.year - 1, month, day)
    when = found.groupdict().get("when")
    if when:
        return this if when == "今年" else last
    if last is not None and (this is None or this > today) and today - last < _HALF_A_YEAR:
        return last
    return this


def _in_month(found: re.Match[str], today: date) -> date | None:
    number = numeral(found["day"]) or 0
    if number <= _FEW and _SO_LONG.match(found.string, found.end() - 1):
        return None
    end_of_last = today.replace(day=1) - timedelta(days=1)
    this, last = _date(today.year, today.month, number), _date(end_of_last.year, end_of_last.month, number)
    when = found["when"]
    if when:
        return last if when.startswith("上") else this
    return this if this is not None and this <= today else last


def _ago(found: re.Match[str], today: date) -> date | None:
    said = found[0].lstrip("大")
    ago, further = _AGO[said[0]], len(found[0]) - len(said)
    return today - timedelta(days=ago + further if ago > 0 else ago - further)


def _so_long_ago(found: re.Match[str], today: date) -> date | None:
    return today - timedelta(days=numeral(found["days"]) or 0)


def _weekday(found: re.Match[str], today: date) -> date | None:
    said = found["day"]
    wanted = int(said) - 1 if said.isdigit() else _WEEKDAYS.index(said.replace("天", "日"))
    back = (today.weekday() - wanted) % 7
    if found["last"] or found["this"]:
        back = today.weekday() - wanted + 7 * (found["last"] or "").count("上")
    return today - timedelta(days=back)


def _no_day(_: re.Match[str], __: date) -> None:
    """Which day of ours that is, or which of two, nobody guesses."""


def _month_and_day(found: re.Match[str]) -> tuple[int, int]:
    said = found.groupdict()
    month, day = said.get("month") or said.get("mm") or said["m"], said.get("day") or said.get("dd") or said["d"]
    return numeral(month) or 0, numeral(day) or 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_LUNAR, _no_day),
    (_BOTH, _no_day),
    (_FULL, _full),
    (_IN_YEAR, _in_year),
    (_DOTTED, _in_year),
    (_IN_MONTH, _in_month),
    (_DAYS_AGO, _ago),
    (_SO_LONG_AGO, _so_long_ago),
    (_WEEKDAY, _weekday),
)
"""The surest forms first."""


def month_day(day: date) -> str:
    """8月1日."""
    return f"{day.month}月{day.day}日"
