"""A rulebook's codes and short words are read as its items, or the book is refused with what they would be read as."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.town import load
from bot.commands import read_as
from domain.model.rulebook import Item, Veto
from rules.loader import BookSource, load_town, parse
from rules.problems import RulebookRefused

TOWN = Path("rules/zhangyan-2024.toml")
READ_AS = {
    "分数": (
        "加2 扣1 减3 加10 罚2 分1 点1 日2 年3 和3 到1 十 两 一百 五一 二十 半分 两三分 十分 几分 若干分 一点五分 扣两分"
        " 百分之五 l1 O 大约"
    ),
    "户": "组1 队2 号1 户1 三组 三组12号 第3组 3组 户码12345678 尾号1234",
    "日期或时间": "月1 周1 周三 昨天 今天 明天 刚才 上周六 大前天 五月 五月五日 三号 12号 去年 月底 上个月",
    "命令": "加 扣 户 撤 查 加分 扣分 否决 申报 结算 规则 领取 物品 通知 jia kou add settle",
    "量词": "小时 公斤 次 天 袋 平米",
    "编号环1": "h1 H1",
    "编号环10": "环十",
    "编号文3": "w3",
    "编号否2": "f2",
}
FINE = (
    "环1 环10 环30 文99 志9 秦1 敬2 孝3 洁12 奖5 路1 卫生 鸡 鸡鸭 巡防 党员带头 献血车 老人家 十星户 一户一码 两会"
    " 加固 减排 扣款 查违 户外 否定 结婚 通知书 点子 分类 公益 义工 三八红旗手 百日攻坚 千分制 AED"
)


@pytest.mark.parametrize(
    ("meaning", "name"), [(meaning, name) for meaning in READ_AS for name in READ_AS[meaning].split()]
)
def test_a_name_that_is_read_otherwise(meaning: str, name: str) -> None:
    assert read_as(name, False) == meaning


@pytest.mark.parametrize("name", FINE.split())
def test_a_name_that_is_read_as_the_item(name: str) -> None:
    assert read_as(name, False) is None


@pytest.mark.parametrize("name", ["违建", "偷电", "赌博", "否4"])
def test_a_name_of_a_veto(name: str) -> None:
    assert read_as(name, True) is None


@pytest.mark.parametrize("name", ["三组12号", "昨天", "否决", "加2"])
def test_a_name_of_a_veto_that_is_read_otherwise(name: str) -> None:
    assert read_as(name, True) is not None


def test_every_name_in_the_books_that_come_along_is_read_as_its_item() -> None:
    for _, book in load_town(TOWN).values():
        entries: list[Item | Veto] = [*book.items.values(), *book.vetoes]
        for entry in entries:
            read = {name: read_as(name, isinstance(entry, Veto)) for name in (entry.code, *entry.aliases)}
            assert not any(read.values()), read


ADDED = """total = 130
add = [
  {{ aspect = "田间地头", code = "{}", points = 10, start = "zero", wording = "参加巡防", aliases = ["{}"] }},
]
"""


@pytest.mark.parametrize(
    ("code", "alias", "told"),
    [
        ("加2", "巡防", "编号「加2」写在记分的话里会被读成分数"),
        ("扣1", "巡防", "编号「扣1」写在记分的话里会被读成分数"),
        ("组1", "巡防", "编号「组1」写在记分的话里会被读成户"),
        ("秦1", "昨天", "别名「昨天」写在记分的话里会被读成日期或时间"),
        ("秦1", "半分", "别名「半分」写在记分的话里会被读成分数"),
        ("秦1", "加三", "别名「加三」写在记分的话里会被读成分数"),
    ],
)
def test_the_book_is_refused_with_file_item_and_reason(tmp_path: Path, code: str, alias: str, told: str) -> None:
    book = tmp_path / "town.toml"
    book.write_text(TOWN.read_text("utf-8"), "utf-8")
    overlay = tmp_path / "town" / "310116103205.toml"
    overlay.parent.mkdir()
    overlay.write_text(ADDED.format(code, alias), "utf-8")
    with pytest.raises(RulebookRefused) as refused:
        load(book)
    assert str(refused.value) == f"{overlay} {code} {told}，请换一个"


def test_a_round_that_began_with_such_a_book_is_still_scored_by_it() -> None:
    stored = BookSource(TOWN.read_text("utf-8"), ADDED.format("加2", "巡防"), "town", "overlay", stored=True)
    assert parse(stored).items["加2"].points == 10
