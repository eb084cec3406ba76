"""Which item an officer means by what was typed."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.rulebook import Item, Veto
from rules.find import find_items, find_vetoes, mentions_item, names_item, names_veto
from rules.keys import code_keys
from rules.loader import BookSource, parse

TOWN = Path("rules/zhangyan-2024.toml").read_text(encoding="utf-8")
OVERLAY = Path("sandbox/town/overlays/310116103208.toml").read_text(encoding="utf-8")
BOOK = parse(BookSource(TOWN, "", "town.toml", ""))
VILLAGE = parse(BookSource(TOWN, OVERLAY, "town.toml", "village.toml"))

ONE = {
    "环3": "环3 h3 H3 Ｈ３ ｈ３ 環3 环三 环03 鸡鸭 雞鴨 养鸡 养了鸡鸭 无不规范畜禽养殖 畜禽养殖 鸡",
    "环4": "环4 垃圾 垃圾没分 乱扔垃圾 拉圾 腊鸡 laji 投放",
    "环1": "违建 違建 违章搭建 搭建",
    "环2": "没打扫 不干净",
    "环11": "环11 h11 环十一 渔网 有渔网 河道 yuwang",
    "文5": "文5 w5 微信群骂人 网格",
    "文6": "w6 出租屋 出租房",
    "志2": "志2 z2 献血 獻血 义务献血 xianxue",
    "志3": "建议 意见建议 被采纳",
    "否1": "否1 f1 新增违法建筑 违法建筑",
    "否2": "f2 秸秆 焚烧秸秆",
}
SEVERAL = {
    "小三园": ["环6", "环7"],
    "鱼": ["环11", "文3"],
    "违法捕鱼": ["否3", "文3"],
    "垃圾 农药": ["环4", "环9"],
    "wj": ["环1", "否3"],
    "乱": ["环5", "文6", "文7"],
}
NOTHING = ["", " ", "，。", "😀", "环99", "h12", "王芳", "李建国", "陈美华", "3-12", "12", "没有这个东西", "x" * 300]


@pytest.mark.parametrize(("text", "code"), [(text, code) for code, texts in ONE.items() for text in texts.split()])
def test_found(text: str, code: str) -> None:
    assert [entry.code for entry in find_items(BOOK, text)] == [code]


@pytest.mark.parametrize(("text", "codes"), SEVERAL.items())
def test_several_are_all_given(text: str, codes: list[str]) -> None:
    assert sorted(entry.code for entry in find_items(BOOK, text)) == sorted(codes)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found(text: str) -> None:
    assert find_items(BOOK, text) == []


def test_every_exact_name_means_just_its_entry() -> None:
    entries: list[Item | Veto] = [*VILLAGE.items.values(), *VILLAGE.vetoes]
    for entry in entries:
        for name in (*code_keys(entry.code), entry.wording, *entry.aliases):
            assert find_items(VILLAGE, name) == [entry], name


def test_candidates_of_a_part_stand_in_the_order_of_the_book() -> None:
    codes = [entry.code for entry in find_items(BOOK, "无")]

    assert codes == [code for code, item in BOOK.items.items() if "无" in item.wording]


def test_among_vetoes_a_word_can_only_mean_a_veto() -> None:
    assert [veto.code for veto in find_vetoes(BOOK, "违建")] == ["否1"]
    assert find_vetoes(BOOK, "垃圾") == []


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("否1", True),
        ("违建", True),
        ("新违建房", True),
        ("烧秸秆", True),
        ("秸杆", False),
        ("违法搭建", True),
        ("违规建筑", False),
    ],
)
def test_a_veto_that_only_looks_like_the_word_is_not_named_by_it(word: str, named: bool) -> None:
    assert find_vetoes(BOOK, word)
    assert names_veto(BOOK, word) is named


def test_a_village_s_own_prefix_has_a_letter_too() -> None:
    assert [entry.code for entry in find_items(VILLAGE, "q1")] == ["秦1"]
    assert [entry.code for entry in find_items(VILLAGE, "环8")] == []


def test_the_town_s_letters_come_first() -> None:
    item = dataclasses.replace(BOOK.items["环1"], code="河1", wording="河边", aliases=())
    aspect = dataclasses.replace(BOOK.aspects[0], items=(item, *BOOK.aspects[0].items))
    category = dataclasses.replace(BOOK.categories[0], aspects=(aspect,))

    book = dataclasses.replace(BOOK, categories=(category,))

    assert [entry.code for entry in find_items(book, "h1")] == ["环1"]


@pytest.mark.parametrize("word", ["环3", "h3", "垃圾", "宅前", "打扫", "秸秆", "小三园"])
def test_a_word_that_names_an_item(word: str) -> None:
    assert names_item(BOOK, word)
    assert mentions_item(BOOK, word)


@pytest.mark.parametrize("word", ["", "鱼", "无", "腊鸡", "王芳", "12", "3-12", "环99", "堆了3袋"])
def test_a_word_that_does_not(word: str) -> None:
    assert not names_item(BOOK, word)
    assert not mentions_item(BOOK, word)


@pytest.mark.parametrize("word", ["没打扫", "没扔垃圾", "垃圾2", "8月12日献血"])
def test_a_longer_word_only_mentions_one(word: str) -> None:
    assert not names_item(BOOK, word)
    assert mentions_item(BOOK, word)


@pytest.mark.parametrize("word", ["参加", "积极", "主动", "随意", "管理", "破坏", "保持", "行为"])
def test_a_part_of_a_wording_that_says_little_names_none(word: str) -> None:
    assert not names_item(BOOK, word)
    assert mentions_item(BOOK, word)


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    found = find_items(BOOK, text)

    assert len({entry.code for entry in found}) == len(found)
