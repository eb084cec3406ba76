"""``jifen rounds export``: the published table and the quarter's summary as files, each with its seal."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from openpyxl import load_workbook

from tests.contract.desk import Desk
from tests.contract.test_seals import july, seals
from tests.sms.village import QINWANG, at


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def seal_line(desk: Desk, key: str, entries: int) -> str:
    (seal,) = seals(desk, key)
    return f"🔒 第{seal.number}号封条 {seal.hash[:16]}（{entries}条记录）"


def test_the_published_table_ends_with_its_seal(desk: Desk) -> None:
    desk.tell(july)
    assert read(desk.says("rounds", "export", QINWANG, "2026-07")) == [
        ["名次", "组", "号", "户主", "得分", "备注"],
        ["1", "3", "2", "李*国", "110", ""],
        ["2", "3", "1", "王*英", "107", ""],
        [seal_line(desk, "2026-07", 3), "", "", "", "", ""],
    ]
    assert desk.refuses("rounds", "export", QINWANG, "2026-08") == "秦望村 2026-08 还没有公示，公示以后才有。"


def test_the_summary_of_a_quarter_ends_with_the_seals_of_its_rounds(desk: Desk, tmp_path: Path) -> None:
    desk.tell(july)
    file = tmp_path / "summary.xlsx"
    assert (
        desk.says("rounds", "export", QINWANG, "2026Q3", str(file)) == "已写出秦望村2026Q3汇总考评 2 户：summary.xlsx\n"
    )
    (sheet,) = load_workbook(file).worksheets
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["名次", "组", "号", "户主", "7月", "合计", "兑换", "公示后更正", "备注"]
    assert rows[1][:6] == [1, 3, 2, "李*国", 110, 110]
    assert rows[-1] == [seal_line(desk, "2026-07", 3), *[None] * 8]


def test_after_the_days_of_publicity_the_files_name_nobody_like_page_and_poster(desk: Desk) -> None:
    desk.tell(july)
    desk.stand_at(at("2026-08-20 10:00"))
    table = read(desk.says("rounds", "export", QINWANG, "2026-07"))
    assert table[:2] == [["名次", "组", "号", "得分", "备注"], ["1", "3", "2", "110", ""]]
    summary = read(desk.says("rounds", "export", QINWANG, "2026Q3"))
    assert summary[0] == ["名次", "组", "号", "7月", "合计", "兑换", "公示后更正", "备注"]
    assert summary[1][:5] == ["1", "3", "2", "110", "110"]
