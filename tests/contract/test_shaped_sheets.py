"""Inspection sheets laid out otherwise than a row a household and a column an item, and lists of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.contract.sheets import Paper
from tests.sms.village import QINWANG

Row = Sequence[object]
HEAD: Row = ("单位：秦望村", "轮次：2026年9月", "考核员：陈国强")
LIST: Row = ("日期", "组", "号", "户主", "检查项目", "扣分", "原因")


class Sheet:
    """A workbook of one sheet on somebody's desk."""

    def __init__(self, paper: Paper, folder: Path) -> None:
        self._paper = paper
        self._file = folder / "考核表.xlsx"

    def write(self, rows: Sequence[Row], merged: Sequence[str]) -> None:
        workbook = Workbook()
        for row in rows:
            workbook.worksheets[0].append(list(row))
        for area in merged:
            workbook.worksheets[0].merge_cells(area)
        workbook.save(self._file)

    def imports(self, *rows: Row, merged: Sequence[str] = ()) -> list[str]:
        """Import what must be accepted, twice, the second time without any change; what was said the first time."""
        self.write(rows, merged)
        result = self._paper.desk.run("entries", "import", str(self._file))
        assert result.exit_code == 0, result.output
        before = self.marks()
        assert "记分 0 条" in self._paper.desk.says("entries", "import", str(self._file))
        assert self.marks() == before
        return [*result.stderr.splitlines(), *result.stdout.splitlines()]

    def refused(self, *rows: Row) -> list[str]:
        """Import what must be refused; nothing of it was recorded."""
        self.write(rows, ())
        result = self._paper.desk.run("entries", "import", str(self._file))
        assert (result.exit_code, result.stdout, self.marks()) == (1, "", []), result.output
        return result.stderr.splitlines()

    def marks(self) -> list[tuple[object, ...]]:
        """Place, item and points of every entry."""
        homes = {home["household"]: home for home in self._paper.desk.lists("households", "list", QINWANG)}
        found: list[tuple[object, ...]] = []
        for entry in self._paper.desk.lists("entries", QINWANG):
            home = homes[entry["household"]]
            found.append((f"{home['group']}-{home['number']}", entry["item"], entry["points"]))
        return found


@pytest.fixture
def sheet(paper: Paper, tmp_path: Path) -> Sheet:
    return Sheet(paper, tmp_path)


def test_group_and_number_may_stand_in_one_cell(sheet: Sheet) -> None:
    said = sheet.imports(HEAD, ("组号", "户主", "环4"), ("3-1", "王建国", 2), ("3组2号", "李秀芳", 1))
    assert said == ["注意：“组号”一格里写了几样，分开读了：3-1 是 3 组 1 号", "记分 2 条，新看过 2 户"]
    assert sheet.marks() == [("3-1", "环4", -2), ("3-2", "环4", -1)]


def test_groups_may_be_headings_among_the_rows(sheet: Sheet) -> None:
    said = sheet.imports(HEAD, ("号", "户主", "环4"), ("三组",), (1, "王建国", 2), merged=["A3:C3"])
    assert said == ["注意：组没有写在格里，读作：三组", "记分 1 条，新看过 1 户"]
    assert sheet.marks() == [("3-1", "环4", -2)]


def test_tables_may_stand_side_by_side(sheet: Sheet) -> None:
    columns = ("组", "号", "环4")
    said = sheet.imports(HEAD, (*columns, None, *columns), (3, 1, 2, None, 3, 2, 1))
    assert said == ["注意：有 2 张表并排，都读了", "记分 2 条，新看过 2 户"]
    assert sheet.marks() == [("3-1", "环4", -2), ("3-2", "环4", -1)]


def test_the_title_may_say_village_and_month(sheet: Sheet) -> None:
    below: list[Row] = [("考核员：陈国强",), ("组", "号", "环4"), (3, 1, 2)]
    assert sheet.refused(HEAD, ("秦望村2026年8月考核表",), *below[1:]) == [
        "考核表.xlsx：轮次有两种说法：2026年9月、2026年8月，请改成一样的"
    ]
    assert sheet.imports(("秦望村2026年9月人居环境考核表",), *below) == ["记分 1 条，新看过 1 户"]


def test_columns_may_be_grouped_over_their_names(sheet: Sheet) -> None:
    above: Row = ("组", "号", "户主", "环境整治", None)
    rows: list[Row] = [HEAD, above, (None, None, None, "环2", "环4"), (3, 1, "王建国", 1, 2)]
    sheet.imports(*rows, merged=["A2:A3", "B2:B3", "C2:C3", "D2:E2"])
    assert sheet.marks() == [("3-1", "环2", -1), ("3-1", "环4", -2)]


