"""Tables of the platform that have group and number in one column."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.contract.desk import Desk
from tests.contract.sheets import september
from tests.sms.village import QINWANG

MAP = """
[columns]
record = "问题编号"
unit = "村"
place = "地址"
day = "日期"
officer = "检查人"
item = "类别"
points = "扣分"
"""


class Table:
    """One record whose place is written so."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.file, self.map = desk, folder / "平台.csv", folder / "对照.toml"
        self.map.write_text(MAP, "utf-8")

    def command(self, place: str, unit: str = "秦望村") -> tuple[str, ...]:
        with self.file.open("w", encoding="utf-8-sig", newline="") as opened:
            rows = csv.writer(opened)
            rows.writerow(["问题编号", "村", "地址", "日期", "检查人", "类别", "扣分"])
            rows.writerow(["A-1", unit, place, "2026-09-08", "陈国强", "环4", "2"])
        return "platform", "import", str(self.file), "--map", str(self.map)


@pytest.fixture
def table(desk: Desk, tmp_path: Path) -> Table:
    desk.tell(september)
    return Table(desk, tmp_path)


def test_group_and_number_in_one_column_name_the_household(table: Table) -> None:
    ways = ("3组1号", "3-1", "第三组1号", "３组１号", "三组1", "秦望村3组1号", "张堰镇秦望村第3村民小组1号")
    for place in ways:
        said = table.desk.says(*table.command(place), "--dry-run")
        assert said.strip() == "记分 1 条，整改 0 条（试运行，没有存入）", place
    table.desk.says(*table.command("3组1号"))
    (entry,) = table.desk.lists("entries", QINWANG)
    (home,) = [one for one in table.desk.lists("standings", QINWANG) if one["household"] == entry["household"]]
    assert (home["group"], home["number"]) == (3, 1)


def test_the_unit_may_stand_there_alone(table: Table) -> None:
    assert table.desk.says(*table.command("秦望村3组1号", unit="")).strip() == "记分 1 条，整改 0 条"


def test_what_does_not_say_one_household_is_told(table: Table) -> None:
    told = {
        "": "没写地址",
        "门口": "地址“门口”看不出是哪一组哪一号，要写成 3-12 或 3组12号",
        "3.1": "地址“3.1”看不出是哪一组哪一号，要写成 3-12 或 3组12号",
        "3组": "地址“3组”看不出是哪一组哪一号，要写成 3-12 或 3组12号",
        "0-1": "地址“0”不对，要写 1 到 9999 的数",
        "3-9": "本村没有 3 组 9 号 这一户",
        "建农村3组1号": "单位写的是“秦望村”，组和号那一格里是“建农村”，请改成一样的",
    }
    for place, problem in told.items():
        assert table.desk.refuses(*table.command(place)) == f"第 2 行：{problem}。"


def test_it_goes_out_as_it_comes_in(table: Table, tmp_path: Path) -> None:
    table.desk.says(*table.command("3-1"))
    out = tmp_path / "给平台.csv"
    table.desk.says("platform", "export", QINWANG, str(out), "--map", str(table.map))
    with out.open(encoding="utf-8-sig", newline="") as opened:
        assert list(csv.reader(opened))[1][2] == "3组1号"
    said = table.desk.says("platform", "import", str(out), "--map", str(table.map))
    assert said.strip() == "记分 0 条，整改 0 条，以前导入过 1 条"
