"""``jifen entries template`` and ``import``: a month's inspections on paper, from the file to the books."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook, load_workbook

from tests.contract.desk import Desk
from tests.sms.village import QINWANG, Village, at

FULL = 110
"""What a household of the town's book begins a round with."""
HEADING = "单位：秦望村,轮次：2026年9月,考核员：陈国强\n"


async def september(village: Village) -> None:
    """Three households from 3-3 on; 陈国强 and 周美华 are officers, the last household is 周美华's own."""
    for head in ("王建国", "李秀芳", "周美华"):
        await village.household(head)
    async with village.transactions.writing() as store:
        for user, officer in enumerate((village.assessor, village.other), start=1):
            await store.officers.join(officer.id, f"telegram:{user}", village.now)
        (own,) = await store.roster.by_head(QINWANG, "周美华")
        await store.officers.set_household(village.other.id, own.code)
    village.now = at("2026-09-20 10:00")


class Paper:
    """A sheet on somebody's desk, and the command line."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.file = folder / "考核表.csv"

    def write(self, *rows: str, heading: str = HEADING, encoding: str = "utf-8") -> None:
        self.file.write_text(heading + "\n".join(rows) + "\n", encoding=encoding)

    def imports(self, *rows: str, options: tuple[str, ...] = (), heading: str = HEADING) -> str:
        """Import what must be accepted; the summary."""
        self.write(*rows, heading=heading)
        return self.desk.says("entries", "import", str(self.file), *options).splitlines()[-1]

    def refused(self, *rows: str, options: tuple[str, ...] = (), heading: str = HEADING) -> list[str]:
        """Import what must be refused; what is wrong with it. Nothing of it was recorded."""
        before = self.entries()
        self.write(*rows, heading=heading)
        result = self.desk.run("entries", "import", str(self.file), *options)
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert self.entries() == before
        return result.stderr.splitlines()

    def entries(self) -> list[tuple[object, ...]]:
        lines = self.desk.lists("entries", QINWANG)
        return [(line["item"], line["points"], line["officer"], line["reason"]) for line in lines]


@pytest.fixture
def paper(desk: Desk, tmp_path: Path) -> Paper:
    desk.tell(september)
    return Paper(desk, tmp_path)


def test_a_filled_sheet_is_a_months_entries(paper: Paper) -> None:
    summary = paper.imports("组,号,日期,环4,志2,原因", "3,1,9月8日,2,,门口没分类", "3,2,,,2,", "3,3,,,,")
    assert summary == "记分 2 条，新看过 3 户"
    assert paper.entries() == [("环4", -2, "陈国强", "门口没分类"), ("志2", 2, "陈国强", "考核表")]
    scores = {line["head"]: line["rounds"]["2026-09"]["score"] for line in paper.desk.lists("standings", QINWANG)}
    assert scores == {"王建国": FULL - 2, "李秀芳": FULL + 2, "周美华": FULL}
    assert paper.desk.lists("entries", QINWANG)[0]["source"] == "cli"
    paper.desk.says("audit")


def test_the_same_sheet_twice_changes_nothing(paper: Paper) -> None:
    rows = ("组,号,日期,环4,志2", "3,1,9月8日,2,", "3,2,,,2")
    paper.imports(*rows)
    entries = paper.entries()
    paper.desk.stand_at(at("2026-09-25 10:00"))
    assert paper.imports(*rows) == "记分 0 条，新看过 0 户，以前导入过 2 条"
    assert paper.imports(*rows, "3,3,,1,") == "记分 1 条，新看过 1 户，以前导入过 2 条"
    assert paper.entries() == [*entries, ("环4", -1, "陈国强", "考核表")]
    [line] = paper.refused("组,号,日期,环4,志2", "3,1,9月8日,3,", "3,2,,,2")
    assert line == "第 3 行：环4 上次导入的是9月8日扣 2 分（#1），要改请先撤销它。"


def test_trying_out_stores_nothing(paper: Paper) -> None:
    rows = ("组,号,环4,志2", "3,1,2,", "3,2,,1")
    paper.write(*rows)
    said = paper.desk.says("entries", "import", str(paper.file), "--dry-run")
    assert said.splitlines() == [
        "3-1  王建国  9月20日  环4  扣2分，计2分",
        "3-2  李秀芳  9月20日  志2  加1分，计1分",
        "记分 2 条，新看过 2 户（试运行，没有存入）",
    ]
    assert paper.entries() == []
    assert paper.imports(*rows) == "记分 2 条，新看过 2 户"


def test_every_bad_row_is_named_and_nothing_is_recorded(paper: Paper) -> None:
    assert paper.refused(
        "组,号,户主,日期,环4,志2,考核员",
        "3,1,王建国,9月8日,9,,",
        "3,2,王五,,1,,",
        "3,9,,,1,,",
        "三,x,,,1,,",
        "3,1,,8月8日,1,,",
        "3,1,,,很差,-2,",
        "3,1,,,1,,张三",
        "3,3,周美华,,1,,周美华",
        "3,2,,9月30日,1,,",
    ) == [
        "第 3 行：环4“9”不对，最多 5 分。",
        "第 4 行：3-2 的户主是李秀芳，不是王五。",
        "第 5 行：本村没有 3 组 9 号 这一户。",
        "第 6 行：号“x”不对，要写 1 到 9999 的数。",
        "第 7 行：日期 8月8日 不在这一轮里。",
        "第 8 行：环4“很差”不是分数；志2这一列填加几分，不能写“-2”；3-1 与第 7 行重复。",
        "第 9 行：3-1 与第 7 行重复；本村没有叫“张三”的考核员，受邀的人要先用邀请码加入。",
        "第 10 行：是考核员周美华自己家，要别人来看。",
        "第 11 行：9月30日还没到，不能记。",
    ]


@pytest.mark.parametrize(
    ("rows", "options", "problem"),
    [
        (("组,号", "3,1"), (), "考核表.csv：表头里一项也没有"),
        (("组,号,环99", "3,1,1"), (), "考核表.csv：没有“环99”这一项"),
        (("组,号,环4,垃圾", "3,1,1,1"), (), "考核表.csv：环4 有两列"),
        (("组,号,环4,环4", "3,1,1,1"), (), "考核表.csv：这些列有两个：环4"),
        (("组,号,环4",), (), "考核表.csv：表头下面一户也没有"),
        (("姓名,环4", "王建国,1"), (), "考核表.csv：没有表头：要有一行写着 组、号（或 户码）和各项"),
        (("组,号,环4", "3,1,1"), ("--unit", "东村"), "没有“东村”这个单位，请写 12 位代码或村名。"),
        (("组,号,环4", "3,1,1"), ("--round", "十三月"), "轮次“十三月”看不懂，请写成 2026-11、11月、上个月 或 2026Q4。"),
        (("组,号,环4", "3,1,1"), ("--round", "2026-05"), "秦望村没有 2026-05 这一轮。"),
        (("组,号,环4", "3,1,1", "3,2,1"), ("--officer", "无名"), "考核表.csv：本村没有叫“无名”的考核员，受邀的人要先"),
    ],
)
def test_a_sheet_that_cannot_be_one(
    paper: Paper, rows: tuple[str, ...], options: tuple[str, ...], problem: str
) -> None:
    [line] = paper.refused(*rows, options=options)
    assert line.startswith(problem)


def test_a_household_that_is_there_twice_is_named_though_both_rows_are_sound(paper: Paper) -> None:
    assert paper.refused("组,号,户主,环4", "3,1,王建国,2", "3,2,李秀芳,1", "3,1,王建国,2", "3,2,李秀芳,") == [
        "第 5 行：3-1 与第 3 行重复。",
        "第 6 行：3-2 与第 4 行重复。",
    ]


def test_unit_round_and_officer_can_be_said_on_the_command_line(paper: Paper) -> None:
    rows = ("户码,垃圾,备注", f"{paper.desk.lists('standings', QINWANG)[0]['household']},1,随手")
    assert "没写单位，请加 --unit" in paper.refused(*rows, heading="", options=("--officer", "陈国强"))[0]
    options = ("--unit", "秦望村", "--round", "2026-08", "--officer", "陈国强")
    assert paper.imports(*rows, heading="", options=options) == "记分 1 条，新看过 1 户"
    assert paper.desk.lists("entries", QINWANG)[0]["round"] == "2026-08"


def test_what_another_officer_logged_on_that_day_is_taken_again_only_when_meant(desk: Desk, tmp_path: Path) -> None:
    async def logged(village: Village) -> None:
        await september(village)
        async with village.transactions.reading() as store:
            (wang,) = await store.roster.by_head(QINWANG, "王建国")
        await village.record(wang, "环4", -2, "没分类")

    desk.tell(logged)
    paper = Paper(desk, tmp_path)
    rows = ("组,号,日期,环4,考核员", "3,1,20,1,周美华")
    assert paper.refused(*rows) == ["第 3 行：陈国强当天已记过 环4（#1），确实要再记请加 --again。"]
    assert paper.imports(*rows, options=("--again",)) == "记分 1 条，新看过 1 户"


def test_what_was_reversed_may_come_again_with_other_points(paper: Paper) -> None:
    paper.imports("组,号,环4", "3,1,2")

    async def taken_back(village: Village) -> None:
        village.now = at("2026-09-21 10:00")
        async with village.transactions.writing() as store:
            village.assessor, _ = await store.officers.of_unit(QINWANG)
        await village.take_back(1, "写错")

    paper.desk.go_on(taken_back)
    assert paper.imports("组,号,环4", "3,1,2") == "记分 0 条，新看过 0 户，以前导入过 1 条"
    assert paper.imports("组,号,环4", "3,1,3") == "记分 1 条，新看过 0 户"
    assert paper.imports("组,号,环4", "3,1,3") == "记分 0 条，新看过 0 户，以前导入过 1 条"


def test_a_filled_template_comes_back(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "空表.xlsx"
    said = paper.desk.says("entries", "template", "秦望村", str(file))
    assert said == "秦望村 2026-09 考核表：3 户，22 项\n"
    workbook = load_workbook(file)
    sheet = workbook.worksheets[0]
    header = [cell.value for cell in sheet[3]]
    assert header[:6] == ["组", "号", "户主", "户码", "日期", "环1：无违章搭建（扣，最多15分）"]
    assert [cell.value for cell in sheet[4]][:3] == [3, 1, "王建国"]
    sheet["C1"] = "考核员：陈国强"
    sheet.cell(4, 1 + header.index("环4：垃圾分类投放（扣，最多5分）"), 2)
    sheet.cell(4, 5, datetime(2026, 9, 8))  # noqa: DTZ001 - as a spreadsheet keeps it
    sheet.cell(5, 1 + header.index("志2：参加义务献血活动（加，最多2分）"), "+2")
    workbook.save(file)
    assert paper.desk.says("entries", "import", str(file)) == "记分 2 条，新看过 3 户\n"
    assert paper.entries() == [("环4", -2, "陈国强", "考核表"), ("志2", 2, "陈国强", "考核表")]
    assert "已经有这个文件了" in paper.desk.refuses("entries", "template", "秦望村", str(file))


def test_a_wide_sheet_is_read_to_its_last_column(paper: Paper, tmp_path: Path) -> None:
    workbook, file = Workbook(), tmp_path / "宽.xlsx"
    sheet = workbook.worksheets[0]
    blank = [f"备注{number}" for number in range(60)]
    sheet.append(["组", "号", *blank, "环4"])
    sheet.append([3, 1, *("" for _ in blank), 2])
    workbook.save(file)
    options = ("--unit", "秦望村", "--round", "2026-09", "--officer", "陈国强")
    assert paper.desk.says("entries", "import", str(file), *options).endswith("记分 1 条，新看过 1 户\n")


@pytest.mark.parametrize("name", ["空表.xlsx", "空表.csv"])
def test_no_name_on_a_template_is_a_formula_and_it_comes_back(desk: Desk, tmp_path: Path, name: str) -> None:
    async def with_a_strange_head(village: Village) -> None:
        await september(village)
        await village.household("=1+1")

    desk.tell(with_a_strange_head)
    file = tmp_path / name
    desk.says("entries", "template", "秦望村", str(file))
    if file.suffix == ".xlsx":
        assert load_workbook(file).worksheets[0]["C7"].data_type == "s"
    assert desk.says("entries", "import", str(file), "--officer", "陈国强") == ("记分 0 条，新看过 4 户\n")


def test_a_csv_template_in_the_spreadsheets_own_encoding(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "空表.csv"
    paper.desk.says("entries", "template", QINWANG, str(file), "--round", "2026-08")
    text = file.read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0] == ["单位：秦望村", "轮次：2026年8月", "考核员："]
    rows[0][2] = "考核员：陈国强"
    rows[3][rows[2].index("环4：垃圾分类投放（扣，最多5分）")] = "２"
    filled = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    file.write_bytes(filled.encode("gb18030"))
    assert paper.desk.says("entries", "import", str(file)) == "记分 1 条，新看过 3 户\n"


def test_a_households_own_officer_does_not_count_as_having_looked(paper: Paper) -> None:
    heading = HEADING.replace("陈国强", "周美华")
    assert paper.imports("组,号,环4", "3,1,", "3,3,", heading=heading) == (
        "记分 0 条，新看过 1 户，没算看过 1 户（考核员自己家、亲属或本轮不考评）"
    )


def test_entries_of_a_unit_are_shown_as_ever(paper: Paper) -> None:
    paper.imports("组,号,环4", "3,1,2")
    for words in (("entries", "秦望村"), ("entries", "--format", "table", QINWANG, "--household", "3-1")):
        assert "考核表" in paper.desk.says(*words)
    assert "import" in paper.desk.says("entries", "--help")


def test_a_sheet_says_who_looked_and_is_about_one_unit_and_round(paper: Paper) -> None:
    assert paper.refused("组,号,环4", "3,1,1", heading="单位：秦望村,轮次：2026-09\n") == [
        "考核表.csv：没写考核员，请加 --officer 姓名"
    ]
    columns = "单位,轮次,考核员,组,号,环4"
    assert paper.refused(columns, "秦望村,2026-09,陈国强,3,1,1", "建农村,2026-09,陈国强,3,2,1", heading="") == [
        "考核表.csv：第 3 行的单位和第 2 行不同，一张表只记一个单位的一轮"
    ]
    assert paper.imports(columns, "秦望村,2026-09,陈国强,3,1,1", heading="") == "记分 1 条，新看过 1 户"


def test_a_template_without_a_file_is_printed_and_comes_back(paper: Paper) -> None:
    text = paper.desk.says("entries", "template", "秦望村")
    paper.file.write_text(text, encoding="utf-8")
    words = ("entries", "import", str(paper.file), "--officer", "陈国强")
    assert paper.desk.says(*words) == "记分 0 条，新看过 3 户\n"


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
        ("6组", [COLUMNS, [3, 1, 2]], "第 3 行：组是 3，表名却是“6组”。"),
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


def test_an_option_goes_before_what_a_sheet_says_and_that_is_told(paper: Paper) -> None:
    paper.write("组,号,环4", "3,1,2")
    result = paper.desk.run("entries", "import", str(paper.file), "--round", "2026-08")
    assert result.stderr == "注意：写的轮次是“2026年9月”，按 --round 2026-08 记\n"
    assert result.stdout == "记分 1 条，新看过 1 户\n"


@pytest.mark.parametrize(
    ("heading", "problem"),
    [("打分", "看不出“打分”这一列是哪一项"), ("环境", "看不出“环境”这一列，是 文3、")],
)
def test_figures_under_a_heading_that_is_no_item_are_not_passed_over(paper: Paper, heading: str, problem: str) -> None:
    assert problem in paper.refused(f"组,号,环4,{heading}", "3,1,2,1")[0]
    assert paper.imports(f"组,号,环4,{heading}", "3,1,2,好") == "记分 1 条，新看过 1 户"
