"""Passbook pages: one household begins on each sheet, and whatever goes on says whose it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2

from paper.codes import OwnPage
from paper.typesetting import FilledTemplate, Row, Value, typeset
from tests.paper.reading import codes

MADE = datetime(2026, 11, 1, 9, tzinfo=UTC)


def page(who: str, changes: int) -> dict[str, Value]:
    rows: list[Row] = [[f"#{number}", "7月8日", "环1 无违章搭建", "-1", "乱堆", "陈国强"] for number in range(changes)]
    return {
        "who": who,
        "code": "10001",
        "own": OwnPage(f"https://jifen.example.cn/h/{changes}", MADE.date()).printed,
        "scores": [["2026年7月", "104分"], ["2026年8月", "免考"]],
        "points": "2026年第三季度　104分",
        "changes": rows,
        "year": "2026年得104分，第1名",
        "spendable": "可用104分",
        "vetoed": False,
        "postings": [["8月20日", "积分生效", "+104", 104]],
    }


def test_each_sheet_says_whose_it_is() -> None:
    households: list[Value] = [
        page("1组1号　王建国", 3),
        page("1组2号　阿依古丽·买买提江", 80),
        page("1组3号　李芳", 0),
    ]
    pdf = typeset(FilledTemplate("passbook", {"title": "存折", "how": "查分。", "pages": households}), MADE).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        seen = ["".join(one.get_textpage().get_text_range().split()) for one in document]
    heads = ["王建国", "阿依古丽·买买提江", "李芳"]
    assert [[head for head in heads if head in sheet] for sheet in seen] == [[heads[0]], *[[heads[1]]] * 3, [heads[2]]]
    assert codes(pdf) == {f"https://jifen.example.cn/h/{changes}" for changes in (3, 80, 0)}
