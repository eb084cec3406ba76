"""``jifen standings`` and ``jifen entries``."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter

from app.reports.formats import Columns, as_csv, as_table
from app.reports.workbook import as_workbook
from tests.contract.desk import Desk
from tests.sms.village import JIANNONG, QINWANG, Village, at
from text.codes import make
from text.columns import width
from text.shown import shown

STANDING_KEYS = ["household", "group", "number", "head", "rank", "earned", "spendable", "vetoed", "rounds"]
ENTRY_KEYS = [
    "id",
    "household",
    "round",
    "item",
    "points",
    "counted",
    "at",
    "officer",
    "source",
    "reason",
    "reverses",
    "evidence",
]
FULL = 110
"""What a household of the town's book begins a round with."""


async def autumn(village: Village) -> None:
    """王秀英 loses 5 in July and 2 in August; 李建国 joins in August and is vetoed; 张三 and 赵四 do nothing."""
    wang, _, _ = [await village.household(head) for head in ("王秀英", "张三", "赵四")]
    village.now = at("2026-07-10 10:00")
    await village.record(wang, "环4", -3, "垃圾")
    await village.record(wang, "环4", -4, "还有垃圾")
    village.now = at("2026-08-02 09:30")
    await village.close_months()
    li = await village.household("李建国")
    mistake = await village.record(li, "环1", -2, "记错户")
    await village.take_back(mistake.entry_id, "应是张三")
    await village.record(wang, "环1", -2, "占道")
    await village.veto(li, "酒驾")


def test_standings_are_the_contract(desk: Desk) -> None:
    desk.tell(autumn)
    lines = desk.lists("standings", QINWANG)
    assert [list(line) for line in lines] == [STANDING_KEYS] * 4
    assert [(line["head"], line["rank"], line["earned"], line["vetoed"]) for line in lines] == [
        ("张三", 1, FULL, False),
        ("赵四", 1, FULL, False),
        ("王秀英", 3, FULL - 5, False),
        ("李建国", None, 0, True),
    ]
    wang = lines[2]
    assert (wang["group"], wang["number"], wang["spendable"]) == (3, 1, FULL - 5)
    assert {key: (one["state"], one["score"]) for key, one in wang["rounds"].items()} == {
        "2026-07": ("final", FULL - 5),
        "2026-08": ("open", FULL - 2),
    }
    assert wang["rounds"]["2026-07"]["items"]["环4"] == 0
    assert list(wang["rounds"]["2026-08"]["items"])[:3] == ["环1", "环2", "环3"]
    assert len(wang["rounds"]["2026-08"]["items"]) == 22
    assert list(lines[3]["rounds"]) == ["2026-08"]


def test_a_month_that_began_without_anybody_writing_shows(desk: Desk) -> None:
    desk.tell(autumn)
    desk.stand_at(at("2026-10-03 08:00"))
    rounds = desk.lists("standings", "秦望村")[0]["rounds"]
    assert {key: one["state"] for key, one in rounds.items()} == {
        "2026-07": "final",
        "2026-08": "open",
        "2026-09": "open",
        "2026-10": "open",
    }


def test_a_round_ranks_by_its_own_score(desk: Desk) -> None:
    desk.tell(autumn)
    ranks = {line["head"]: line["rank"] for line in desk.lists("standings", QINWANG, "--round", "2026-08")}
    assert ranks == {"张三": 1, "赵四": 1, "王秀英": 3, "李建国": None}
    ranks = {line["head"]: line["rank"] for line in desk.lists("standings", QINWANG, "--round", "2026-07")}
    assert ranks == {"张三": 1, "赵四": 1, "王秀英": 3, "李建国": None}


def test_an_excused_household_has_no_score(desk: Desk) -> None:
    desk.tell(autumn)
    desk.tamper("UPDATE scores SET score = NULL WHERE round_id = 2 AND household_id = 2")
    line = next(line for line in desk.lists("standings", QINWANG, "--round", "2026-08") if line["head"] == "张三")
    assert line["rounds"]["2026-08"] == {"state": "open", "score": None, "items": {}}
    assert line["rank"] is None


def test_while_nothing_is_closed_the_open_round_ranks(desk: Desk) -> None:
    async def first_month(village: Village) -> None:
        await village.household("张三")
        wang = await village.household("王秀英")
        await village.record(wang, "文2", 1, "献血")

    desk.tell(first_month)
    assert [(line["head"], line["rank"], line["earned"]) for line in desk.lists("standings", QINWANG)] == [
        ("王秀英", 1, 0),
        ("张三", 2, 0),
    ]


