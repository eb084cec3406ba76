"""Whatever somebody typed looks as it reads, wherever it is shown."""

from __future__ import annotations

import pytest

from app.reports.formats import Columns, as_csv, as_table
from app.reports.workbook import as_workbook
from text.shown import in_one_line, shown


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("扫了门口 3 次", "扫了门口 3 次"),
        ("\u202e分001", "分001"),
        ("王\u2066建\u2069国\u200f", "王建国"),
        ("王\u200b建\u00ad国\ufeff", "王建国"),
        ("王\u200d建国", "王建国"),
        ("王\u200c建国\u180e\u2061\U000e0041", "王建国"),
        ("王\u3164建\u115f\u1160国\uffa0\u034f", "王建国"),
        ("三\x07\x1b[31m分\x00", "三[31m分"),
        ("两\t行\r\n三\u2028四\x85五\x0b六", "两 行\n三\n四\n五\n六"),
        ("👨\u200d👩\u200d👧 全家", "👨\u200d👩\u200d👧 全家"),
        ("🏃🏻\u200d♂️", "🏃🏻\u200d♂️"),
        ("❤️\u200d🔥", "❤️\u200d🔥"),
        ("全\u3000家", "全\u3000家"),
    ],
)
def test_what_turns_hides_or_drives_is_left_out(typed: str, seen: str) -> None:
    assert shown(typed) == seen
    assert shown(seen) == seen


def test_a_break_makes_no_further_line() -> None:
    assert in_one_line("献血\n✅ 已记 100 分\r\n\u202e完") == "献血 ✅ 已记 100 分 完"
    assert in_one_line("\u3164献血\u1160") == "献血"


def test_no_cell_of_a_table_or_a_sheet_shows_more_than_it_reads() -> None:
    columns = Columns(["户主", "原因"], [["王\u202e建国", "\u200b=1+1\x01"]])
    assert as_table(columns)[1] == "王建国  =1+1"
    assert "王建国,'=1+1" in as_csv(columns)
    assert as_workbook({"表": columns})
