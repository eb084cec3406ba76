"""Rosters laid out otherwise than a row for each household under its columns are read rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.shaped import (
    HUSBAND,
    LI,
    NEIGHBOUR,
    ONE,
    PERSONS,
    PLACES,
    THREE,
    TWO,
    WANG,
    WIFE,
    ZHAO,
    Office,
    Read,
    beside,
    office,
    sheets,
)
from tests.contract.untidy import book, csv, merging

__all__ = ["office"]

READ = {
    "group and number in one column": Read(
        csv("单位,组号,户主,电话", "秦望村,3-12,王建国,13800000001", "秦望村,3－13,李秀芳,13800000002"),
        (WANG, LI),
        ("“组号”一格里写了几样，分开读了：3-12 是 3 组 12 号",),
    ),
    "a heading of both": Read(
        csv("村委会;组-号;户主;电话", "秦望村;三组十二号;王建国;13800000001", encoding="gb18030"),
        (WANG,),
        ("“组-号”一格里写了几样，分开读了：三组十二号 是 3 组 12 号",),
    ),
    "an address": Read(
        csv("户主,家庭住址,电话", "王建国,上海市金山区张堰镇秦望村第三村民小组12号,13800000001"),
        (WANG,),
        ("“家庭住址”一格里写了几样，分开读了：上海市金山区张堰镇秦望村第三村民小组12号 是秦望村 3 组 12 号",),
    ),
    "the group before the number on the door": Read(
        csv("单位,门牌号,户主,电话", "秦望村,3组12号,王建国,13800000001"),
        (WANG,),
        ("“门牌号”一格里写了几样，分开读了：3组12号 是 3 组 12 号",),
    ),
    "the unit before the group": Read(
        csv("组,号,户主,电话", "秦望村三组,12,王建国,13800000001"),
        (WANG,),
        ("“组”一格里写了几样，分开读了：秦望村三组 是秦望村 3 组",),
    ),
    "the village in the title alone": Read(
        book(("张堰镇秦望村户籍名册（2026年11月）",), PLACES, ONE, TWO, change=merging("A1:D1")),
        (WANG, LI),
        ("单位没有写在格里，读作：秦望村",),
    ),
    "the village beside its label": Read(
        csv("填报单位：,秦望村,,", ",".join(PLACES), "3,12,王建国,13800000001"),
        (WANG,),
        ("单位没有写在格里，读作：秦望村",),
    ),
    "a title without separators over a CSV": Read(
        csv("秦望村三组名册", "号\t户主\t电话", "12\t王建国\t13800000001", encoding="utf-16"),
        (WANG,),
        ("单位没有写在格里，读作：秦望村", "组没有写在格里，读作：三组"),
    ),
    "the village on the command line alone": Read(
        csv(",".join(PLACES), "3,12,王建国,13800000001"),
        (WANG,),
        ("单位没有写在格里，读作：秦望村",),
        ("--unit", "秦望"),
    ),
    "a sheet for each village": Read(
        sheets(秦望村=[PLACES, ONE], 建农=[PLACES, THREE]),
        (WANG, "建农村,4,1,赵六,13800000003"),
        (
            "读了 2 张表：秦望村、建农",
            "表“秦望村”单位没有写在格里，读作：秦望村",
            "表“建农”单位没有写在格里，读作：建农",
        ),
    ),
    "a sheet for each group": Read(
        sheets(第3组=[("秦望村名册",), PLACES[1:], ONE[1:], TWO[1:]], 四队=[("秦望村名册",), PLACES[1:], THREE[1:]]),
        (WANG, LI, ZHAO),
        (
            "读了 2 张表：第3组、四队",
            "表“第3组”单位没有写在格里，读作：秦望村",
            "表“第3组”组没有写在格里，读作：3组",
            "表“四队”单位没有写在格里，读作：秦望村",
            "表“四队”组没有写在格里，读作：四组",
        ),
    ),
    "groups as headings, counted below": Read(
        book(
            ("秦望村花名册",),
            PLACES[1:],
            ("三组（共2户）",),
            ONE[1:],
            TWO[1:],
            ("小计", "2户"),
            ("第四村民小组",),
            THREE[1:],
            change=merging("A3:C3", "A7:C7"),
        ),
        (WANG, LI, ZHAO),
        ("没有读第 6 行“小计”", "单位没有写在格里，读作：秦望村", "组没有写在格里，读作：三组、四组"),
    ),
    "a header under each group": Read(
        book(("秦望村",), ("三组",), PLACES[1:], ONE[1:], ("四组",), PLACES[1:], THREE[1:]),
        (WANG, ZHAO),
        ("没有读第 6 行：又是一行表头", "单位没有写在格里，读作：秦望村", "组没有写在格里，读作：三组、四组"),
    ),
    "headings with their leader, and with their count beside": Read(
        book(("秦望村",), PLACES[1:], ("三组 组长：王建国",), ONE[1:], ("四組", None, "共1户"), THREE[1:]),
        (WANG, ZHAO),
        ("单位没有写在格里，读作：秦望村", "组没有写在格里，读作：三组、四组"),
    ),
    "numbered lines left over, pages and a day": Read(
        book(("序号", "单位", *PLACES), (1, "秦望村", *ONE), ("第1页，共2页",), (2,), (3,), ("2026年11月8日",)),
        (WANG,),
        (
            "没有读第 3 行“第1页,共2页”",
            "没有读第 6 行“2026年11月8日”",
            "没有读第 4、5 行：只有序号",
            "没有用到的列：序号",
        ),
    ),
    "a sheet that nobody is on yet": Read(
        sheets(三组=[("单位", *PLACES[1:]), ("秦望村", *ONE[1:])], 四组=[("单位", *PLACES[1:])]),
        (WANG,),
        (
            "读了 2 张表：三组、四组",
            "没有读表“四组”：表头下面一户也没有",
            "表“三组”组没有写在格里，读作：三组",
        ),
    ),
    "villages and groups as headings": Read(
        book(PLACES[1:], ("秦望村",), ("三组",), ONE[1:], ("建农村四组",), THREE[1:]),
        (WANG, "建农村,4,1,赵六,13800000003"),
        ("单位没有写在格里，读作：秦望村、建农村", "组没有写在格里，读作：三组、四组"),
    ),
    "places in one column under headings": Read(
        book(("组号", "户主", "电话"), ("秦望村三组",), ("3-12", *ONE[2:]), ("3-13", *TWO[2:])),
        (WANG, LI),
        ("“组号”一格里写了几样，分开读了：3-12 是 3 组 12 号", "单位没有写在格里，读作：秦望村"),
    ),
    "tables side by side": Read(
        book(("秦望村",), *beside([PLACES, ONE, TWO], [PLACES, THREE])),
        (WANG, LI, ZHAO),
        (
            "有 2 张表并排，都读了",
            "表“Sheet左起第1张”单位没有写在格里，读作：秦望村",
            "表“Sheet左起第2张”单位没有写在格里，读作：秦望村",
        ),
    ),
    "a row a person": Read(
        csv(",".join(PERSONS), WIFE, HUSBAND, "秦望村,3,12,王小明,子,13800000009", NEIGHBOUR),
        (f"{WANG};13800000009", LI),
        ("每人一行，4 行并成 2 户，全家的电话都归这一户",),
    ),
    "a row a person, the place with the head alone": Read(
        csv(",".join(PERSONS), HUSBAND, ",,,陈桂英,妻,", NEIGHBOUR, ",,,周强,夫,"),
        (WANG, LI),
        ("每人一行，4 行并成 2 户，全家的电话都归这一户",),
    ),
    "a row a person, the place merged over the household": Read(
        book(
            PERSONS,
            ("秦望村", 3, 12, "陈桂英", "妻", None),
            (None, None, None, "王建国", "户主", 13800000001),
            change=merging("A2:A3", "B2:B3", "C2:C3"),
        ),
        (WANG,),
        ("每人一行，2 行并成 1 户，全家的电话都归这一户",),
    ),
    "a row a person, with the head's name on each": Read(
        csv(
            "单位,组,号,户主姓名,姓名,与户主关系,电话",
            "秦望村,3,12,王建国,王建国,户主,13800000001",
            "秦望村,3,12,王建国,陈桂英,妻,",
        ),
        (WANG,),
        ("每人一行，2 行并成 1 户，全家的电话都归这一户",),
    ),
}


@pytest.mark.parametrize("case", READ.values(), ids=READ.keys())
def test_it_is_read_as_a_person_reads_it(case: Read, office: Office, tmp_path: Path) -> None:
    case.check(office, tmp_path)


def test_a_household_has_the_kin_of_all_its_persons(office: Office, tmp_path: Path) -> None:
    persons = csv(
        ",".join((*PERSONS, "亲属")),
        f"{HUSBAND},3-13",
        f"{WIFE},4-1",
        f"{NEIGHBOUR},3-12",
        "秦望村,4,1,赵六,户主,13800000003,",
    )
    office.imports(persons(tmp_path))
    plain = csv("单位,组,号,户主,电话,亲属", f"{WANG},3-13;4-1", f"{LI},3-12", f"{ZHAO},")
    assert office.imports(plain(tmp_path))[0] == "新增 0 户，更改 0 户，不变 3 户"