def test_the_new_year_starts_from_nothing(desk: Desk) -> None:
    desk.tell(autumn)
    desk.stand_at(at("2027-01-02 08:00"))
    assert {line["earned"] for line in desk.lists("standings", QINWANG)} == {0}
    assert list(desk.lists("standings", QINWANG)[0]["rounds"]) == ["2027-01"]
    assert max(line["earned"] for line in desk.lists("standings", QINWANG, "--year", "2026")) == FULL


def test_entries_are_the_contract(desk: Desk) -> None:
    desk.tell(autumn)
    entries = desk.lists("entries", QINWANG)
    assert [list(entry) for entry in entries] == [ENTRY_KEYS] * 6
    assert entries[1] == {
        "id": 2,
        "household": make(1001),
        "round": "2026-07",
        "item": "环4",
        "points": -4,
        "counted": -2,
        "at": "2026-07-10T10:00:00+08:00",
        "officer": "陈国强",
        "source": "chat",
        "reason": "还有垃圾",
        "reverses": None,
        "evidence": None,
    }
    assert [(entry["item"], entry["points"], entry["counted"], entry["reverses"]) for entry in entries[2:]] == [
        ("环1", -2, -2, None),
        ("环1", 2, 2, 3),
        ("环1", -2, -2, None),
        ("否2", 0, 0, None),
    ]


@pytest.mark.parametrize("said", ["3-1", "code"])
def test_one_households_entries(desk: Desk, said: str) -> None:
    desk.tell(autumn)
    code = desk.lists("entries", QINWANG)[0]["household"]
    entries = desk.lists("entries", QINWANG, "--household", code if said == "code" else said)
    assert [entry["id"] for entry in entries] == [1, 2, 5]
    assert {entry["household"] for entry in entries} == {code}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["standings", "没有村"], "没有“没有村”这个单位，请写 12 位代码或村名。"),
        (["standings", QINWANG, "--round", "2019-01"], "秦望村没有 2019-01 这一轮。"),
        (["standings", QINWANG, "--round", "十三月"], "轮次“十三月”看不懂，请写成 2026-11、11月、上个月 或 2026Q4。"),
        (["entries", QINWANG, "--household", "9-9"], "没有户码“9-9”。"),
        (["entries", JIANNONG, "--household", "3-1"], "没有户码“3-1”。"),
    ],
)
def test_mistakes_are_answered_with_one_line(desk: Desk, words: list[str], line: str) -> None:
    desk.tell(autumn)
    assert desk.refuses(*words) == line


REPORTS = [
    (["standings", QINWANG], "积分名次", "户主"),
    (["entries", QINWANG], "记分", "原因"),
    (["households", "list", QINWANG], "名册", "户主"),
    (["goods", "list", QINWANG], "兑换物品", "物品"),
    (["supervise"], "各单位", "单位"),
    (["supervise", "--year", "2026"], "年度考核", "单位"),
    (["fairness", QINWANG], "记分情况", "考核人员"),
]


def _read(cell: Cell | MergedCell) -> str:
    """What somebody reads in it."""
    if cell.value is None:
        return ""
    return f"{cell.value:.0%}" if cell.number_format == "0%" else str(cell.value)


def test_a_text_that_takes_several_lines_has_room_for_them_and_shares_are_numbers() -> None:
    table = Columns(["单位", "看过", "要办"], [["秦望村", "96%", "还没结算" * 20], ["桑园村", "0%", ""]], right={1})
    (sheet,) = load_workbook(io.BytesIO(as_workbook({"各单位": table}))).worksheets
    assert [sheet.row_dimensions[at].height for at in (2, 3)] == [15 * 5, 15]
    assert [(cell.value, cell.number_format) for cell in sheet["B"][1:]] == [(0.96, "0%"), (0, "0%")]


@pytest.mark.parametrize(
    ("words", "title", "heading"), REPORTS, ids=lambda one: "-".join(one) if isinstance(one, list) else ""
)
def test_every_report_is_kept_as_a_workbook_ready_to_print(
    desk: Desk, tmp_path: Path, words: list[str], title: str, heading: str
) -> None:
    desk.tell(autumn)
    file = tmp_path / "report.xlsx"
    assert desk.says(*words, "--output", str(file)).startswith(f"已写出{title} ")
    (sheet,) = load_workbook(file).worksheets
    printed = [line.split(",") for line in desk.says(*words, "--format", "csv").removeprefix("\ufeff").splitlines()]
    seen = [[_read(cell) for cell in row] for row in sheet.iter_rows()]
    assert sheet.title == title
    assert heading in seen[0]
    assert seen == printed
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.fitToHeight) == ("A2", "$1:$1", 0)
    assert all(sheet.column_dimensions[get_column_letter(at)].width >= 4 for at in range(1, len(seen[0]) + 1))


