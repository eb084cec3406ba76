"""``jifen entries import`` of a workbook: a sheet for each day, group or village."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook

from tests.contract.sheets import Paper
from tests.sms.village import QINWANG

Sheets = Mapping[str, Sequence[Sequence[object]]]


class Book:
    """A workbook with an inspection sheet for each title."""

    def __init__(self, paper: Paper, folder: Path) -> None:
        self._paper = paper
        self._file = folder / "考核表.xlsx"

    def run(self, sheets: Sheets, *options: str) -> Result:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(self._file)
        return self._paper.desk.run("entries", "import", str(self._file), *options)

    def imports(self, sheets: Sheets, *options: str) -> list[str]:
        """Import what must be accepted; what was said of it, notes first."""
        result = self.run(sheets, *options)
        assert result.exit_code == 0, result.output
        return [*result.stderr.splitlines(), *result.stdout.splitlines()]

    def refused(self, sheets: Sheets, *options: str) -> list[str]:
        """Import what must be refused."""
        before = self._paper.entries()
        result = self.run(sheets, *options)
        assert (result.exit_code, result.stdout, self._paper.entries()) == (1, "", before), result.output
        return result.stderr.splitlines()


@pytest.fixture
def book(paper: Paper, tmp_path: Path) -> Book:
    return Book(paper, tmp_path)


HEAD: Sequence[object] = ["单位：秦望村", "轮次：2026年9月", "考核员：陈国强"]
COLUMNS: Sequence[object] = ["组", "号", "环4"]


def test_every_sheet_of_a_book_is_taken_in_on_the_day_of_its_title(book: Book) -> None:
    sheets: Sheets = {
        "9月8日": [HEAD, COLUMNS, [3, 1, 2]],
        "9.15": [HEAD, COLUMNS, [3, 1, 1], [3, 2, 1]],
        "说明": [["请按格式填写"]],
    }
    tried = book.imports(sheets, "--dry-run")
    assert tried[:2] == ["注意：没有读表“说明”：它没有这些列", "注意：读了 2 张表：9月8日、9.15"]
    assert [line.split()[:3] for line in tried[2:5]] == [
        ["3-1", "王建国", "9月8日"],
        ["3-1", "王建国", "9月15日"],
        ["3-2", "李秀芳", "9月15日"],
    ]
    assert book.imports(sheets)[-1] == "记分 3 条，新看过 2 户"
    assert book.imports(sheets)[-1] == "记分 0 条，新看过 0 户，以前导入过 3 条"


def test_a_sheet_may_be_a_group_and_need_not_repeat_the_heading(book: Book, paper: Paper) -> None:
    assert book.imports({"Sheet1": [HEAD, COLUMNS, [3, 1, 2]], "第三组": [["号", "环4"], [2, 1]]}) == [
        "注意：读了 2 张表：Sheet1、第三组",
        "注意：表“第三组”组没有写在格里，读作：三组",
        "注意：表“第三组”没写单位，按表“Sheet1”的：秦望村",
        "注意：表“第三组”没写轮次，按表“Sheet1”的：2026年9月",
        "注意：表“第三组”没写考核员，按表“Sheet1”的：陈国强",
        "记分 2 条，新看过 2 户",
    ]
    assert [line[1] for line in paper.entries()] == [-2, -1]


def test_the_round_and_the_unit_may_be_the_title(book: Book, paper: Paper) -> None:
    head = ["考核员：陈国强"]
    sheets: Sheets = {"秦望村8月": [head, COLUMNS, [3, 1, 2]], "秦望村9月": [head, COLUMNS, [3, 1, 1]]}
    assert book.imports(sheets)[-1] == "记分 2 条，新看过 2 户"
    assert [line["round"] for line in paper.desk.lists("entries", QINWANG)] == ["2026-08", "2026-09"]


@pytest.mark.parametrize(
    ("title", "rows", "problem"),
    [
        ("9月8日", [[*COLUMNS, "日期"], [3, 1, 2, "9月9日"]], "第 3 行：日期是 9月9日，表名却是“9月8日”。"),
        ("8月8日", [COLUMNS, [3, 1, 2]], "第 3 行：日期 8月8日 不在这一轮里。"),
        ("第二周", [COLUMNS, [3, 1, 2]], "第 3 行：看不出表名“第二周”是哪一天，请改成 9月8日 这样，或在日期列里写上。"),
        ("0908", [COLUMNS, [3, 1, 2]], "第 3 行：看不出表名“0908”是哪一天，请改成 9月8日 这样，或在日期列里写上。"),
        ("8号", [COLUMNS, [3, 1, 2]], "第 3 行：看不出表名“8号”是哪一天，请改成 9月8日 这样，或在日期列里写上。"),
        ("6组", [COLUMNS, [3, 1, 2]], "第 3 行：组是“3”，和“6组”不一样，请改好。"),
        ("8月", [COLUMNS, [3, 1, 2]], "考核表.xlsx：轮次有两种说法：2026年9月、8月，请改成一样的"),
        ("建农村", [COLUMNS, [3, 1, 2]], "考核表.xlsx：单位有两种说法：秦望村、建农村，请改成一样的"),
    ],
)
def test_a_title_that_cannot_be_read_or_says_otherwise_is_asked_about(
    book: Book, title: str, rows: Sequence[Sequence[object]], problem: str
) -> None:
    assert book.refused({title: [HEAD, *rows]}) == [problem]


def test_what_is_wrong_in_a_book_is_told_with_its_sheet(book: Book) -> None:
    sheets: Sheets = {
        "甲": [HEAD, COLUMNS, [3, 1, 2], [3, 2, 99]],
        "乙": [HEAD, COLUMNS, [3, 1, 1], [3, 3, "=1+1"]],
    }
    assert book.refused(sheets) == [
        "表“甲”第 4 行：环4“99”不对，最多 5 分。",
        "表“乙”第 3 行：3-1 与表“甲”第 3 行重复。",
        "表“乙”第 4 行：C4 公式没有结果，请在 Excel 打开保存后再试。",
    ]
    assert book.refused({"甲": [HEAD, COLUMNS, [3, 1, 2]], "乙": [["考核员：周美华"], ["组", "号"], [3, 1]]}) == [
        "考核表.xlsx：表“乙”表头里一项也没有"
    ]
