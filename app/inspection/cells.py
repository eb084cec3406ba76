"""What the cells of an inspection sheet say. Every function raises CellError, its message one plain Chinese clause."""

from __future__ import annotations

import re
from datetime import date

from app.inspection.layout import verb
from app.sheets.table import MADE_A_DATE, CellError
from domain.model.calendar import Period, parse_round, quarter_of
from domain.model.errors import Refused
from domain.model.rulebook import Item
from text.days import month_day, scan
from text.normalise import normalise, numeral

MAX_REASON = 200
_NOTHING = frozenset({"", "0", "-", "—", "/", "无", "0分"})
_POINTS = re.compile(r"(?P<sign>[+\-加扣减])?\s*(?P<points>[0-9]{1,4})\s*分?")
_SIGNS = {"+": "加", "加": "加", "-": "扣", "扣": "扣", "减": "扣"}
_MONTH = re.compile(r"(20[0-9]{2})\s*[年/.\-]\s*([0-9]{1,2})\s*月?")
_QUARTER = re.compile(r"(20[0-9]{2})\s*年?\s*(?:Q\s*|第)?([1-4一二三四])\s*(?:季度?)?", re.IGNORECASE)
_DAY_ALONE = re.compile(r"([0-9]{1,2})[日号]?")
_SLASHED = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})")


def points(text: str, item: Item) -> int:
    """Signed points of a cell, 0 for none: off for an obligation, on for a merit."""
    if text in _NOTHING:
        return 0
    found = _POINTS.fullmatch(text)
    if not found:
        raise CellError(f"{item.code}“{_short(text)}”不是分数")
    value, meant = int(found["points"]), verb(item)
    if found["sign"] and _SIGNS[found["sign"]] != meant:
        raise CellError(f"{item.code}这一列填{meant}几分，不能写“{text}”")
    if not 1 <= value <= item.points:
        raise CellError(f"{item.code}“{text}”不对，最多 {item.points} 分")
    return value if meant == "加" else -value


def is_written(text: str) -> bool:
    """Whether a cell says anything of points."""
    return text not in _NOTHING


def is_figure(text: str) -> bool:
    """Whether a cell looks like points."""
    return text not in _NOTHING and bool(_POINTS.fullmatch(text))


def day(text: str, period: Period) -> date | None:
    """The day of a row, None when the cell is blank; it lies in the sheet's round."""
    if not text:
        return None
    found = _read_day(text.removeprefix(MADE_A_DATE), period)
    if found is None:
        raise CellError(f"日期“{_short(text)}”看不懂，请写成 {period.first.month}月8日")
    if found not in period:
        raise CellError(f"日期 {month_day(found)} 不在这一轮里")
    return found


def _read_day(text: str, period: Period) -> date | None:
    """``8`` and ``9/8`` are read within the round; every other form as people write days."""
    alone, slashed = _DAY_ALONE.fullmatch(text), _SLASHED.fullmatch(text)
    last = period.after.replace(day=1)
    month = int(slashed[1]) if slashed else period.first.month
    number = int(slashed[2]) if slashed else int(alone[1]) if alone else 0
    if not number:
        return _only_day(text, last)
    try:
        return date(period.first.year, month, number)
    except ValueError:
        return None


def _only_day(text: str, last: date) -> date | None:
    """The day that a cell says, and says nothing else: of two days neither is meant more."""
    plain = normalise(text)
    said = scan(plain, last)
    rest = [character for one in said for character in plain[: one.start] + plain[one.end :]]
    return said[0].day if len(said) == 1 and not any(map(str.isalnum, rest)) else None


def round_period(text: str) -> Period:
    """A round: ``2026-09``, ``2026年9月``, ``2026Q3``, ``2026年三季度``, or what a spreadsheet made of it."""
    plain = text.removeprefix(MADE_A_DATE)
    if plain != text:
        plain = plain[:7]
    month, quarter = _MONTH.fullmatch(plain), _QUARTER.fullmatch(plain)
    try:
        if month:
            return parse_round(f"{month[1]}-{int(month[2]):02}")
        if quarter:
            return quarter_of(date(int(quarter[1]), (numeral(quarter[2]) or 1) * 3, 1))
        return parse_round(plain)
    except Refused:
        raise CellError(f"轮次“{_short(text)}”看不懂，请写成 2026-09") from None


def reason(text: str) -> str:
    """Why, as written."""
    if len(text) > MAX_REASON:
        raise CellError(f"原因超过 {MAX_REASON} 个字")
    return text


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"  # noqa: PLR2004 - enough to find it by