def test_a_report_is_kept_as_csv_for_a_chinese_excel(desk: Desk, tmp_path: Path) -> None:
    desk.tell(autumn)
    file = tmp_path / "report.csv"
    desk.says("standings", QINWANG, "--output", str(file))
    assert file.read_text("utf-8") == desk.says("standings", QINWANG, "--format", "csv")
    assert file.read_text("utf-8").startswith("\ufeff名次,")
    assert desk.refuses("standings", QINWANG, "--output", str(file)) == "report.csv：已经有这个文件了，请换个名字"
    assert desk.run("standings", QINWANG, "--output", "a.csv", "--format", "json").exit_code == 2


def test_wrong_usage_is_2(desk: Desk) -> None:
    assert desk.run("standings", QINWANG, "--round", "2026-08", "--year", "2026").exit_code == 2
    assert desk.run("entries").exit_code == 2
    assert desk.run("standings", QINWANG, "--format", "xml").exit_code == 2


def test_csv_has_a_column_for_each_round(desk: Desk) -> None:
    desk.tell(autumn)
    rows = list(csv.DictReader(io.StringIO(desk.says("standings", QINWANG, "--format", "csv").removeprefix("\ufeff"))))
    assert [(row["户主"], row["名次"], row["2026-07"], row["2026-08"]) for row in rows] == [
        ("张三", "1", str(FULL), str(FULL)),
        ("赵四", "1", str(FULL), str(FULL)),
        ("王秀英", "3", str(FULL - 5), str(FULL - 2)),
        ("李建国", "", "", str(FULL)),
    ]
    entries = list(csv.DictReader(io.StringIO(desk.says("entries", QINWANG, "--format", "csv").removeprefix("\ufeff"))))
    assert [(entry["编号"], entry["分"], entry["撤销"]) for entry in entries[2:4]] == [
        ("3", "-2", "已被 #4 撤销"),
        ("4", "2", "撤销 #3"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'"])
def test_no_text_in_csv_is_a_formula(start: str) -> None:
    columns = Columns(["原因", "分"], [[f"{start}1+1", -3]])
    (_, row) = csv.reader(io.StringIO(as_csv(columns), newline=""))
    assert row == [f"'{shown(start)}1+1", "-3"]


def test_tables_line_up_and_text_cannot_drive_the_terminal() -> None:
    lines = as_table(Columns(["户主", "分"], [["王\x1b[31m秀英", 7], ["李\n", 12], ["Li", None]], right={1}))
    assert len({width(line) for line in lines}) == 1
    assert not any(char in "".join(lines) for char in "\x1b\n")


def test_colour_is_for_terminals(desk: Desk) -> None:
    desk.tell(autumn)
    assert "\x1b" not in desk.says("standings", QINWANG) + desk.says("entries", QINWANG)


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["standings", "秦望", "--round", "7月"], ["standings", QINWANG, "--round", "2026-07"]),
        (["standings", " 秦望 村", "--round", "今年七月"], ["standings", QINWANG, "--round", "2026-07"]),
        (["standings", QINWANG, "--year", "今年"], ["standings", QINWANG, "--year", "2026"]),
    ],
)
def test_periods_and_units_may_be_said_as_in_chat(desk: Desk, words: list[str], same: list[str]) -> None:
    desk.tell(autumn)
    assert desk.lists(*words) == desk.lists(*same)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [(["rounds", "setle", QINWANG, "9月"], "settle"), (["notices", "que"], "queue"), (["audt"], "audit")],
)
def test_a_misspelt_command_is_answered_with_the_nearest(desk: Desk, words: list[str], nearest: str) -> None:
    result = desk.run(*words)
    assert (result.exit_code, f"是不是 {nearest}？" in result.stderr) == (2, True)


def test_a_misspelt_option_is_answered_with_the_nearest(desk: Desk) -> None:
    assert "--dry-run" in desk.run("rounds", "settle", QINWANG, "9月", "--dry-rn").stderr


def test_a_report_waits_for_no_writer(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(sqlite_url, tmp_path / "data", monkeypatch)
    desk.tell(autumn)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite://"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert desk.lists("standings", QINWANG)
        assert desk.says("audit").startswith("核对无误")