def test_a_list_has_a_line_for_each_item(sheet: Sheet) -> None:
    first: Row = ("9月8日", 3, 1, "王建国", "环4", 2, "没分类")
    others: list[Row] = [
        ("9月8日", 3, 1, "王建国", "环2", 1, "堆物"),
        ("9.9", 3, 2, "李秀芳", "垃圾分类投放", "扣1", "没扎"),
    ]
    assert sheet.imports(HEAD, LIST, first, *others)[-1] == "记分 3 条，新看过 2 户"
    assert sheet.marks() == [("3-1", "环4", -2), ("3-1", "环2", -1), ("3-2", "环4", -1)]


def test_a_list_may_have_places_in_one_cell_and_groups_as_headings(sheet: Sheet) -> None:
    sheet.imports(HEAD, ("组号", "检查项目", "扣分"), ("3-1", "环4", 2))
    sheet.imports(HEAD, ("号", "检查项目", "扣分"), ("三组",), (2, "环4", 1))
    assert sheet.marks() == [("3-1", "环4", -2), ("3-2", "环4", -1)]


def test_a_list_says_points_that_are_taken_off_or_added(sheet: Sheet) -> None:
    assert sheet.refused(HEAD, ("组", "号", "检查项目", "得分"), (3, 1, "环4", 3)) == [
        "考核表.xlsx：有“检查项目”一列，还要有一列“扣分”或“加分”"
    ]


def test_what_is_wrong_in_a_list_is_told_with_its_line(sheet: Sheet) -> None:
    lines: list[Row] = [
        (None, 3, 1, None, "环4", None, None),
        (None, 3, 2, None, None, 2, None),
        ("9.8", 3, 1, None, "志2", 1, None),
        ("9.9", 3, 1, None, "环99", 1, None),
        ("9.10", 3, 1, None, "河里有鸭", 1, None),
        ("9.11", 3, 1, None, "环4", 1, None),
        ("9.11", 3, 1, None, "环4", 2, None),
        ("9.12", 3, 1, None, "环4、环2", 3, None),
        ("9.13", 3, 1, None, "垃圾分类和献血", 1, None),
    ]
    assert sheet.refused(HEAD, LIST, *lines) == [
        "第 3 行：没写几分。",
        "第 4 行：没写检查项目。",
        "第 5 行：志2是加分的，却写在“扣分”里。",
        "第 6 行：没有“环99”这一项。",
        "第 7 行：看不出“河里有鸭”是哪一项，请写上编号，如 环4。",
        "第 9 行：3-1 与第 8 行重复。",
        "第 10 行：看不出“环4、环2”，是 环4、环2 哪一项？请写上编号，如 环4。",
        "第 11 行：看不出“垃圾分类和献血”，是 环4、志2 哪一项？请写上编号，如 环4。",
    ]


def test_a_cell_that_cannot_be_read_beside_a_code_is_told(sheet: Sheet, paper: Paper) -> None:
    code = paper.desk.lists("households", "list", QINWANG)[0]["household"]
    assert sheet.refused(HEAD, ("户码", "组", "环4"), (code, "#REF!", 2)) == [
        "第 3 行：B3 是错误值 #REF!，请改好再试；没写号。"
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([HEAD, ("单位", "组", "号", "环4"), ("建农村", 3, 1, 2)], "单位有两种说法：建农村、秦望村"),
        ([HEAD, ("单位：建农村",), ("组", "号", "环4"), (3, 1, 2)], "单位有两种说法：秦望村、建农村"),
        (
            [("秦望村2026年9月考核表",), ("建农村2026年9月考核表",), ("组", "号", "环4"), (3, 1, 2)],
            "单位有两种说法：秦望村、建农村",
        ),
        ([HEAD, ("考核员：李秀芳",), ("组", "号", "环4"), (3, 1, 2)], "考核员有两种说法：陈国强、李秀芳"),
    ],
    ids=["a column and a label", "two labels", "two titles", "two officers"],
)
def test_what_is_said_twice_must_agree(sheet: Sheet, rows: Sequence[Row], told: str) -> None:
    assert sheet.refused(*rows) == [f"考核表.xlsx：{told}，请改成一样的"]


def test_a_column_of_units_that_cannot_be_read_is_told(sheet: Sheet) -> None:
    rows: list[Row] = [("秦望村2026年9月考核表",), ("单位", "组", "号", "环4"), ("#REF!", 3, 1, 2)]
    assert sheet.refused(*rows) == ["考核表.xlsx：第 3 行：A3 是错误值 #REF!，请改好再试"]
