"""What can be printed, and what has to be named to get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Which = Literal["round", "quarter", "year", "household", "handover", "announcement"]
"""What a document is of, beside its unit; ``handover``: a quarter, or one redemption by its number; ``announcement``:
one by its number."""


@dataclass(frozen=True, slots=True)
class Printable:
    """``name`` and ``chinese`` are what it is asked for by, and ``aliases`` too, parted by blanks.

    ``which`` is what has to be named, None for nothing. ``long``: a page or more for each household. ``handed_out``:
    each household gets its own, with a code to its own page.
    """

    name: str
    chinese: str
    which: Which | None
    aliases: str = ""
    long: bool = False
    handed_out: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that it is asked for by."""
        return (self.chinese, self.name, *self.aliases.split())


BOARD = Printable("board", "公示表", "round", "公示栏 公示")
QUARTER = Printable("quarter", "汇总", "quarter", "汇总表 汇总考评 季度汇总")
PASSBOOK = Printable("passbook", "存折", "quarter", "存折页", long=True, handed_out=True)
REDEMPTIONS = Printable("redemptions", "领取单", "handover", "台账 领取台账 兑换台账")
MISSED = Printable("missed", "未通知", "quarter", "未通知名单 没通知 没发到", long=True, handed_out=True)
CLAIM = Printable("claim", "申报表", None, "申报单")
INSPECTION = Printable("inspection", "检查表", "round", "打分表 考核表")
RULES = Printable("rules", "细则", None, "规则 积分细则")
CARD = Printable("card", "短信卡", None, "短信卡片 卡片")
PLATES = Printable("plates", "门牌", None, "户码 户码牌", long=True)
CERTIFICATES = Printable("certificates", "奖状", "year", "奖状纸 荣誉证书")
ANNOUNCEMENT = Printable("announcement", "公告", "announcement", "公告海报 海报")
FILE = Printable("file", "户档案", "household", "档案")

PRINTABLES = (
    BOARD,
    QUARTER,
    PASSBOOK,
    REDEMPTIONS,
    MISSED,
    CLAIM,
    INSPECTION,
    RULES,
    CARD,
    PLATES,
    CERTIFICATES,
    ANNOUNCEMENT,
    FILE,
)
"""In the order in which they are listed."""
