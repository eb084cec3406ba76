"""/yin: which document, and of what."""

from __future__ import annotations

import pytest

from bot.commands import GRAMMAR
from bot.grammar.records import Fault, Mistake, Mistakes
from bot.grammar.records.printing import Print
from domain.model import printable
from domain.model.printable import Printable
from tests.bot.village import Village

READ: list[tuple[str, Printable | None, str]] = [
    ("/yin", None, ""),
    ("/yin 公示表", printable.BOARD, ""),
    ("/yin 公示表 2026-09", printable.BOARD, "2026-09"),
    ("/打印 9月份的公示表", printable.BOARD, "2026-09"),
    ("／印　公示表９月", printable.BOARD, "2026-09"),
    ("/print board 2026Q3", printable.BOARD, "2026Q3"),
    ("/yin 汇总 三季度", printable.QUARTER, "2026Q3"),
    ("/yin 三季度存折", printable.PASSBOOK, "2026Q3"),
    ("/yin 存折页 去年四季度", printable.PASSBOOK, "2025Q4"),
    ("/yin 领取单", printable.REDEMPTIONS, ""),
    ("/yin 领取单 三季度", printable.REDEMPTIONS, "2026Q3"),
    ("/yin 领取单 5", printable.REDEMPTIONS, "5"),
    ("/yin 领取单 #5", printable.REDEMPTIONS, "5"),
    ("/yin 台账 2026Q3", printable.REDEMPTIONS, "2026Q3"),
    ("/yin 奖状 2025", printable.CERTIFICATES, "2025"),
    ("/yin 奖状 去年", printable.CERTIFICATES, "2025"),
    ("/yin 门牌", printable.PLATES, ""),
    ("/yin 一份短信卡", printable.CARD, ""),
    ("/yin 检查表 10月", printable.INSPECTION, "2026-10"),
]


@pytest.mark.parametrize(("text", "document", "which"), READ)
def test_it_is_read(text: str, document: Printable | None, which: str) -> None:
    assert GRAMMAR.parse(text, Village(), "jifen_bot") == Print(document, which)


@pytest.mark.parametrize(
    ("text", "fault", "token"),
    [
        ("/yin 报纸", Fault.BAD_DOCUMENT, "报纸"),
        ("/yin 公示表 存折", Fault.BAD_DOCUMENT, "公示表 存折"),
        ("/yin 公示表 13月", Fault.BAD_WHICH, "公示表 13月"),
        ("/yin 公示表 3-12", Fault.BAD_WHICH, "公示表 3-12"),
        ("/yin 汇总 9月", Fault.BAD_WHICH, "汇总 9月"),
        ("/yin 存折 王建国", Fault.BAD_WHICH, "存折 王建国"),
        ("/yin 门牌 3-12", Fault.BAD_WHICH, "门牌 3-12"),
        ("/yin 奖状 9月", Fault.BAD_WHICH, "奖状 9月"),
        ("/yin 领取单 9月", Fault.BAD_WHICH, "领取单 9月"),
    ],
)
def test_what_was_not_understood_prints_nothing(text: str, fault: Fault, token: str) -> None:
    assert GRAMMAR.parse(text, Village(), "jifen_bot") == Mistakes((Mistake(fault, 1, token),))
