"""Rosters of which a person could not say either what they mean are refused, with what to change."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.contract.shaped import (
    HUSBAND,
    NEIGHBOUR,
    ONE,
    PERSONS,
    PLACES,
    THREE,
    WIFE,
    Office,
    Told,
    beside,
    hiding,
    office,
    sheets,
)
from tests.contract.untidy import book, csv

__all__ = ["office"]

TOLD = {
    "no village anywhere": Told(
        csv(",".join(PLACES), "3,12,王建国,13800000001"),
        ("名册.csv：缺少这些列：单位。第一行要写列名；单位也可以写在标题、表名里，或加 --unit 村名",),
    ),
    "two villages in the title": Told(
        csv("秦望村、建农村名册", ",".join(PLACES), "3,12,王建国,13800000001"),
        ("名册.csv：缺少这些列：单位。第一行要写列名；单位也可以写在标题、表名里，或加 --unit 村名",),
    ),
    "titles that disagree": Told(
        sheets(建农村=[("秦望村名册",), PLACES, ONE]),
        ("名册.xlsx：单位有几种说法：建农村、秦望村，请改成一样的，或加一列“单位”",),
    ),
    "a village on the command line that is not the title's": Told(
        csv("秦望村名册", ",".join(PLACES), "3,12,王建国,13800000001"),
        ("名册.csv：单位有几种说法：建农村、秦望村，请改成一样的，或加一列“单位”",),
        ("--unit", "建农村"),
    ),
    "a village that is only an example": Told(
        csv("单位请写全称，例如秦望村", ",".join(PLACES), "3,12,王建国,13800000001"),
        ("名册.csv：缺少这些列：单位。第一行要写列名；单位也可以写在标题、表名里，或加 --unit 村名",),
    ),
    "several groups in the title": Told(
        csv("秦望村1-3组名册", "号,户主,电话", "12,王建国,13800000001"),
        ("名册.csv：缺少这些列：组。第一行要写列名；组也可以写在标题、表名里，或和号写成一列“组号”，如 3-12",),
    ),
    "a dash on the door": Told(
        csv("单位,门牌号,户主,电话", "秦望村,3-12,王建国,13800000001"),
        ("名册.csv：缺少这些列：组。第一行要写列名；组也可以写在标题、表名里，或和号写成一列“组号”，如 3-12",),
    ),
    "a place made a date, and one that is half": Told(
        book(
            ("单位", "组号", "户主", "电话"),
            ("秦望村", datetime(2026, 3, 12), "王建国", None),  # noqa: DTZ001 - as a spreadsheet keeps it
            ("秦望村", "3-13", "李秀芳", None),
            ("秦望村", "3", "赵六", None),
        ),
        (
            "第 2 行：组号被表格软件变成了日期“2026-03-12”，请把这一列设成文本再填。",
            "第 4 行：组号“3”看不出是哪一组哪一号，要写成 3-12 或 3组12号。",
        ),
    ),
    "nothing but places made dates": Told(
        book(
            ("单位", "组号", "户主", "电话"),
            ("秦望村", datetime(2026, 3, 12), "王建国", None),  # noqa: DTZ001 - as a spreadsheet keeps it
        ),
        ("第 2 行：组号被表格软件变成了日期“2026-03-12”，请把这一列设成文本再填。",),
    ),
    "a group that is not the sheet's": Told(
        sheets(三组=[("单位", *PLACES), ("秦望村", *ONE), ("秦望村", *THREE)]),
        ("第 3 行：组是“4”，和“三组”不一样，请改好。",),
    ),
    "a heading that is not the sheet's": Told(
        sheets(三组=[("单位", *PLACES), ("四组",), ("秦望村", *THREE)]),
        ("名册.xlsx：第 2 行写着“四组”，表“三组”却是“三组”，请改成一样的",),
    ),
    "a heading that a filter hides": Told(
        book(("秦望村",), PLACES[1:], ("三组",), ONE[1:], ("四组",), THREE[1:], change=hiding(5)),
        ("名册.xlsx：第 5 行的标题是隐藏的，请取消筛选或隐藏再试",),
    ),
    "a row that is not its heading's": Told(
        book(("单位", *PLACES), ("三组",), ("秦望村", *ONE), ("建农村四组",), ("秦望村", *THREE)),
        ("第 5 行：单位是“秦望村”，和“建农村”不一样，请改好。",),
    ),
    "a place that is not its heading's": Told(
        book(("组号", "户主", "电话"), ("秦望村三组",), ("3-12", *ONE[2:]), ("4-1", *THREE[2:])),
        ("第 4 行：组是“4”，和“三组”不一样，请改好。",),
    ),
    "a bad row of one table of two": Told(
        book(("秦望村",), *beside([PLACES, ONE], [PLACES, (4, 0, "赵六", None)])),
        ("表“Sheet左起第2张”第 3 行：号“0”不对，要写 1 到 9999 的数。",),
    ),
    "two heads, none, and nobody's relation": Told(
        csv(
            ",".join(PERSONS),
            HUSBAND,
            WIFE.replace("妻", "户主"),
            NEIGHBOUR.replace("本人", "夫"),
            "秦望村,3,14,孙七,,",
        ),
        (
            "第 2 行：这一户有几个户主（另见第 3 行），是几户的请把组、号写全。",
            "第 4 行：这一户没有一行的关系是“户主”。",
            "第 5 行：第 5 行没写和户主的关系。",
        ),
    ),
    "a group that is no number": Told(
        csv("单位,组号,户主,电话", "秦望村,十百组5号,王建国,13800000001", "秦望村,3-13,李秀芳,13800000002"),
        ("第 2 行：组“十百”不对，要写 1 到 9999 的数。",),
    ),
    "a person's row without a number and of another group than the one above": Told(
        csv(",".join(PERSONS), HUSBAND, ",4,,陈桂英,妻,13800000004", NEIGHBOUR, ",3,,周强,夫,"),
        ("第 2 行：第 3 行没写是哪一户，组却不是3，请把单位、组、号写全。",),
    ),
    "a person's row without a number under the heading of the next group": Told(
        csv(
            "单位,号,姓名,与户主关系,电话",
            "3组,,,,",
            "秦望村,12,王建国,户主,13800000001",
            "4组,,,,",
            "秦望村,,陈桂英,妻,",
        ),
        ("第 3 行：第 5 行没写是哪一户，组却不是3，请把单位、组、号写全。",),
    ),
    "another head on a person's row": Told(
        csv(
            "单位,组,号,户主姓名,姓名,与户主关系,电话",
            "秦望村,3,12,王建国,王建国,户主,13800000001",
            "秦望村,3,12,李秀芳,陈桂英,妻,",
        ),
        ("第 2 行：关系是户主的是王建国，户主一列却写着李秀芳。",),
    ),
}


@pytest.mark.parametrize("case", TOLD.values(), ids=TOLD.keys())
def test_it_is_told_what_to_change(case: Told, office: Office, tmp_path: Path) -> None:
    case.check(office, tmp_path)
