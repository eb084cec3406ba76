"""Months and quarters that share one word, 7、8月, 七八月, 7到9月, 一二季度: each is said by itself, 7月、8月."""

from __future__ import annotations

import re
from collections.abc import Iterator

from text.normalise import numeral

_YEAR = r"(?:20[0-9]{2}年|[0-9]{2}年|去年|前年|今年|本年|上一?年)的?"
_N = "(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_AND = r"(?:\s?[、,，/]\s?|\s?(?:和|跟|与|及)\s?|\s)"
_TO = r"\s?(?:到|至|-|–|—|~)\s?"
_MONTH, _QUARTER = "(?:这?[两二三四]个)?月份?", "个?季度?"
_NO_NUMBER_BEFORE = r"(?<![0-9.\-/#月第一二三四五六七八九十组号])(?<![0-9]年)"
_NO_DAY_BEHIND = r"(?!\s*(?:[0-9]{1,2}(?![0-9]*\s*[月年季])|[一二三四五六七八九十]{1,3}[日号]))"
_LISTED = re.compile(
    rf"{_NO_NUMBER_BEFORE}(?P<year>{_YEAR})?(?P<numbers>{_N}(?:{_AND}{_N}){{1,11}}|[一二三四五六七八九]{{2,4}})"
    rf"(?P<unit>{_MONTH}|{_QUARTER}){_NO_DAY_BEHIND}"
)
_RANGE = re.compile(
    rf"{_NO_NUMBER_BEFORE}(?P<year>{_YEAR})?(?P<first>{_N})(?:{_MONTH}|{_QUARTER})?{_TO}(?P<until>{_YEAR})?(?P<last>{_N})"
    rf"(?P<unit>{_MONTH}|{_QUARTER}){_NO_DAY_BEHIND}"
)
_NUMBER = re.compile(_N)


def each_by_itself(said: str) -> str:
    """The text with every month or quarter of a list or a stretch written out; other words stay as they are."""
    return _LISTED.sub(_listed, _RANGE.sub(_stretch, said))


def endless(said: str) -> str | None:
    """The words for a stretch that runs backwards or into another year: which months are meant is not guessed."""
    return next((found[0] for found in _RANGE.finditer(said) if not _between(found)), None)


def _listed(found: re.Match[str]) -> str:
    numbers = _NUMBER.findall(found["numbers"]) if _NUMBER.match(found["numbers"]) else []
    said = [numeral(one) or 0 for one in numbers]
    nothing_between = "".join(numbers) == "".join(found["numbers"].split())
    if nothing_between and said != list(range(said[0], said[0] + len(said))):
        return found[0]
    return "、".join(_named(found, said))


def _stretch(found: re.Match[str]) -> str:
    return "、".join(_named(found, _between(found))) or found[0]


def _between(found: re.Match[str]) -> range:
    """The numbers of a stretch, from the first to the last; empty where it is none of one year."""
    first, last = numeral(found["first"]) or 0, numeral(found["last"]) or 0
    same_year = found["until"] in (None, found["year"])
    return range(first, last + 1) if same_year and first < last else range(0)


def _named(found: re.Match[str], numbers: range | list[int]) -> Iterator[str]:
    unit = "月" if "月" in found["unit"] else "季度"
    return (f"{found['year'] or ''}{number}{unit}" for number in numbers)
