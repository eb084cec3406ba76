"""短信卡: what a villager can text, to keep beside the telephone."""

from __future__ import annotations

from paper.contact import Contact
from paper.typesetting import FilledTemplate, Row

_LINES: list[Row] = [
    ["1", "查自家积分"],
    ["2", "最近加分、扣分"],
    ["3", "在村里排第几"],
    ["4", "能换什么东西"],
    ["5", "积分规则"],
    ["6", "要人打电话或上门"],
    ["7", "自家积分的网页"],
    ["8", "村里的公告"],
    ["兑 编号", "换东西，再回验证数字"],
    ["申报 做的事", "自己报加分"],
    ["异议 编号 原因", "觉得分不对"],
    ["撤回 编号", "申报、异议不提了"],
    ["0", "帮助"],
    ["T", "不再收季度通知"],
]


def card(unit: str, contact: Contact) -> FilledTemplate:
    """Four cards on a sheet."""
    return FilledTemplate(
        "card",
        {
            "title": f"{unit}积分短信",
            "number": contact.number,
            "lines": _LINES,
            "foot": "不会发短信？找村里的管理专员，当面办也一样。",
        },
    )
