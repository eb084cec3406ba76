"""Rounds, quarters and years as keys (``2026-11``, ``2026Q4``, ``2026``) and as half-open ranges of days.

A range is ``[first, after)``: ``first`` is the first day, ``after`` the day after the last one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.model.errors import Refused
from domain.model.rulebook import RoundLength

# Years 1000 to 2999: every period of theirs has a next and a previous one.
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"([12]\d{3})Q([1-4])")
_FORTNIGHT = 14


@dataclass(frozen=True, slots=True)
class Period:
    """A named half-open range of days."""

    key: str
    first: date
    after: date

    @property
    def year(self) -> int:
        """The calendar year, in which the whole period lies."""
        return self.first.year

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.after

    def next(self) -> Period:
        """The period of the same length that follows."""
        return month_of(self.after) if "-" in self.key else quarter_of(self.after)

    def previous(self) -> Period:
        """The period of the same length before this one."""
        last = self.first - timedelta(days=1)
        return month_of(last) if "-" in self.key else quarter_of(last)


def _range(key: str, year: int, month: int, months: int) -> Period:
    end = month + months
    after = date(year, end, 1) if end <= 12 else date(year + 1, end - 12, 1)  # noqa: PLR2004 - months of a year
    return Period(key, date(year, month, 1), after)


def fortnight_before(day: date) -> date:
    """The last day, a Sunday, of the fortnight that was over on a day; fortnights begin on every second Monday."""
    return date.fromordinal((day.toordinal() - 1) // _FORTNIGHT * _FORTNIGHT)


def month_of(day: date) -> Period:
    """The calendar month of a day, key ``2026-11``."""
    return _range(f"{day.year}-{day.month:02}", day.year, day.month, 1)


def quarter_of(day: date) -> Period:
    """The quarter of a day, key ``2026Q4``."""
    number = (day.month - 1) // 3
    return _range(f"{day.year}Q{number + 1}", day.year, number * 3 + 1, 3)


def quarters_of(year: int) -> list[Period]:
    """The four quarters of a year."""
    return [quarter_of(date(year, month, 1)) for month in (1, 4, 7, 10)]


def round_of(day: date, length: RoundLength) -> Period:
    """The round 考核轮次 to which an event of that day belongs."""
    return month_of(day) if length == "month" else quarter_of(day)


def parse_quarter(key: str) -> Period:
    """Read ``2026Q4``. Raises Refused("bad-quarter")."""
    found = _QUARTER.fullmatch(key.strip().upper())
    if not found:
        raise Refused("bad-quarter", key=key)
    return quarter_of(date(int(found[1]), int(found[2]) * 3 - 2, 1))


def parse_round(key: str) -> Period:
    """Read a round key, ``2026-11`` or ``2026Q4``. Raises Refused("bad-round")."""
    found = _MONTH.fullmatch(key.strip())
    if found:
        return month_of(date(int(found[1]), int(found[2]), 1))
    try:
        return parse_quarter(key)
    except Refused:
        raise Refused("bad-round", key=key) from None
