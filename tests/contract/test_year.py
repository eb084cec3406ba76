"""``jifen year``: closing a year for the whole town, and the lists as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from domain.boundary import unwrap
from domain.entries.vetoing import confirm
from domain.settlement.round_seconds import agree, propose_early
from domain.settlement.settling import finalise_due
from tests.contract.desk import Desk
from tests.sms.village import BOOK, JIANNONG, QINWANG, WANG, Village, at
from text.columns import width


async def whole_year(village: Village) -> None:
    """李建国 leads, 王秀英 follows, =1+1 is vetoed; everything is final on 27 December."""
    wang, li = await village.household("王秀英", WANG), await village.household("李建国")
    formula = await village.household("=1+1")
    await village.record(wang, "环4", -3, "垃圾")
    await village.record(li, "文2", 2, "献血")
    await village.veto(formula, "酒驾")
    await village.both_join()
    village.now = at("2026-12-20 09:30")
    await village.close_months()
    async with village.transactions.writing() as store:
        current = await store.rounds.current(QINWANG)
        assert current is not None
        number = unwrap(await propose_early(village.work(store), village.assessor, current))
        unwrap(await agree(village.work(store), village.other, number))
    village.now = at("2026-12-27 10:00")
    async with village.transactions.writing() as store:
        await finalise_due(village.work(store))


async def new_year(village: Village) -> None:
    await whole_year(village)
    village.now = at("2027-01-01 08:00")


SUMMARY = "秦望村 2026 年：2 户排名，1 户一票否决，评先评优 2 户，福利优先 1 户"


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    """Without days of grace points lapse with the year; the test of grace says so."""
    without = BOOK.read_text("utf-8").replace("redeem_grace_days = 31", "redeem_grace_days = 0")
    desk.use_book(tmp_path / "no-grace.toml", without)
    return desk


def test_a_dry_run_shows_each_unit_and_changes_nothing(desk: Desk) -> None:
    desk.tell(new_year)
    shown = f"{SUMMARY}；未用 1979 分，3 户，清零（试运行）\n"
    assert desk.says("year", "close", "2026", "--yes", "--dry-run") == shown
    assert desk.says("year", "close", "2026", "--yes", "--dry-run") == shown
    assert [one["spendable"] for one in desk.lists("standings", QINWANG, "--year", "2026")] == [662, 657, 0]
    assert [round_ for one in desk.lists("standings", QINWANG) for round_ in one["rounds"]] == ["2027-01"] * 3


def test_closing_freezes_and_lapses_and_twice_changes_nothing(desk: Desk) -> None:
    desk.tell(new_year)
    assert desk.says("year", "close", "2026", "--yes") == f"{SUMMARY}；没用完的积分已过期清零：1979 分，3 户。\n"
    once = desk.lists("standings", QINWANG, "--year", "2026")
    assert [(one["head"], one["rank"], one["earned"], one["spendable"]) for one in once] == [
        ("李建国", 1, 662, 0),
        ("王秀英", 2, 657, 0),
        ("=1+1", None, 660, 0),
    ]
    assert desk.says("year", "close", "2026", "--yes") == "秦望村 2026 年已于 2027-01-01 结清，没有变动。\n"
    assert desk.says("year", "close", "2026", "--yes", "--dry-run") == (
        "秦望村 2026 年已于 2027-01-01 结清，不会有变动（试运行）\n"
    )
    assert desk.lists("standings", QINWANG, "--year", "2026") == once
    assert desk.says("audit").startswith("核对无误")


def test_a_unit_that_is_not_ready_is_named_and_keeps_no_other_waiting(desk: Desk) -> None:
    async def two_villages(village: Village) -> None:
        await village.household("钱多多", unit=JIANNONG)
        await new_year(village)

    desk.tell(two_villages)
    for words, end in (([], "没用完的积分已过期清零：1979 分，3 户。"), ([], None)):
        result = desk.run("year", "close", "2026", "--yes", *words)
        assert result.exit_code == 1
        assert result.stderr == (
            "建农村：2026 年还有没结算的轮次：2026-07、2026-08、2026-09、2026-10、2026-11、2026-12\n"
        )
        assert result.stdout == (f"{SUMMARY}；{end}\n" if end else "秦望村 2026 年已于 2027-01-01 结清，没有变动。\n")


def test_before_the_year_is_over_a_dry_run_tells_and_nothing_closes(desk: Desk) -> None:
    desk.tell(whole_year)
    result = desk.run("year", "close", "2026", "--yes", "--dry-run")
    assert (result.exit_code, result.stderr) == (1, "2026 年还没过完，2027-01-01 起才能结清。\n")
    assert result.stdout == f"{SUMMARY}；未用 1979 分，3 户，可兑换到 2026-12-31，之后清零（试运行）\n"
    assert desk.refuses("year", "close", "2026", "--yes") == "2026 年还没过完，2027-01-01 起才能结清。"
    assert desk.refuses("year", "close", "2019") == "没有 2019 年的积分。"
    assert desk.refuses("year", "close", "2030") == "没有 2030 年的积分。"
    assert desk.run("year", "close", "next").exit_code == 2


def test_with_days_of_grace_it_freezes_first_and_says_when_the_rest_lapses(desk: Desk, tmp_path: Path) -> None:
    text = BOOK.read_text("utf-8").replace("redeem_grace_days = 31", "redeem_grace_days = 10")
    desk.use_book(tmp_path / "book.toml", text)
    desk.tell(new_year)
    later = "没用完的积分（1979 分，3 户）可兑换到1月10日，过期清零。"
    assert desk.says("year", "close", "2026", "--yes") == f"{SUMMARY}；{later}\n"
    assert [one["spendable"] for one in desk.lists("standings", QINWANG, "--year", "2026")] == [662, 657, 0]
    desk.stand_at(at("2027-01-10 23:59"))
    assert desk.says("year", "close", "2026", "--yes") == "秦望村 2026 年已于 2027-01-01 结清，没有变动。\n"
    desk.stand_at(at("2027-01-11 00:00"))
    assert desk.says("year", "close", "2026", "--yes") == (
        "秦望村 2026 年已于 2027-01-01 结清；没用完的积分已过期清零：1979 分，3 户。\n"
    )
    assert [one["spendable"] for one in desk.lists("standings", QINWANG, "--year", "2026")] == [0, 0, 0]
    assert desk.says("audit").startswith("核对无误")


def test_december_on_show_is_said(desk: Desk) -> None:
    async def story(village: Village) -> None:
        await village.household("王秀英")
        village.now = at("2027-01-01 08:00")
        async with village.transactions.writing() as store:
            current = await store.rounds.current(QINWANG)
            assert current is not None
        await village.close_months()

    desk.tell(story)
    desk.tamper("UPDATE rounds SET state = 'published', finalised_ms = NULL WHERE key = '2026-12'")
    assert "（2026-12 还在公示，结清后的更正不改名单）" in desk.says("year", "close", "2026", "--yes", "--dry-run")


def test_an_objection_that_waits_is_said(desk: Desk) -> None:
    desk.tell(new_year)
    desk.tamper(
        "INSERT INTO objections (entry_id, household_id, round_id, unit_code, content, source, opened_ms, due, holds,"
        f" state) VALUES (1, 1, 1, '{QINWANG}', '分了', 'sms', 0, '2027-01-02', 0, 'open')"
    )
    waiting = "（异议 1 还没答复（/yi），结清后的更正不改名单）"
    assert waiting in desk.says("year", "close", "2026", "--yes", "--dry-run")
    assert waiting in desk.says("year", "close", "2026", "--yes")
    assert waiting not in desk.says("year", "close", "2026", "--yes")


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_lists_as_csv(desk: Desk, tmp_path: Path) -> None:
    desk.tell(new_year)
    desk.says("year", "close", "2026", "--yes")
    file = tmp_path / "honours.csv"
    said = desk.says("year", "export", "2026", QINWANG, str(file))
    assert said == "已写出 1 个单位 3 户：评先评优 2 户，福利优先 1 户\n"
    rows = read_csv(file)
    assert [(row["户主"], row["正式名次"], row["年度积分"], row["一票否决"]) for row in rows] == [
        ("李建国", "1", "662", ""),
        ("王秀英", "2", "657", ""),
        ("'=1+1", "", "660", "是"),
    ]
    assert [(row["未用积分"], row["评先评优"], row["福利优先"]) for row in rows] == [
        ("662", "是", "是"),
        ("657", "是", ""),
        ("660", "", ""),
    ]
    assert desk.refuses("year", "export", "2026", QINWANG, str(file)).endswith("已经有这个文件了，请换个名字")


def test_a_correction_after_the_closing_stands_beside_the_official_rank(desk: Desk, tmp_path: Path) -> None:
    told: list[Village] = []

    async def corrected(village: Village) -> None:
        village.assessor, village.now = told[0].assessor, at("2027-01-11 08:00")
        await village.take_back(1, "查清了，不是他家")

    async def two_at_odds(village: Village) -> None:
        wang, li = await village.household("王秀英", WANG), await village.household("李建国")
        await village.record(wang, "环4", -3, "垃圾")
        await village.record(li, "环4", -1, "垃圾")
        told.append(village)
        village.now = at("2027-01-10 08:00")
        await village.close_months()

    desk.tell(two_at_odds)
    desk.says("year", "close", "2026", "--yes")
    desk.go_on(corrected)
    lines = desk.lists("standings", QINWANG, "--year", "2026")
    assert [(one["head"], one["rank"], one["official"], one["corrected_rank"], one["earned"]) for one in lines] == [
        ("李建国", 1, True, 2, 659),
        ("王秀英", 2, True, 1, 660),
    ]
    shown = desk.says("standings", QINWANG, "--year", "2026", "--format", "csv").removeprefix("\ufeff")
    table = list(csv.DictReader(shown.splitlines()))
    assert [(row["户主"], row["正式名次"], row["更正后名次"]) for row in table] == [
        ("李建国", "1", "2"),
        ("王秀英", "2", "1"),
    ]
    file = tmp_path / "honours.csv"
    desk.says("year", "export", "2026", QINWANG, str(file))
    assert [(row["户主"], row["正式名次"], row["更正后名次"], row["更正后积分"]) for row in read_csv(file)] == [
        ("李建国", "1", "2", ""),
        ("王秀英", "2", "1", "660"),
    ]
    assert "official" not in desk.lists("standings", QINWANG)[0]
    assert [one["rank"] for one in desk.lists("standings", QINWANG, "--round", "2026-07")] == [1, 2]


def test_whoever_is_vetoed_after_the_closing_has_no_rank_but_keeps_the_official_one(desk: Desk) -> None:
    """The year was closed by hand while the veto waited for a second officer, who confirms it then."""
    told: list[Village] = []

    async def proposed(village: Village) -> None:
        wang, li = await village.household("王秀英", WANG), await village.household("李建国")
        await village.record(wang, "环4", -3, "垃圾")
        await village.veto(li, "酒驾", confirmed=False)
        told.append(village)
        village.now = at("2027-01-10 08:00")
        await village.close_months()

    async def confirmed(village: Village) -> None:
        village.now = at("2027-01-11 08:00")
        async with village.transactions.writing() as store:
            unwrap(await confirm(village.work(store), told[0].other, 2))

    desk.tell(proposed)
    desk.says("year", "close", "2026", "--yes")
    desk.go_on(confirmed)
    lines = desk.lists("standings", QINWANG, "--year", "2026")
    assert [(one["head"], one["rank"], one["official_rank"], one["vetoed"]) for one in lines] == [
        ("王秀英", 2, 2, False),
        ("李建国", None, 1, True),
    ]
    assert [one.get("corrected_rank") for one in lines] == [1, None]
    shown = desk.says("standings", QINWANG, "--year", "2026", "--format", "csv").removeprefix("\ufeff")
    assert [(row["户主"], row["正式名次"], row["更正后名次"]) for row in csv.DictReader(shown.splitlines())] == [
        ("王秀英", "2", "1"),
        ("李建国", "1", "无"),
    ]
    assert desk.says("audit").startswith("核对无误")


def test_who_is_equal_over_the_edge_is_named_in_the_export(desk: Desk, tmp_path: Path) -> None:
    async def equals(village: Village) -> None:
        wang, *_ = [await village.household(head) for head in ("王秀英", "李建国", "赵四", "钱五")]
        await village.record(wang, "文2", 2, "献血")
        village.now = at("2027-01-10 08:00")
        await village.close_months()

    desk.use_book(
        tmp_path / "book.toml", BOOK.read_text("utf-8").replace("welfare_top_percent = 30", "welfare_top_percent = 50")
    )
    desk.tell(equals)
    desk.says("year", "close", "2026", "--yes")
    lines = desk.lists("standings", QINWANG, "--year", "2026")
    assert [(one["head"], one["official_rank"], one["honours"], one["welfare"]) for one in lines] == [
        ("王秀英", 1, "listed", "listed"),
        ("李建国", 2, "listed", "tied"),
        ("赵四", 2, "listed", "tied"),
        ("钱五", 2, "listed", "tied"),
    ]
    shown = desk.says("standings", QINWANG, "--year", "2026", "--format", "csv").removeprefix("\ufeff")
    assert [row["福利优先"] for row in csv.DictReader(shown.splitlines())] == ["是", "并列待评", "并列待评", "并列待评"]
    file = tmp_path / "honours.xlsx"
    assert desk.says("year", "export", "2026", QINWANG, str(file)) == (
        "已写出 1 个单位 4 户：评先评优 4 户，福利优先 1 户，并列待评 3 户\n"
    )
    heading, *rows = load_workbook(file)["福利优先"].iter_rows(values_only=True)
    wanted = [heading.index(name) for name in ("户主", "福利优先", "做到的加分", "扣分条数")]
    assert [tuple(row[number] for number in wanted) for row in rows] == [
        ("王秀英", "是", 2, 0),
        ("李建国", "并列待评", 0, 0),
        ("赵四", "并列待评", 0, 0),
        ("钱五", "并列待评", 0, 0),
    ]


def test_the_lists_as_xlsx_are_three_sheets_without_formulas(desk: Desk, tmp_path: Path) -> None:
    desk.tell(new_year)
    desk.says("year", "close", "2026", "--yes")
    file = tmp_path / "honours.xlsx"
    desk.says("year", "export", "2026", "--all", str(file))
    book = load_workbook(file)
    assert {sheet.title: sheet.max_row - 1 for sheet in book.worksheets} == {
        "最终排名": 3,
        "评先评优": 2,
        "福利优先": 1,
    }
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert "'=1+1" in {cell.value for cell in cells}


def test_the_export_as_xlsx_is_that_as_csv_and_ready_to_print(desk: Desk, tmp_path: Path) -> None:
    desk.tell(new_year)
    desk.says("year", "close", "2026", "--yes")
    for kind in ("csv", "xlsx"):
        desk.says("year", "export", "2026", "--all", str(tmp_path / f"honours.{kind}"))
    content = (tmp_path / "honours.csv").read_bytes()
    assert content.startswith("\ufeff单位,".encode())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    ranking, *lists = load_workbook(tmp_path / "honours.xlsx").worksheets
    assert [["" if one is None else str(one) for one in row] for row in ranking.iter_rows(values_only=True)] == rows
    for sheet in (ranking, *lists):
        assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.fitToHeight) == ("A2", "$1:$1", 0)
        assert sheet.page_setup.orientation == "landscape"
        wide = [sheet.column_dimensions[get_column_letter(at)].width for at in range(1, sheet.max_column + 1)]
        assert all(room > width(heading) for room, heading in zip(wide, rows[0], strict=True))
    kinds = {heading: ranking.cell(2, at).data_type for at, heading in enumerate(rows[0], 1)}
    assert (kinds["年度积分"], kinds["正式名次"], kinds["户码"]) == ("n", "n", "s")


def test_an_export_of_all_names_the_units_that_are_not_in_it(desk: Desk, tmp_path: Path) -> None:
    async def another_is_late(village: Village) -> None:
        await village.household("钱七", unit=JIANNONG)
        await new_year(village)

    desk.tell(another_is_late)
    assert desk.run("year", "close", "2026", "--yes").exit_code == 1
    done = desk.run("year", "export", "2026", "--all", str(tmp_path / "honours.csv"))
    assert done.exit_code == 1
    first, second = done.stdout.splitlines()
    assert first.startswith("已写出 1 个单位 3 户")
    assert second.startswith("没有 2026 年的轮次，不在文件里：")
    assert "建农村" not in second
    assert "秦望村" not in second
    assert done.stderr == "不在文件里：建农村：2026 年还没有结清，请先运行 jifen year close 2026\n"
    assert "李建国" in (tmp_path / "honours.csv").read_text("utf-8-sig")


def test_an_export_needs_a_closed_year_a_unit_and_a_known_format(desk: Desk, tmp_path: Path) -> None:
    desk.tell(new_year)
    assert desk.refuses("year", "export", "2026", QINWANG, str(tmp_path / "a.csv")) == (
        "2026 年还没有结清，请先运行 jifen year close 2026"
    )
    desk.says("year", "close", "2026", "--yes")
    assert desk.refuses("year", "export", "2026", QINWANG, str(tmp_path / "a.txt")) == (
        "a.txt：文件名要以 .xlsx 或 .csv 结尾"
    )
    assert desk.refuses("year", "export", "2026", "无名村", str(tmp_path / "a.csv")).startswith("没有“无名村”")
    assert desk.run("year", "export", "2026", QINWANG).exit_code == 2
    assert desk.run("year", "export", "2026", "--all", QINWANG, str(tmp_path / "a.csv")).exit_code == 2
