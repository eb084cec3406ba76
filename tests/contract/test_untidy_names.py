"""Rosters whose heads are no names, whose columns have near names, whose rows are struck out."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.contract.roster_cases import LI, WANG, Read, Told, cell, head_row, office, on_sheet
from tests.contract.untidy import FIRST, HEADER, SECOND, Make, book

__all__ = ["office"]


def struck(*addresses: str) -> Make:
    """A workbook with two households, and some cells of it struck through."""

    def change(sheet: Worksheet) -> None:
        for address in addresses:
            sheet[address].font = Font(strike=True)

    return on_sheet(change)


READ: dict[str, Read] = {
    "headings in traditional characters": Read(head_row("單位", "組別", "戶號", "戶主姓名", "聯繫電話")),
    "groups and numbers in further words": Read(
        book(HEADER, ("秦望村", "第3村民小组", "No.12", *FIRST[3:]), ("秦望村", "三村民组", "13#", *SECOND[3:]))
    ),
    "the unit's whole name": Read(
        book(HEADER, ("金山区张堰镇秦望村村民委员会", *FIRST[1:]), ("秦望村委会", *SECOND[1:]))
    ),
    "lines to be signed under the table": Read(
        book(HEADER, FIRST, SECOND, ("村主任（签字）：", None, None, "年 月 日"), ("汇总", None, None, "2户")),
        ("没有读第 4 行“村主任(签字):”", "没有读第 5 行“汇总”"),
    ),
    "a namesake told apart": Read(cell("D2", "王建国（大）"), homes=(("3-12 王建国(大)", WANG[1]), LI)),
}
TOLD: dict[str, Told] = {
    **{
        f"struck out: {'、'.join(cells)}": Told(
            struck(*cells), ("第 3 行：有字被划掉了，不要的请整行删去，要的请去掉删除线。",)
        )
        for cells in (("A3", "B3", "C3", "D3", "E3", "F3"), ("E3",))
    },
    "phones in numbered columns": Told(
        head_row("单位", "组", "号", "户主", "联系电话1", "联系电话 2"),
        ("名册.xlsx：有几列电话：联系电话1、联系电话2，请合成一列，几个号码用分号隔开",),
    ),
    **{
        f"a head with a note: {said}": Told(
            cell("D2", said), (f"第 2 行：户主“{shown}”里的“{note}”不是姓名，只写姓名，别的请写到备注列。",)
        )
        for said, shown, note in (
            ("王建国（户主）", "王建国(户主)", "(户主)"),
            ("王建国(已故)", "王建国(已故)", "(已故)"),
            ("王建国【搬走】", "王建国【搬走】", "【搬走】"),
            ("王建国*", "王建国*", "*"),
            ("1.王建国", "1.王建国", "1."),
        )
    },
    **{
        f"no head: {said}": Told(cell("D2", said), (f"第 2 行：户主“{said}”不是姓名，没有人住的请不要列入。",))
        for said in ("无", "空户", "0", "/", "同上", "不详", "??")
    },
    **{
        f"two heads: {said}": Told(cell("D2", said), (f"第 2 行：户主“{said}”写了几个人，一户只写一个户主。",))
        for said in ("王建国、王建军", "王建国/赵四", "王建国和王建军")
    },
}


@pytest.mark.parametrize("case", READ.values(), ids=READ.keys())
def test_it_is_read_rightly(case: Read, office: str, tmp_path: Path) -> None:
    case.check(office, tmp_path)


@pytest.mark.parametrize("case", TOLD.values(), ids=TOLD.keys())
def test_it_is_told_what_to_do(case: Told, office: str, tmp_path: Path) -> None:
    case.check(office, tmp_path)
