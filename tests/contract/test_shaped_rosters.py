"""Rosters laid out otherwise than a row for each household under its columns: read rightly, or told what to do."""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from app.cli import cli
from tests.contract.untidy import Make, Row, book, csv, merging

WANG, LI, ZHAO = ("秦望村,3,12,王建国,13800000001", "秦望村,3,13,李秀芳,13800000002", "秦望村,4,1,赵六,13800000003")
PLACES = ("组", "号", "户主", "电话")
ONE, TWO = (3, 12, "王建国", 13800000001), (3, 13, "李秀芳", 13800000002)
THREE = (4, 1, "赵六", 13800000003)
PERSONS = ("单位", "组", "号", "姓名", "与户主关系", "电话")
WIFE = "秦望村,3,12,陈桂英,妻,"
HUSBAND = "秦望村,3,12,王建国,户主,13800000001"
NEIGHBOUR = "秦望村,3,13,李秀芳,本人,13800000002"


@dataclass(frozen=True)
class Read:
    """A file that is taken in: its households, and what is noted of how it was read."""

    make: Make
    homes: tuple[str, ...]
    notes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """A file that is refused in whole, and every line with which it is."""

    make: Make
    lines: tuple[str, ...]
    options: tuple[str, ...] = ()


def sheets(**rows: Sequence[Row]) -> Make:
    """A workbook with these sheets."""

    def filled(workbook: Workbook) -> None:
        workbook.remove(workbook.worksheets[0])
        for title, lines in rows.items():
            sheet = workbook.create_sheet(title)
            for line in lines:
                sheet.append(line)

    return book(change=filled)


def beside(*tables: Sequence[Row]) -> list[Row]:
    """The tables next to each other, a blank column between them."""
    most = max(map(len, tables))
    wide = [[*table, *[("",) * len(table[0])] * (most - len(table))] for table in tables]
    return [[one for part in parts for one in (*part, None)] for parts in zip(*wide, strict=True)]


def hiding(row: int) -> Callable[[Workbook], None]:
    """A change that hides a row of the first sheet, as a filter does."""

    def change(workbook: Workbook) -> None:
        workbook.worksheets[0].row_dimensions[row].hidden = True

    return change


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


class Office:
    """A person at the command line of a town that has no households yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def imports(self, file: Path, *options: str) -> tuple[str, list[str]]:
        """Import what must be accepted: the summary, and what is noted."""
        result = CliRunner().invoke(cli, ["households", "import", str(file), *options])
        assert result.exception is None, result.output
        return result.stdout.splitlines()[-1], result.stderr.splitlines()

    def export(self, name: str) -> Path:
        file = self._folder / name
        assert CliRunner().invoke(cli, ["households", "export", str(file)]).exit_code == 0
        return file

    def homes(self) -> tuple[str, ...]:
        """Every household without its code and kin."""
        result = CliRunner().invoke(cli, ["households", "export"])
        rows = list(csv_module.reader(io.StringIO(result.stdout)))[1:]
        return tuple(",".join((row[0], *row[2:6])) for row in rows)


@pytest.fixture
def office(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("JIFEN_DATABASE_URL", sqlite_url)
    assert CliRunner().invoke(cli, ["init"]).exit_code == 0
    return Office(tmp_path)


@pytest.mark.parametrize("case", READ.values(), ids=READ.keys())
def test_it_is_read_as_a_person_reads_it(case: Read, office: Office, tmp_path: Path) -> None:
    file = case.make(tmp_path)
    _, notes = office.imports(file, *case.options)
    assert (office.homes(), notes) == (case.homes, [f"注意：{note}" for note in case.notes])
    same = f"新增 0 户，更改 0 户，不变 {len(case.homes)} 户"
    assert office.imports(file, *case.options)[0] == same
    assert office.imports(office.export("导出.xlsx"))[0] == same


@pytest.mark.parametrize("case", TOLD.values(), ids=TOLD.keys())
def test_it_is_told_what_to_change(case: Told, office: Office, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["households", "import", str(case.make(tmp_path)), *case.options])
    assert isinstance(result.exception, SystemExit), result.output
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == list(case.lines)
    assert office.homes() == ()


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
