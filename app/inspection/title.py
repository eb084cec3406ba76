"""What the name of a workbook's sheet says: 9月8日, 3组, 秦望村3组, 2026年9月, or nothing, as Sheet1 does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.sheets.headings import tidy

_N = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_GROUP = re.compile(rf"第?{_N}(?:村民)?小?组")
_DAY = re.compile(rf"(?<![0-9])(?:20[0-9]{{2}}[年.])?(?:{_N}[月.]{_N}[日号]?|{_N}日)(?![0-9])")
_ROUND = re.compile(rf"(?<![0-9])(?:20[0-9]{{2}}[年.\-]?)?(?:{_N}月|[一二三四1-4]季度?|(?<=[.\-]){_N}(?![0-9]))份?")
_NAMELESS = re.compile(r"(?:sheet|工作表|表)[0-9]*|\([0-9]+\)", re.IGNORECASE)
_DOUBTFUL = re.compile(rf"[0-9周旬号]|星期|礼拜|{_N}队")


@dataclass(frozen=True, slots=True)
class Title:
    """The name of a sheet, and the words of it that are a unit, a round or a day, each "" without one.

    ``doubtful`` is what is left when it looks like one of these and cannot be read, as 第二周 or 0908.
    """

    text: str = ""
    unit: str = ""
    round: str = ""
    day: str = ""
    doubtful: bool = False


def read_title(text: str, units: Iterable[str]) -> Title:
    """Read the name of a sheet; ``units`` are the names of the units."""
    rest = tidy(text).replace(" ", "")
    unit = max((name for name in units if name in rest), key=len, default="")
    rest = rest.replace(unit, "|") if unit else rest
    rest, said = _GROUP.sub("|", rest), []
    for pattern in (_DAY, _ROUND):
        found = [one[0] for one in pattern.finditer(rest)]
        rest = pattern.sub("|", rest) if len(found) == 1 else rest
        said.append(found[0] if len(found) == 1 else "")
    day, round_ = said
    return Title(text, unit, round_, day, bool(_DOUBTFUL.search(_NAMELESS.sub("|", rest))))
