"""Ticking off visits shows who comes next on the way, and never so many that a telephone's screen is full."""

from __future__ import annotations

from bot.wording.notices import ticked_off
from domain.model.notice import NoticeStatus
from domain.model.people import Household


def _home(group: int, number: int) -> Household:
    return Household(group * 100 + number, "10019", "310116103208", group, number, "王建国")


def _left(*places: tuple[int, int]) -> list[NoticeStatus]:
    return [NoticeStatus(_home(*one), "no-phone", None) for one in places]


def test_of_many_the_doors_behind_the_last_one_come_first() -> None:
    left = _left(*[(group, number) for group in (1, 2, 3) for number in range(1, 7)])
    lines = ticked_off([_home(2, 2)], left).splitlines()
    assert lines[1] == "还有 18 户，接下来："
    assert [line[2:6] for line in lines[2:-1]] == [
        *("2组3号", "2组4号", "2组5号", "2组6号"),
        *("3组1号", "3组2号", "3组3号", "3组4号", "3组5号", "3组6号"),
    ]
    assert lines[-1] == "看全部发 /tong"


def test_at_the_end_of_the_way_it_begins_anew() -> None:
    left = _left(*[(1, number) for number in range(1, 12)])
    lines = ticked_off([_home(9, 1)], left).splitlines()
    assert lines[2].startswith("· 1组1号")
    assert len(lines) == 13


def test_a_few_are_all_listed() -> None:
    text = ticked_off([_home(9, 1)], _left((1, 1), (9, 2)))
    assert text.splitlines()[1:] == ["还有 2 户：", "· 1组1号 王建国（没有手机号）", "· 9组2号 王建国（没有手机号）"]
