"""What everyday words may be about, and which items are nearest where they say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.described import described, described_vetoes, is_veto, nearest
from rules.loader import parse, read

BOOK = parse(read(Path(__file__).parents[2] / "rules" / "zhangyan-2024.toml", None))


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("门口停车", "环2"),
        ("狗没拴", "环2 环3"),
        ("狗叫了一夜", "文1"),
        ("搭棚", "环1 环8 否1"),
        ("好人好事", "文2 志1"),
        ("毒品", "否3"),
        ("毒鱼", "文3"),
        ("搭棚还烧稻草", "环1 环8 否1 否2"),
        ("咖啡", ""),
        ("", ""),
    ],
)
def test_what_is_described(said: str, codes: str) -> None:
    assert [entry.code for entry in described(BOOK, said)] == codes.split()


def test_vetoes_that_are_described() -> None:
    assert [veto.code for veto in described_vetoes(BOOK, "搭棚")] == ["否1"]


@pytest.mark.parametrize(("said", "is_one"), [("烧秸秆", True), ("毒品", True), ("搭棚", False), ("咖啡", False)])
def test_what_is_a_veto_and_no_item(said: str, is_one: bool) -> None:
    assert is_veto(BOOK, said) is is_one


@pytest.mark.parametrize(
    ("said", "merits", "codes"),
    [
        ("菜畦", False, "环4 环6"),
        ("鱼塘", False, "环11 文3"),
        ("没有", False, ""),
        ("咖啡", False, ""),
        ("咖啡", True, "文2 志1 志2"),
        ("血压", True, "志2"),
    ],
)
def test_the_nearest_items(said: str, merits: bool, codes: str) -> None:
    assert [item.code for item in nearest(BOOK, said, merits=merits)] == codes.split()
