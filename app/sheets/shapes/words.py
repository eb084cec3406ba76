"""What words around a table say of where its households are: 建农村户籍名册, 三组, 秦望村第三村民小组(15户)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.sheets.headings import tidy
from app.sheets.shapes.shape import Units
from text.normalise import simplified

NUMBER = "(?:[0-9]{1,4}|[零〇一二两三四五六七八九十百]{1,5})"
GROUP = rf"第?(?P<group>{NUMBER})(?:村民小组|村民组|生产队|小组|组|队)"
_GROUP = re.compile(GROUP)
_OF_SEVERAL = re.compile(rf"[\-—–~至到、,和及共/]$|{NUMBER}$")
"""In front of 3组: it is the end of a list, or a count."""
_REMARK = re.compile(r"\([^()]*\)|:$|[,:]?共?[0-9]+户$|[,;:]?(?:小?组长|队长):?.*$")
_MOST_IN_HEADING = 3
_LABEL = re.compile(
    r"(?:填[报表]|所[属在])?(?:(?P<unit>单位|村|村名|村居|行政村|村\(居\)|村\(社区\))(?:名称)?|组别?|村民小?组|小组):(?P<said>.+)"
)
_TELLS_HOW = re.compile("例|[^填]如|请|格式|填写|说明|注:")
"""A line with such words tells how to fill the table in; what it names is an example."""


class Words(NamedTuple):
    """A unit and a group, each "" where the words name none, or several."""

    unit: str = ""
    group: str = ""


def words_of(text: str, units: Units) -> Words:
    """What a title names among other words; the name of a unit without its 村 only when it is all of it."""
    plain = _plain(text)
    if _TELLS_HOW.search(plain):
        return Words()
    if (label := _LABEL.fullmatch(plain)) and not label["unit"]:
        return heading_of(label["said"], units) or heading_of(f"{label['said']}组", units) or Words()
    said = label["said"] if label else plain
    return heading_of(said, units) or _among(said, units)


def heading_of_line(cells: Sequence[str], units: Units) -> Words | None:
    """What a line says whose first cell is a heading, and whose others are remarks; None when it is none."""
    said = [cell for cell in cells if cell.strip()]
    if not 0 < len(said) <= _MOST_IN_HEADING or any(_REMARK.sub("", _plain(cell)) for cell in said[1:]):
        return None
    return heading_of(said[0], units)


def heading_of(text: str, units: Units) -> Words | None:
    """What words say that are a heading and nothing else; None when they are none."""
    plain = _REMARK.sub("", _plain(text))
    called = "|".join(re.escape(name) for name in sorted(_names(units), key=len, reverse=True))
    found = re.fullmatch(rf"(?P<unit>{called})?(?:{GROUP})?", plain) if plain else None
    return Words(found["unit"] or "", found["group"] or "") if found else None


def _plain(text: str) -> str:
    return simplified(tidy(text).replace(" ", ""))


def _among(plain: str, units: Units) -> Words:
    inside = [name for name in units if not name.isdigit() and name in plain]
    named = [name for name in inside if not any(name != other and name in other for other in inside)]
    groups = list(_GROUP.finditer(plain))
    one = groups[0] if len(groups) == 1 and not _OF_SEVERAL.search(plain[: groups[0].start()]) else None
    return Words(named[0] if len(named) == 1 else "", one["group"] if one else "")


def _names(units: Units) -> Sequence[str]:
    names = [name for name in units if not name.isdigit()]
    return [*names, *(name.removesuffix("村") for name in names)]
