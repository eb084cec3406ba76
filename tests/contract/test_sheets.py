"""``jifen entries template`` and ``import``: a month's inspections on paper, from the file to the books."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.contract.desk import Desk
from tests.contract.sheets import FULL, HEADING, Paper, september
from tests.sms.village import QINWANG, Village, at


async def _taken_back(village: Village) -> None:
    """The first entry."""
    village.now = at("2026-09-21 10:00")
    async with village.transactions.writing() as store:
        village.assessor, _ = await store.officers.of_unit(QINWANG)
    await village.take_back(1, "写错")


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


@pytest.mark.parametrize("erased", ["", "0"])
@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_mark_that_was_erased_is_named_and_stands(paper: Paper, erased: str, options: tuple[str, ...]) -> None:
    paper.imports("组,号,日期,环4,志2", "3,1,9月8日,2,", "3,2,9月8日,1,2")
    entries = paper.entries()
    paper.write("组,号,日期,环4,志2", f"3,1,9月8日,{erased},", "3,2,9月8日,1,2")
    result = paper.desk.run("entries", "import", str(paper.file), *options)
    assert result.stderr.splitlines() == [
        (
            "注意：第 3 行（3-1）上次导入过 环4 9月8日扣 2 分（#1），这次没有写；"
            "没有撤销，还算数。要撤销请在群里发：/che #1 原因"
        )
    ]
    assert "以前导入过 2 条" in result.stdout
    assert paper.entries() == entries


@pytest.mark.parametrize(
    "rows",
    [
        ("组,号,日期,志2", "3,1,9月8日,"),  # no column for it
        ("组,号,日期,环4", "3,1,9月15日,"),  # another day
        ("组,号,日期,环4", "3,2,9月8日,"),  # another household
        ("组,号,日期,环4,考核员", "3,1,9月8日,,周美华"),  # somebody else looked
    ],
)
def test_what_another_sheet_says_nothing_of_is_not_erased(paper: Paper, rows: tuple[str, ...]) -> None:
    paper.imports("组,号,日期,环4", "3,1,9月8日,2")
    paper.write(*rows)
    assert paper.desk.run("entries", "import", str(paper.file)).stderr == ""


def test_what_was_taken_back_is_not_erased(paper: Paper) -> None:
    paper.imports("组,号,环4", "3,1,2")
    paper.desk.go_on(_taken_back)
    paper.write("组,号,环4", "3,1,")
    assert paper.desk.run("entries", "import", str(paper.file)).stderr == ""


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
    paper.desk.go_on(_taken_back)
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


@pytest.mark.parametrize(
    ("heading", "said"), [("环4 得分", "得分"), ("环4（实得）", "实得"), ("环4：加分", "加分"), ("志2扣分", "扣分")]
)
def test_a_heading_that_says_other_points_than_its_item_has_is_refused(paper: Paper, heading: str, said: str) -> None:
    assert f"这一列写着“{said}”" in paper.refused(f"组,号,{heading}", "3,1,2")[0]


@pytest.mark.parametrize("day", ["9.8、9.15", "9月8日和9月15日", "9月8日或昨天", "9月8日3户"])
def test_a_cell_that_says_more_than_one_day_is_refused(paper: Paper, day: str) -> None:
    assert "看不懂" in paper.refused("组,号,日期,环4", f"3,1,{day},2")[0]


def test_a_reason_without_points_is_told(paper: Paper) -> None:
    paper.write("组,号,环4,原因", "3,1,2,没分类", "3,2,,门口乱")
    result = paper.desk.run("entries", "import", str(paper.file))
    assert result.stderr == "注意：第 4 行只写了原因“门口乱”，没有写分，没有记\n"
    assert result.stdout == "记分 1 条，新看过 2 户\n"
