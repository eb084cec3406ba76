"""Households written in short: which ones are meant is not guessed, but written out in full as a proposal."""

from __future__ import annotations

import re

from bot.grammar.words.characters import AND, JOINING, SEPARATORS
from bot.grammar.words.measure_words import COUNTERS
from bot.grammar.words.tidy import Tidy, tidy
from text.normalise import numeral

_HAN = "[一二三四五六七八九十]"
_PLACE = (
    rf"(?:[0-9]{{1,2}}-[0-9]{{1,4}}+|[0-9]{{1,2}}\s?[组队]的?\s?(?:[0-9]{{1,4}}+|{_HAN}{{1,4}})"
    rf"|{_HAN}{{1,3}}[组队]的?\s?(?:[0-9]{{1,4}}+|{_HAN}{{1,4}}))[号户]?"
)
_NUMBER = rf"[0-9]{{1,4}}+(?![-0-9.点分%/{COUNTERS.replace('户', '').replace('号', '')}])[号户]?"
_SAID = rf"{_HAN}{{1,3}}+[号户]"
"""``五号``, as dictated."""
_NEXT_TO = "(?:一二|二三|三四|四五|五六|六七|七八|八九)"
"""``三组一二号``: the twelfth, or the first and the second."""
_RANGE = re.compile(
    rf"(?:^|(?<=[{SEPARATORS}(从自])){_PLACE}(?:"
    rf"\s?(?:开始|起|一直)*\s?[~～到至]\s?(?:{_PLACE}|{_NUMBER}|{_SAID})|-{{1,3}}(?:{_PLACE}|{_NUMBER})|\s-{{1,3}}\s?{_PLACE}"
    rf"|(?:\s?[、,{JOINING}]\s?{_NUMBER}){{2,}}"
    rf"|\s?[、,{JOINING}]\s?[0-9]{{1,4}}+(?=[{SEPARATORS}]|$)"
    rf"|\s?[、{JOINING}]\s?(?:[0-9]{{1,4}}+[号户]|{_SAID})(?=[{SEPARATORS}]|$)"
    rf"|(?<=[号户])[ ,]\s?(?:[0-9]{{1,4}}+[号户]|{_SAID})(?=[{SEPARATORS}]|$)"
    rf"|、[0-9]{{1,4}}+(?![{COUNTERS}分日人楼])(?=[\u4e00-\u9fff])"
    rf"|(?<=[号户])(?:[0-9]{{1,4}}+[号户])+|(?<=[号户])[{JOINING}]?(?:{_SAID})+"
    rf"|(?:[ ][0-9]{{1,4}}+(?=[ ,、])){{2,}}"
    rf"|(?:\s?[ 、,{JOINING}]\s?[0-9]{{1,4}}+)+\s?[ 、,{JOINING}]\s?[0-9]{{1,4}}+[号户](?=[{SEPARATORS}]|$)"
    rf"|等(?:[0-9一二两三四五六七八九十]+[户家])?"
    rf")|{_HAN}{{1,3}}[组队]的?\s?{_NEXT_TO}[号户](?=[{SEPARATORS}都各均两]|$)|(?<![0-9])[0-9]{{1,2}}[组队][0-9]{{1,4}}\s[0-9]{{1,4}}[号户](?=[{SEPARATORS}]|$)|(?<![0-9.-]){_PLACE}[~～](?:{_PLACE}|{_NUMBER})"
)
"""``2-5~2-8``, ``2-5到8``, ``2组5到8号``, ``2-7,8``, ``2-7 8 9号``, ``2-5等3户``; not ``堆了2-3、4天``."""
_MOST = 12
_N = rf"(?:[0-9]{{1,4}}|{_HAN}{{1,3}})"
_LISTED = rf"\s?(?:、|{AND})\s?"
_LIST = re.compile(
    rf"(?P<front>[{SEPARATORS}]*(?:给|对|把)?)(?:(?P<group>[0-9]{{1,2}}|{_HAN}{{1,3}})\s?[组队]的?\s?"
    rf"(?P<numbers>{_N}(?:(?:{_LISTED}|,\s?){_N}){{2,}}[号户]|{_N}[号户](?:(?:{_LISTED})?{_N}[号户]){{2,}})"
    rf"|(?P<first>[0-9]{{1,2}})-(?P<more>[0-9]{{1,4}}(?:(?:{_LISTED}|,\s?)[0-9]{{1,4}}){{2,}}[号户]))"
    rf"(?![主0-9{_HAN[1:-1]}])"
)
"""``2组4、5、6号``, ``2-4、5、6号`` at the beginning: each is named. The last of two may be a day (``2组4号、5号``)."""


def with_list_written_out(text: Tidy) -> Tidy:
    """A list of one group's households as their places, where a line begins with one."""
    found = _LIST.match(text.plain)
    if found is None:
        return text
    group = numeral(found["group"] or found["first"])
    numbers = [numeral(one) for one in re.findall(_N, found["numbers"] or found["more"])]
    if not group or not all(numbers):
        return text
    places = " ".join(f"{group}-{number}" for number in numbers)
    start, end = found.end("front"), found.end()
    return tidy(f"{text.raw[: text.origin[start]]}{places} {text.raw[text.origin[end] :]}")


def find_range(plain: str) -> tuple[int, int] | None:
    """Where several households are written in short."""
    found = _RANGE.search(plain)
    return found.span() if found else None


def written_out(said: str) -> str:
    """``2-5到2-8`` as ``2-5、2-6、2-7、2-8``; "" when it cannot be told."""
    numbers = [int(number) for number in re.findall("[0-9]+", said)]
    if len(numbers) < 2:  # noqa: PLR2004 - a group and a number
        return ""
    group, first, *others = numbers
    through = re.search(r"[~～到至—–]|--", said) or re.fullmatch(r"[0-9]+-[0-9]+-[0-9]+-[0-9]+", said)
    if through:
        last = others[-1] if others else first
        chosen = list(range(first, last + 1)) if others[:-1] in ([], [group]) else []
    else:
        chosen = [first, *others] if "等" not in said else []
    return "、".join(f"{group}-{number}" for number in chosen) if 1 < len(chosen) <= _MOST else ""
