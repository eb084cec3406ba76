"""Whether a cell holds the name of a head, and nothing but it. Raises CellError, its message one plain clause."""

from __future__ import annotations

import re

from app.sheets.table import CellError

_NOTE = re.compile(
    r"[(\[【][^)\]】]*(?:户主|故|亡|去世|死|搬|迁|外出|空|注销|销户)[^)\]】]*[)\]】]|^[0-9]+[.、)]|[*★※#?!:]+"
)
"""Words in brackets that are of a roster's remarks, a count in front, and signs. What tells namesakes apart, as in
王建国(大), belongs to the name."""
_NOBODY = frozenset({"无", "没有", "暂无", "空", "空户", "空房", "空关", "不详", "未知", "待定", "同上", "户主"})
_SEVERAL = re.compile(r"[、,/;|&]|^[\u3400-\u9fff]{2,4}[和与及][\u3400-\u9fff]{2,4}$")


def check_head(name: str) -> None:
    """Raise CellError unless it is one name."""
    if name in _NOBODY or not any(map(str.isalpha, name)):
        raise CellError(f"户主“{name}”不是姓名，没有人住的请不要列入")
    if found := _NOTE.search(name):
        raise CellError(f"户主“{name}”里的“{found[0]}”不是姓名，只写姓名，别的请写到备注列")
    if _SEVERAL.search(name):
        raise CellError(f"户主“{name}”写了几个人，一户只写一个户主")
