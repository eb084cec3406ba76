"""``jifen rules try``: a village's overlay on what was recorded this year, before it counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contract.desk import Desk
from tests.contract.test_reports import autumn
from tests.village import QINWANG

MANUAL = Path("docs/operations.md")
DOCUMENTED = re.findall(r"```toml\n(name = .*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
HEADING = "拿 2026 年 2 轮试算"


def test_the_documented_overlay_is_right(desk: Desk, tmp_path: Path) -> None:
    desk.tell(autumn)
    (text,) = DOCUMENTED
    overlay = tmp_path / "new.toml"
    overlay.write_text(text, "utf-8")
    said = desk.says("rules", "try", QINWANG, str(overlay))
    assert said.startswith("百家村积分制实施细则：22 项，满分 117 分，没有错。\n")
    assert HEADING in said


def test_an_overlay_that_changes_nothing_moves_nobody(desk: Desk, tmp_path: Path) -> None:
    desk.tell(autumn)
    overlay = tmp_path / "new.toml"
    overlay.write_text("total = 120", "utf-8")
    said = desk.says("rules", "try", QINWANG, str(overlay))
    assert "户里 0 户的分会变" in said
    assert all(line.endswith("+0") for line in said.splitlines()[3:])


def test_each_household_before_and_after_and_nothing_is_stored(desk: Desk, tmp_path: Path) -> None:
    desk.tell(autumn)
    before = desk.lists("standings", QINWANG)
    overlay = tmp_path / "new.toml"
    overlay.write_text('total = 110\nremove = ["环8"]', "utf-8")
    rows = [line.split() for line in desk.says("rules", "try", QINWANG, str(overlay)).splitlines()[3:]]
    assert rows
    assert all(int(after) - int(now) == int(change) < 0 for *_, now, after, change in rows)
    assert desk.lists("standings", QINWANG) == before


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("total = 119", "总分写的是 119 分，各方面加起来是 120 分"),
        (
            'total = 120\nchange = [{ code = "环4", aliases = ["昨天"] }]',
            "别名「昨天」写在记分的话里会被读成日期",
        ),
    ],
)
def test_what_is_wrong_is_named(desk: Desk, tmp_path: Path, text: str, problem: str) -> None:
    overlay = tmp_path / "new.toml"
    overlay.write_text(text, "utf-8")
    assert problem in desk.refuses("rules", "try", QINWANG, str(overlay))
    assert "读不了" in desk.refuses("rules", "try", QINWANG, str(tmp_path / "none.toml"))
