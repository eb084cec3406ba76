"""A text as it is read aloud over the village loudspeaker: short sentences, and numbers as they are said."""

from __future__ import annotations

import re
from collections.abc import Callable

from text.normalise import normalise, typeset

LONGEST = 24
"""Characters that are said in one breath; a longer sentence is parted at its commas."""

_DIGITS = "零一二三四五六七八九"
_DIALLED = str.maketrans("0123456789", "零幺二三四五六七八九")
_SPELT = str.maketrans("0123456789", _DIGITS)
_PAIR = "户个点次天位名人斤袋桶件张块元分家条只台辆场年里米"
"""Before these a 2 is said 两."""
_COUNTED = f"{_PAIR}月日号组岁度%％"
_N = r"[0-9]{1,8}(?:\.[0-9]+)?"
_SENTENCE = re.compile(r"[。！？；!?;\n]+")
_COMMA = re.compile(r"(?<=[，,：:])")
_ENDS = "，,：:、 "


def aloud(text: str) -> list[str]:
    """The sentences of a text, one breath each, every figure in characters."""
    said = typeset(_numbers(normalise(text)))
    sentences = [part.strip(_ENDS) for part in _SENTENCE.split(said)]
    return [f"{breath}。" for sentence in sentences if sentence for breath in _breaths(sentence)]


def number(value: int) -> str:
    """A number up to 99,999,999 as it is said: 一百零五, 一万两千, 十二."""
    tens, rest = divmod(value, 10_000)
    if not tens:
        return _thousands(value)
    front = "两" if tens == 2 else _thousands(tens)  # noqa: PLR2004 - the one that is said otherwise
    gap = "零" if 0 < rest < 1000 else ""  # noqa: PLR2004 - a place is empty between them
    return f"{front}万{gap}{_thousands(rest) if rest else ''}"


def _thousands(value: int) -> str:
    if value < 20:  # noqa: PLR2004 - 十二 stands without its 一
        return _DIGITS[value] if value < 10 else f"十{_DIGITS[value % 10] if value % 10 else ''}"  # noqa: PLR2004
    said, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            first = "两" if digit == 2 and place >= 1000 else _DIGITS[digit]  # noqa: PLR2004 - 两千, 二百, 二十
            said += f"{'零' if gap else ''}{first}{name}"
        gap = not digit and bool(said)
    return said


def _figure(text: str, behind: str = "") -> str:
    """A figure with its decimals, as it is said before ``behind``."""
    whole, _, decimals = text.partition(".")
    if decimals:
        return f"{number(int(whole))}点{decimals.translate(_SPELT)}"
    return "两" if whole == "2" and behind and behind in _PAIR else number(int(whole))


def _clock(found: re.Match[str]) -> str:
    hours, minutes = int(found[1]), int(found[2])
    said = f"{_figure(str(hours), '点')}点"
    if minutes == 30:  # noqa: PLR2004 - half past
        return f"{said}半"
    return said if not minutes else f"{said}{'零' if minutes < 10 else ''}{number(minutes)}分"  # noqa: PLR2004


def _day(found: re.Match[str]) -> str:
    return f"{found[1].translate(_SPELT)}年{number(int(found[2]))}月{number(int(found[3]))}日"


def _range(found: re.Match[str]) -> str:
    return f"{_figure(found[1], found[3])}到{_figure(found[2], found[3])}{found[3]}"


_SAID: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"[0-9]{9,}", lambda found: _long(found[0])),
    (r"(?<![0-9])(20[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])", _day),
    (r"(?<![0-9])(20[0-9]{2})(?=年)", lambda found: found[1].translate(_SPELT)),
    (r"(?<![0-9:])([0-9]{1,2})[:：]([0-5][0-9])(?![0-9:])", _clock),
    (r"(?<![0-9-])(0[0-9]{2,3})[- ]?([0-9]{7,8})(?![0-9-])", lambda found: _dialled(found[1], found[2])),
    (r"(拨打?|打|电话|热线)([:： ]?)([0-9]{3,6})(?![0-9.分])", lambda found: f"{found[1]}{_dialled(found[3])}"),
    (rf"({_N})[-~—至]({_N})([{_COUNTED}])(?<![%％])", _range),
    (rf"({_N})[%％]", lambda found: f"百分之{_figure(found[1])}"),
    (r"(?<![0-9])([0-9]{1,4})-([0-9]{1,4})(?![0-9-])", lambda found: f"{_figure(found[1])}杠{_figure(found[2])}"),
    (rf"\+(?={_N})", lambda _: "加"),
    (rf"({_N})(?: (?=[\u4e00-\u9fff]))?(?=(.?))", lambda found: _figure(found[1], found[2])),
)


def _long(digits: str) -> str:
    """A mobile number as it is read out, any other number of so many digits one by one."""
    mobile = re.fullmatch(r"(1[3-9][0-9])([0-9]{4})([0-9]{4})", digits)
    return _dialled(*mobile.groups()) if mobile else digits.translate(_SPELT)


def _dialled(*groups: str) -> str:
    return "，".join(group.translate(_DIALLED) for group in groups)


def _numbers(text: str) -> str:
    for pattern, say in _SAID:
        text = re.sub(pattern, say, text)
    return text


def _breaths(sentence: str) -> list[str]:
    """A sentence parted at its commas where it is too long for one breath."""
    breaths: list[str] = []
    for part in _COMMA.split(sentence):
        if breaths and len(breaths[-1]) + len(part) <= LONGEST:
            breaths[-1] += part
        else:
            breaths.append(part)
    return [breath.strip(_ENDS) for breath in breaths if breath.strip(_ENDS)]
