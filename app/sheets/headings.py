"""What stands around a table: the names that people give its columns, and the lines under it that are none of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from text.normalise import simplified

_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WHOLE_FLOAT = re.compile(r"([0-9]+)\.0+")
OTHER_NAMES = {
    "单位": (
        *("村", "村名", "行政村", "村居", "所在村", "所属村", "单位名称", "村(居)", "居村", "村(社区)", "社区"),
        *("村委会", "居委会", "村(居)委会", "村民委员会", "村居委会", "村别", "所属单位", "所在单位"),
    ),
    "组": ("组别", "组号", "村民组", "小组", "村民小组", "所在组"),
    "号": ("门牌号", "户号", "门牌", "门牌号码"),
    "户主": ("户主姓名", "姓名", "户主名", "户主名字"),
    "电话": (
        *("联系电话", "手机号", "手机", "手机号码", "电话号码", "联系方式", "户主电话", "移动电话", "联络电话"),
        *("电话1", "电话2", "座机", "固定电话", "固话", "备用电话", "家庭电话"),
    ),
    "户码": ("户编码", "家庭编码"),
    "亲属": ("亲属户", "近亲属"),
}
_NAMES = {other: name for name, others in OTHER_NAMES.items() for other in (name, *others)}
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_SIGNS = "*★※#:"
_COUNTED = re.compile("[0-9]+$")
_SIGNED = re.compile("签[字名章]|盖章")
_EITHER = re.compile("[/、或]")
_FOOTERS = (
    *("合计", "总计", "共计", "小计", "汇总", "备注", "说明", "注:", "以上"),
    *("制表", "填表", "填报人", "填报日期", "审核", "复核", "经办人", "负责人", "联系人", "统计人", "登记人"),
)
_MOST_IN_FOOTER = 4
_PAGE_OR_DAY = re.compile(r"第?[0-9]+页(?:[,/]?共[0-9]+页)?|20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_ORDINALS = frozenset({"序号", "编号", "次序", "NO", "NO."})


def tidy(text: str) -> str:
    """Full-width digits and letters made plain, runs of blanks made one, ``12.0`` made ``12``."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _BLANKS.sub(" ", text).strip()
    whole = _WHOLE_FLOAT.fullmatch(text)
    return whole[1] if whole else text


def names_of(header: Sequence[str]) -> list[str]:
    """The names of the columns, without blanks."""
    return [tidy(cell).replace(" ", "") for cell in header]


def named(header: Sequence[str]) -> list[str]:
    """The names of the columns; one that a column has for itself goes before another name for it."""
    names = names_of(header)
    return [
        column if (column := column_of(name)) and (column == name or column not in names) else name for name in names
    ]


def column_of(name: str) -> str | None:
    """The column of a household that a heading is a name of, whatever remark or sign stands by it.

    ``*户主（必填）`` is 户主, ``村/社区`` 单位, ``電話`` 电话. None when its words name no column, or several.
    """
    if name in _NAMES:
        return _NAMES[name]
    bare = simplified(_REMARK.sub("", name).strip(_SIGNS))
    meant = {_meant(word) for word in _EITHER.split(bare)}
    return meant.pop() if len(meant) == 1 else None


def _meant(word: str) -> str | None:
    """Only telephones are counted: 联系电话2."""
    counted = _NAMES.get(_COUNTED.sub("", word))
    return _NAMES.get(word) or (counted if counted == "电话" else None)


def footer(cells: Sequence[str]) -> str | None:
    """What a line under the table says that is none of it: few cells, the first of them a word such as 合计."""
    said = [tidy(cell) for cell in cells if cell.strip()]
    few = 0 < len(said) <= _MOST_IN_FOOTER
    if few and (said[0].startswith(_FOOTERS) or _SIGNED.search(said[0])):
        return said[0]
    return said[0] if said and all(map(_PAGE_OR_DAY.fullmatch, said)) else None


def is_spare(header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a line has nothing but its number in front, printed before anybody filled it in."""
    said = [at for at, cell in enumerate(cells) if cell.strip()]
    return len(said) == 1 and said[0] < len(header) and header[said[0]].upper() in _ORDINALS
