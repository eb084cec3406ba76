"""``jifen announce`` and ``jifen announcements``: what a village makes known, without a chat."""

from __future__ import annotations

import pytest

from tests.contract.desk import Desk
from tests.sms.village import QINWANG, WANG, Village


async def somebody_lives_there(village: Village) -> None:
    await village.household("王建国", WANG)


def test_it_is_published_listed_and_taken_down(desk: Desk) -> None:
    desk.tell(somebody_lives_there)
    assert "明天上午停水" in desk.says("announce", QINWANG, "明天上午停水")
    (one,) = desk.lists("announcements", "list", QINWANG)
    assert (one["number"], one["kind"], one["state"], one["text"]) == (1, "announcement", "published", "明天上午停水")
    assert "已撤下" in desk.says("announcements", "withdraw", QINWANG, "1")
    (one,) = desk.lists("announcements", "list", QINWANG)
    assert one["state"] == "withdrawn"
    assert "1" in desk.refuses("announcements", "withdraw", QINWANG, "1")


def test_a_dry_run_publishes_nothing(desk: Desk) -> None:
    assert "还没发布" in desk.says("announce", QINWANG, "明天上午停水", "--dry-run")
    assert desk.lists("announcements", "list", QINWANG) == []


def test_villagers_are_named_only_when_it_is_said_that_they_agreed(desk: Desk) -> None:
    desk.tell(somebody_lives_there)
    assert "王建国" in desk.refuses("announce", QINWANG, "表扬王建国")
    assert desk.lists("announcements", "list", QINWANG) == []
    assert "表扬王建国" in desk.says("announce", QINWANG, "表扬王建国", "--names")


@pytest.mark.parametrize("words", ["", "  ", "！！", "水" * 501])
def test_what_says_nothing_or_too_much_is_refused(desk: Desk, words: str) -> None:
    assert desk.refuses("announce", QINWANG, words)
    assert desk.refuses("announce", QINWANG, words, "--dry-run")


def test_another_unit_cannot_take_it_down(desk: Desk) -> None:
    desk.tell(somebody_lives_there)
    desk.says("announce", QINWANG, "明天上午停水")
    assert desk.refuses("announcements", "withdraw", "建农村", "1")


async def somebody_gave_blood(village: Village) -> None:
    await village.record(await village.household("王建国", WANG), "志2", 2, "献血")


def test_good_deeds_are_told_without_a_name_and_read_aloud(desk: Desk) -> None:
    assert "还没有记过加分的好事" in desk.refuses("announce", QINWANG, "--deeds")
    assert "还没有公布过公告" in desk.refuses("announcements", "aloud", QINWANG)
    desk.tell(somebody_gave_blood)
    assert desk.run("announce", QINWANG, "停水", "--deeds").exit_code == 2
    assert desk.run("announce", QINWANG).exit_code == 2
    assert "有1户参加义务献血活动。" in desk.says("announce", QINWANG, "--deeds")
    read = desk.says("announcements", "aloud", QINWANG).splitlines()
    assert "有一户参加义务献血活动。" in read
    assert "王建国" not in "".join(read)
