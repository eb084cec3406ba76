"""What a roster changes, given what is stored: who is meant, new codes, kin, and what is refused between rows."""

from __future__ import annotations

import pytest

from app.roster.plan import Known, Plan, make_plan
from app.roster.report import changes, summary
from app.roster.rows import read_rows
from app.roster.sheet import build
from app.sheets.shapes.shape import by_name
from app.sheets.table import Table
from domain.model.people import Household

UNITS = {"310116103208": "秦望村", "310116103201": "旧港村"}
CODES_OF = by_name(UNITS)
QIN, JIU = UNITS
HEADER = ("单位", "组", "号", "户主", "电话", "户码", "亲属")
STORED = Known(
    [
        Household(1, "10008", QIN, 3, 12, "王建国"),
        Household(2, "10019", QIN, 3, 13, "李四"),
        Household(3, "10024", JIU, 1, 1, "张三"),
    ],
    {1: ["+8613800000001"]},
    {1: frozenset({2}), 2: frozenset({1})},
    frozenset({"10008", "10019", "10024"}),
)
NOTHING = Known([], {}, {}, frozenset())
SAME = "秦望村,3,12,王建国,13800000001,,3-13"


def planned(*lines: str, known: Known = STORED) -> tuple[Plan, list[str]]:
    """The plan of a file with those lines after the header."""
    table = [HEADER, *(line.split(",") for line in lines)]
    return make_plan(read_rows([build(Table(list(enumerate(table, start=1))), CODES_OF, [])], CODES_OF), known)


def changed(*lines: str) -> list[str]:
    """What the lines would change, as the person reads it."""
    plan, problems = planned(*lines)
    assert problems == []
    return [*changes(plan, UNITS), summary(plan, dry_run=False)]


def test_codes_are_given_in_the_order_of_the_file_and_pass_over_those_taken() -> None:
    plan, _ = planned("秦望村,1,2,甲,,,", "秦望村,1,1,乙,,10008,", "旧港村,1,1,丙,,,", known=NOTHING)
    assert [new.code for new in plan.additions] == ["10019", "10008", "10024"]
    assert plan.units == [JIU, QIN]


def test_the_code_says_who_is_meant_before_the_place_does() -> None:
    assert changed("秦望村,3,20,王建国,13800000001,10008,3-13", "秦望村,3,13,李四,,,") == [
        "3-12 组号 3-12 → 3-20",
        "新增 0 户，更改 1 户，不变 1 户",
    ]


def test_two_households_may_change_places() -> None:
    assert changed("秦望村,3,13,王建国,13800000001,10008,3-12", "秦望村,3,12,李四,,10019,") == [
        "3-12 组号 3-12 → 3-13",
        "3-13 组号 3-13 → 3-12",
        "新增 0 户，更改 2 户，不变 0 户",
    ]


def test_a_place_left_in_the_same_file_is_free_for_a_new_household() -> None:
    plan, problems = planned("秦望村,3,20,王建国,,10008,", "秦望村,3,12,新来的,,,")
    assert problems == []
    assert [new.state.place for new in plan.additions] == [(QIN, 3, 12)]


def test_blank_kin_in_both_rows_clears_it() -> None:
    assert changed("秦望村,3,12,王建国,13800000001,,", "秦望村,3,13,李四,,,") == [
        "3-12 亲属 10019 → 无",
        "3-13 亲属 10008 → 无",
        "新增 0 户，更改 2 户，不变 0 户",
    ]


def test_kin_said_in_one_of_two_rows_holds_for_both() -> None:
    assert changed(SAME, "秦望村,3,13,李四,,,") == ["新增 0 户，更改 0 户，不变 2 户"]


def test_kin_in_another_unit_is_named_by_code() -> None:
    assert changed("秦望村,3,12,王建国,13800000001,,3-13；10024")[0] == "3-12 亲属 10019 → 10019、10024"


def test_units_are_named_when_several_change() -> None:
    lines = changed("秦望村,3,12,王军,13800000001,,3-13", "旧港村,1,1,张五,,,")
    assert lines[:2] == ["秦望村 3-12 户主 王建国 → 王军", "旧港村 1-1 户主 张三 → 张五"]


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        (("秦望村,1,1,甲,,,", "秦望村,1,1,乙,,,"), ["第 3 行：1 组 1 号与第 2 行重复。"]),
        (("秦望村,1,1,甲,,10035,", "秦望村,1,2,乙,,10035,"), ["第 3 行：户码 10035 与第 2 行重复。"]),
        (("秦望村,1,1,甲,,10024,",), ["第 2 行：户码 10024 是另一户的（1-1）。"]),
        (("秦望村,3,13,甲,,10008,",), ["第 2 行：户码 10008 是另一户的（3-12）。"]),
        (("秦望村,3,13,李四,,10035,",), ["第 2 行：这一户的户码是 10019，不能改成 10035。"]),
        (("秦望村,3,12,王建国,,,3-99",), ["第 2 行：亲属 3-99 找不到。"]),
        (("秦望村,3,12,王建国,,,10035",), ["第 2 行：亲属 10035 找不到。"]),
        (("秦望村,3,12,王建国,,,3-12",), ["第 2 行：亲属写成了自己。"]),
        (("秦望村,3,12,王建国,,,10008",), ["第 2 行：亲属写成了自己。"]),
        (
            ("秦望村,0,1,,,,", "秦望村,3,12,王建国,,,8-8"),
            ["第 2 行：组“0”不对，要写 1 到 9999 的数；没写户主。", "第 3 行：亲属 8-8 找不到。"],
        ),
    ],
)
def test_what_cannot_be_is_refused_row_by_row(lines: tuple[str, ...], problems: list[str]) -> None:
    assert planned(*lines) == (Plan([], [], 0), problems)
