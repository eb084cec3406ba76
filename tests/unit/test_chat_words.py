"""What the bot says where a story seldom gets: a silent phone, a small jump of the clock, photos that are lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.wording import awaiting, phones
from bot.wording.clock import not_opened
from bot.wording.photos import not_kept, which_of
from bot.wording.supervising import conduct_line
from domain.model.about import About, Subject
from domain.model.awaited import Awaited, AwaitedKind
from domain.model.photo import Photo, PhotoState
from domain.scoring.fairness import FEWEST, Conduct
from tests.village import at

NOW = at("2026-11-03 14:05")


@pytest.mark.parametrize(("answers", "what"), [(True, "请看手机上 SMS Gate 的 Ping"), (False, "开着机吗")])
def test_a_phone_that_is_silent_is_looked_at(answers: bool, what: str) -> None:
    said = phones.silent("秦望村", NOW, answers, "SMS Gate")
    assert said.startswith("⚠️ 秦望村收发短信的手机30分钟没有动静了（最近一次 11月3日 14:05）。")
    assert what in said


@pytest.mark.parametrize(
    ("jumped", "said"), [(timedelta(seconds=50), "快了50秒"), (timedelta(minutes=-20), "慢了20分钟")]
)
def test_how_far_the_clock_jumped(jumped: timedelta, said: str) -> None:
    assert f"系统时钟突然{said}，" in not_opened(jumped, NOW)


@pytest.mark.parametrize(
    ("uses", "said"),
    [
        (
            [About(Subject.CLAIM, 3)],
            "📷 申报 3的照片没有留住：电脑上存不下（磁盘满了或不能写）。请告诉管电脑的人。申报照样算数",
        ),
        ([], "📷 刚才的照片没有留住：电脑上存不下（磁盘满了或不能写）。请告诉管电脑的人。要留照片，请带照片重发。"),
    ],
)
def test_a_photo_that_found_no_room(uses: list[About], said: str) -> None:
    assert not_kept(uses, "no-room", for_good=True).startswith(said)


def test_the_last_of_an_album_that_is_lost_leaves_no_other() -> None:
    lost, kept = (Photo(4, PhotoState.LOST, None, "gone"), Photo(5, PhotoState.KEPT, "a", None))
    assert which_of(7, [lost, kept, Photo(7, PhotoState.PENDING, None, None)]) == (3, 3)
    assert which_of(7, [lost, Photo(7, PhotoState.PENDING, None, None)]) is None


def test_more_waits_than_is_listed() -> None:
    waiting = [
        Awaited(AwaitedKind.UPHOLD, number, "陈国强", NOW, None, subject=number)
        for number in range(1, awaiting.MOST_LISTED + 3)
    ]
    (said,) = awaiting.listed(waiting, NOW.date())
    assert "还有 2 件没列出" in said.text
    assert "异议 1" in said.buttons[0][0].label
    assert len(said.buttons) == awaiting.MOST_LISTED


def test_nobody_else_to_compare_with() -> None:
    few = Conduct("周美华", 2, 1.0, 2, None, 0, 1.0, None, 0)
    assert conduct_line(few) == f"周美华：2条（占100%），2户；与别人同项可比的不足{FEWEST}条，不比宽严"
