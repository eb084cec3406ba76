"""The town's book against the annex of 张府发〔2024〕15号, typed by hand."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from domain.model.rulebook import Item, Policy, Rulebook, Veto
from rules.loader import load_town, parse

BOOK = Path("rules/zhangyan-2024.toml")

ANNEX = """
环境卫生 宅前屋后 环1 15 full 无违章搭建
环境卫生 宅前屋后 环2 10 full 宅前屋后保持干净
环境卫生 宅前屋后 环3 10 full 无不规范畜禽养殖
环境卫生 宅前屋后 环4 5 full 垃圾分类投放
环境卫生 宅前屋后 环5 5 full 无乱排污
环境卫生 美丽庭院 环6 5 full “小三园”布局合理，整洁有序，无抛荒现象
环境卫生 美丽庭院 环7 5 full “小三园”格局优美，层次丰富，美观有序
环境卫生 田间地头 环8 10 full 无田间窝棚
环境卫生 田间地头 环9 5 full 农药化肥不随意丢弃
环境卫生 生态保护 环10 5 full 无毁绿损绿行为
环境卫生 生态保护 环11 5 full 维护河道畅通，不在河道内设置渔网等阻水物
乡风文明 传统美德 文1 5 full 家风良好、邻里和谐
乡风文明 传统美德 文2 5 zero 在埭上有引领示范作用，获得村级及以上荣誉
乡风文明 社会公德 文3 5 full 无破坏水域环境、非法捕捞
乡风文明 社会公德 文4 5 full 无损害公共设施
乡风文明 社会公德 文5 3 full 无在微信网格群发布不实消息、辱骂寻衅行为
乡风文明 社会公德 文6 2 full 无出租房管理不当乱象
乡风文明 移风易俗 文7 5 full 无乱埋乱葬
乡风文明 移风易俗 文8 5 full 丧事简办，无封建迷信行为
志愿服务 志愿服务 志1 1 zero 积极参与志愿活动或公益服务
志愿服务 志愿服务 志2 2 zero 参加义务献血活动
志愿服务 志愿服务 志3 2 zero 主动提出可行性意见建议, 并被采纳
"""

UNITS = {
    "310116103201": "旧港村",
    "310116103202": "桑园村",
    "310116103203": "甪里村",
    "310116103204": "鲁堰村",
    "310116103205": "百家村",
    "310116103208": "秦望村",
    "310116103209": "秦山村",
    "310116103210": "秦阳村",
    "310116103212": "建农村",
    "310116103901": "留溪雅苑",
}


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_town(BOOK)["310116103201"][1]


def test_the_table_is_the_annex(book: Rulebook) -> None:
    rows = [
        f"{category.name} {aspect.name} {item.code} {item.points} {item.start} {item.wording}"
        for category in book.categories
        for aspect in category.aspects
        for item in aspect.items
    ]

    assert rows == ANNEX.strip().splitlines()


def test_caps_and_total(book: Rulebook) -> None:
    assert [aspect.cap for aspect in book.aspects] == [45, 10, 15, 10, 10, 15, 10, 5]
    assert book.total == 120


def test_vetoes(book: Rulebook) -> None:
    vetoes = {veto.code: veto.wording for veto in book.vetoes}

    assert vetoes == {"否1": "新增违法建筑", "否2": "秸秆焚烧行为", "否3": "违纪违法行为"}


def test_the_town_and_its_units(book: Rulebook) -> None:
    assert (book.town, book.town_code) == ("张堰镇", "310116103")
    assert {unit.code: unit.name for unit in book.units} == UNITS


def test_the_policy_is_the_design_s(book: Rulebook) -> None:
    assert book.policy == Policy(redeem_grace_days=31)


def test_every_item_can_be_typed_shortly(book: Rulebook) -> None:
    entries: list[Item | Veto] = [*book.items.values(), *book.vetoes]
    for entry in entries:
        assert 2 <= len(entry.aliases) <= 5, entry.code
        assert all(len(alias) <= 4 for alias in entry.aliases), entry.code


def test_every_unit_has_the_same_book_while_there_is_no_overlay() -> None:
    books = load_town(BOOK)

    assert list(books) == list(UNITS)
    assert len({source.hash for source, _ in books.values()}) == 1


def test_units_without_a_book_of_their_own_share_the_towns() -> None:
    """A thousand copies of a county's text would take a hundred megabytes, and to hash them all as many seconds."""
    sources = [source for source, _ in load_town(BOOK).values() if not source.overlay_text]
    assert len(sources) > 1
    assert all(source is sources[0] for source in sources)


def test_books_are_never_compared_by_what_they_say() -> None:
    """What is known about a book is kept by it; a county's names a thousand villages."""
    source = replace(load_town(BOOK)["310116103201"][0], town_file="another")
    first, second = parse(source), parse(replace(source, stored=True))

    assert first != second
    assert asdict(first) == asdict(second)
