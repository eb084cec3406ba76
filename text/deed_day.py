"""The one day of a deed that a villager tells of, or what makes it doubtful."""

from __future__ import annotations

import re
from datetime import date

from text.days import FEASTS, no_day, scan
from text.normalise import normalise

JOINING = "和|跟|与|及|以及|还有|到|至|或者?"
"""Words between two days."""
_FEAST = re.compile(rf"(?:^|(?<=[\s,，。:：]))(?:{FEASTS})节?(?![路街村桥小中大班晚])")
"""A feast that begins a word may mean its day: 国庆值班, but not 帮李国庆, 国庆路."""

_JOINS = re.compile(rf"\W*(?:{JOINING})?\W*")


def doubtful_day(content: str, today: date) -> str | tuple[date, date] | None:
    """The words for a time that is no day, or two of several days; None where one day is named, or none.

    ``1.5`` may be an amount, and is no second day.
    """
    plain = normalise(content)
    days = [*dict.fromkeys(one.day for one in scan(plain, today) if one.plainly and one.day is not None)]
    if unread := no_day(content, today) or (None if days else _feast(plain)):
        return unread
    return (days[0], days[1]) if days[1:] else None


def without_listed_days(content: str, today: date) -> str:
    """The normalised words without the days that they name, and without what joins these: 和, 到, 、."""
    plain = normalise(content)
    kept, end = "", 0
    for one in scan(plain, today):
        if one.day is not None and one.plainly:
            between = plain[end : one.start]
            kept += " " if end and _JOINS.fullmatch(between) else f"{between} "
            end = one.end
    return normalise(f"{kept}{plain[end:]}")


def _feast(plain: str) -> str | None:
    found = _FEAST.search(plain)
    return found[0] if found else None
