"""Days in pinyin, as phones without Chinese letters write them: zuotian, shang zhou liu, 8yue9hao."""

from __future__ import annotations

import re
from collections.abc import Callable

_BEGINS = {"zuo": "昨", "qian": "前", "jin": "今", "ming": "明", "hou": "后"}
_WEEKDAYS = {"yi": "一", "er": "二", "san": "三", "si": "四", "wu": "五", "liu": "六", "ri": "日", "tian": "天"}
_WHICH = {"s": "上", "z": "这", "b": "本", "": ""}
"""By how begins what stands before a week."""
_WEEK = "(?:zhou|xing ?qi|li ?bai)"
_AGO = rf"(?:(?<![a-z])(?P<further>da ?)?(?P<begins>{'|'.join(_BEGINS)}) ?|(?P<within>{'|'.join(_BEGINS)}))tian"
_OF_WEEK = (
    rf"(?<![a-z])(?P<which>shang ?(?:ge ?)?|zhe ?(?:ge ?)?|ben ?|){_WEEK} ?(?P<day>{'|'.join(_WEEKDAYS)})(?![a-z])"
)
_IN_YEAR = r"(?<![0-9])(?P<month>[0-9]{1,2}) ?yue ?(?P<day>[0-9]{1,2}) ?(?:ri|hao)?(?![a-z0-9])"
_IN_MONTH = r"(?<![0-9])(?P<day>[0-9]{1,2}) ?hao(?![a-z])"
_MONTH = r"(?<![0-9])(?P<month>1[0-2]|[1-9]) ?yue(?! ?[0-9])(?![a-df-z])"
_LAST = rf"(?<![a-z])(?:shang ?(?:ge ?)?(?:{_WEEK}|(?P<month>yue))|(?P<year>qu ?nian))(?![a-z])"

_FIRST = r"(?<![a-z])cong(?=\s*(?:[大前昨今上这周]|[0-9]{1,2}[月号]))"
_SINCE = r"(?<=[天日号一二三四五六])\s*(?:zhi ?jin|dao ?xian ?zai)(?![a-z])"


def _ago(found: re.Match[str]) -> str:
    return f"{'大' if found['further'] else ''}{_BEGINS[(found['begins'] or found['within']).lower()]}天"


def _of_week(found: re.Match[str]) -> str:
    return f"{_WHICH[found['which'][:1].lower()]}周{_WEEKDAYS[found['day'].lower()]}"


def _in_year(found: re.Match[str]) -> str:
    return f"{found['month']}月{found['day']}日"


def _in_month(found: re.Match[str]) -> str:
    return f"{found['day']}号"


def _last(found: re.Match[str]) -> str:
    return "去年" if found["year"] else "上个月" if found["month"] else "上周"


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (_OF_WEEK, _of_week),
        (_AGO, _ago),
        (_IN_YEAR, _in_year),
        (_IN_MONTH, _in_month),
        (_LAST, _last),
        (_MONTH, lambda found: f"{found['month']}月"),
        (_FIRST, lambda _: "从"),
        (_SINCE, lambda _: "至今"),
    )
)


def with_days(plain: str) -> str:
    """A normalised text whose days in pinyin are written in characters, blanks around them; any other as it is."""
    for pattern, read in _READERS:
        while found := pattern.search(plain):
            plain = f"{plain[: found.start()].rstrip()} {read(found)} {plain[found.end() :].lstrip()}".strip()
    return plain
