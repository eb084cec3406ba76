"""Months, quarters and years as people write them: 12月, 十二月, 2026年12月, 去年12月, 上个月, 三季度, 2026Q3."""

from __future__ import annotations

import re
from datetime import date

from text.normalise import normalise, numeral

_YEAR = r"(?:(?P<year>20[0-9]{2}|[0-9]{2}(?=年))(?:年的?|[-/.\s])?|(?P<when>今年|本年|去年|前年|上一?年)的?)"
_N = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_QUARTER = re.compile(rf"{_YEAR}?(?:q(?P<q>[1-4])|第?(?P<quarter>[1-4一二三四])个?季度?)", re.IGNORECASE)
_MONTH = re.compile(rf"{_YEAR}?(?P<month>{_N})月?份?")
_WHOLE_YEAR = re.compile(_YEAR)
_NEAR_MONTH = {"这个月": 0, "这月": 0, "本月": 0, "当月": 0, "上个月": 1, "上月": 1, "上上个月": 2, "上上月": 2}
_NEAR_QUARTER = {"这个季度": 0, "这季度": 0, "本季度": 0, "上个季度": 1, "上季度": 1, "上上个季度": 2, "上上季度": 2}
_AGO = {"今": 0, "本": 0, "去": 1, "上": 1, "前": 2}
_MONTHS = range(1, 13)
_SAID = "一二三四"


def round_key(said: str, today: date) -> str | None:
    """The key of a month (``2026-12``) or quarter (``2026Q4``); without its year the latest that has begun.

    None for what is neither.
    """
    plain = _plain(said)
    if plain in _NEAR_MONTH:
        number = today.year * 12 + today.month - 1 - _NEAR_MONTH[plain]
        return f"{number // 12}-{number % 12 + 1:02}"
    if plain in _NEAR_QUARTER:
        number = today.year * 4 + (today.month - 1) // 3 - _NEAR_QUARTER[plain]
        return f"{number // 4}Q{number % 4 + 1}"
    if found := _QUARTER.fullmatch(plain):
        quarter = numeral(found["q"] or found["quarter"]) or 0
        return f"{_year(found, today, quarter * 3 - 2)}Q{quarter}"
    found = _MONTH.fullmatch(plain)
    month = numeral(found["month"]) if found else None
    return f"{_year(found, today, month)}-{month:02}" if found and month in _MONTHS and month else None


def year_of(said: str, today: date) -> int | None:
    """2026, 2026年, 今年, 去年; None for what is no year."""
    found = _WHOLE_YEAR.fullmatch(_plain(said))
    return _year(found, today, 1) if found else None


def _plain(said: str) -> str:
    """Without blanks, but for one between two numbers: ``1 2月`` is not 12月; a 季 is a 季度."""
    joined = re.sub(r"\s+(?![0-9])|(?<![0-9\s])\s+", "", normalise(said))
    return re.sub("季$", "季度", joined)


def _year(found: re.Match[str], today: date, first_month: int) -> int:
    """The year that is written, or that of the latest such month that has begun."""
    if found["year"]:
        return int(found["year"]) % 100 + 2000
    if found["when"]:
        return today.year - _AGO[found["when"][0]]
    return today.year if first_month <= today.month else today.year - 1


def period_name(key: str) -> str:
    """``2026-11`` is 2026年11月, ``2026Q4`` is 2026年第四季度: as every page and sheet calls them."""
    return f"{key[:4]}年{'第' if 'Q' in key else ''}{short_period(key)}"


def short_period(key: str) -> str:
    """11月, 四季度: where the year stands beside it."""
    return f"{_SAID[int(key[-1]) - 1]}季度" if "Q" in key else f"{int(key[5:])}月"
