"""A number by which a question for figures names a household: a code, a telephone, a house."""

from __future__ import annotations

import re

_FIGURE = "(?:积分|排名|名次|分数|得分|总分|多少分|几分)"
_TELEPHONE = r"(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}"
_ALONE = r"(?<![0-9#.\-/])(?:{})(?![0-9.\-/]|\s*[年月日号分元块克斤])"
_LONG = re.compile(_ALONE.format("(?!20[0-9]{2}(?:0[1-9]|1[0-2]))[0-9]{5,13}"))
"""As long as a code, and begins as no day or month does: 20260810."""
_NUMBER = re.compile(
    f"{_ALONE.format(_TELEPHONE)}"
    r"|尾号[是为]?\s*[0-9]{3,4}(?![0-9])|门牌(?:号码?)?是?\s*[0-9]{1,3}号?"
    rf"|(?<![0-9月组队第#])[1-9][0-9]{{0,2}}号(?:门牌|这?一?[家户](?!庭)|(?=的?{_FIGURE}))"
)
_BEHIND_A_FIGURE = re.compile(rf"\W*[查看问]?{_FIGURE}\W*((?!20)[1-9][0-9]{{1,3}})\W*")
_SHORTEST_END = 4
"""Digits of a telephone that are enough to know it by."""


def number_named(plain: str, *, or_entry: bool) -> str | None:
    """The words of a normalised question that name a household by a number: 13800000000, 尾号1234, 5号家.

    ``or_entry``: any other long number may be that of an entry.
    """
    if found := _NUMBER.search(plain) or (None if or_entry else _LONG.search(plain)):
        return found[0]
    behind = _BEHIND_A_FIGURE.fullmatch(plain)
    return behind[1] if behind else None


def is_number_of(said: str, code: str, house: int, phone: str) -> bool:
    """Whether these words can name a household of this code and number in its group, that texts from this phone."""
    digits = "".join(filter(str.isdigit, said))
    return digits in (code, str(house)) or (len(digits) >= _SHORTEST_END and phone.endswith(digits[-11:]))
