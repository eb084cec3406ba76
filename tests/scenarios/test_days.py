"""The day on which something happened: the one named, else that of sending, whenever the message is handled."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.boundary import unwrap
from domain.entries.award import Award
from domain.entries.recording import record
from domain.model.errors import Refused
from domain.model.people import Officer, Role
from domain.model.trust import Trust
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import settled
from tests.village import CHEN, GROUP, QINWANG, ZHOU, Village, at, named


async def day_of_last(village: Village, homes: Homes) -> tuple[str, str]:
    """The day of the last entry, and the round in which it is."""
    entry = (await village.entries(homes.li))[-1]
    async with village.transactions.reading() as store:
        return f"{entry.day}", (await store.rounds.by_id(entry.round_id)).period.key


@pytest.mark.parametrize(
    ("sent", "handled", "day", "round_", "said"),
    [
        ("2026-11-30 23:50", "2026-12-01 02:30", "2026-11-30", "2026-11", "✅ #1 11月30日 3组13号"),
        ("2026-12-31 23:59", "2027-01-01 00:01", "2026-12-31", "2026-12", "✅ #1 2026年12月31日 3组13号"),
        ("2026-11-27 21:00", "2026-11-30 08:00", "2026-11-27", "2026-11", "✅ #1 11月27日 3组13号"),
        ("2026-11-30 09:00", "2026-11-30 20:00", "2026-11-30", "2026-11", "✅ #1 3组13号"),
        ("2026-12-01 00:01", "2026-11-30 23:58", "2026-11-30", "2026-11", "✅ #1 3组13号"),
    ],
    ids=["down at the turn of a month", "and of a year", "down for a week-end", "the same day", "clocks that differ"],
)
async def test_an_event_belongs_to_the_day_on_which_it_was_sent(
    village: Village, homes: Homes, sent: str, handled: str, day: str, round_: str, said: str
) -> None:
    village.now = at(handled)
    answer = await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", sent=at(sent))
    assert answer.text.startswith(said)
    assert await day_of_last(village, homes) == (day, round_)


async def test_a_veto_as_well(village: Village, homes: Homes) -> None:
    village.now = at("2026-10-01 02:30")
    answer = await village.says(ZHOU, "/fou 3-13 秸秆 冒烟", sent=at("2026-09-30 23:50"))
    assert answer.text.startswith("⛔ #1 9月30日 3组13号 李秀芳")
    assert await day_of_last(village, homes) == ("2026-09-30", "2026-09")


@pytest.mark.parametrize("sent", ["1970-01-01 00:00", "2026-09-01 10:00", "2026-09-12 10:00", "9999-12-31 23:59"])
async def test_a_time_of_sending_that_cannot_be_is_not_guessed_around(
    village: Village, homes: Homes, sent: str
) -> None:
    answer = await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", sent=at(sent))
    assert answer.text == (
        "这条消息的发送时间不对，不知道是哪天的事。请写上日子再发，例如：/kou 11月27日 3-12 垃圾 2 没分类"
    )
    assert await village.entries(homes.li) == []
    assert "🏠" in (await village.says(ZHOU, "/cha 3-13", sent=at(sent))).text


async def test_yesterday_of_a_day_that_nobody_knows_is_not_guessed(village: Village, homes: Homes) -> None:
    odd = at("2026-09-01 10:00")
    assert "发送时间不对" in (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类 昨天", sent=odd)).text
    assert await village.entries(homes.li) == []
    assert (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类 9月8日", sent=odd)).text.startswith(
        "✅ #1 9月8日 3组13号"
    )


@pytest.mark.parametrize("days", [-8, -1, 1, 8])
async def test_while_the_clock_is_known_to_be_off_the_day_is_still_that_of_sending(
    village: Village, homes: Homes, days: int
) -> None:
    right, off = village.now, timedelta(days=days)
    village.now = right + off
    async with village.transactions.writing() as store:
        await store.clock.write(Trust(right, off))
    first = await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", sent=right)
    assert first.text.startswith(f"✅ #1 9月{right.day}日 3组13号" if days > 0 else "✅ #1 3组13号")
    assert await day_of_last(village, homes) == (f"{right.date()}", "2026-09")
    second = await village.says(ZHOU, "/kou 3-13 环2 2 门口乱 昨天", sent=right)
    assert second.text.startswith(f"✅ #2 9月{right.day - 1}日 3组13号")
    tomorrow = f"9月{right.day + 1}日"
    if days < 0:
        assert f"{tomorrow}还没到" in (await village.says(ZHOU, f"/kou 3-13 环3 2 养鸡 {tomorrow}", sent=right)).text


async def test_a_button_is_about_the_day_of_its_question(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-10 23:58")
    question = await village.says(CHEN, "/kou 王建国 垃圾 1 没分类")
    village.now = at("2026-09-14 08:00")
    answer = await village.presses(CHEN, question.button("3组12号"))
    assert answer.text.startswith("✅ #1 9月10日 3组12号 王建国")


async def recorded_on(village: Village, homes: Homes, day: str) -> None:
    """An assessor records for that day, however it was written."""
    officer = Officer(0, QINWANG, Role.ASSESSOR, "周美华", "")
    async with village.transactions.writing() as store:
        (officer,) = (await store.officers.acting(named(ZHOU), named(GROUP))).officers
        award = Award(homes.li, "环4", -2, "没分类", "by-day", day=datetime.fromisoformat(day).date())
        unwrap(await record(village.work(store), officer, [award]))


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-10-06", "future-day"), ("2026-08-12", "no-round"), ("2026-09-29", "round-closed")],
)
async def test_a_day_that_takes_nothing_is_refused(village: Village, homes: Homes, day: str, code: str) -> None:
    village.now = at("2026-10-05 10:00")
    await village.points(homes.li)
    await settled(village)
    with pytest.raises(Refused) as refused:
        await recorded_on(village, homes, day)
    assert refused.value.code == code
    assert await village.entries(homes.li) == []


async def test_a_day_before_the_household_joined_is_refused_with_the_date(village: Village) -> None:
    village.now = at("2026-10-02 08:00")
    await village.household(6, 1, "钱新")
    answer = await village.says(ZHOU, "/kou 6-1 垃圾 2 没分类", sent=village.now - timedelta(days=3))
    assert answer.text == "6组1号 钱新2026年10月2日才加入，2026年9月29日那时还没有这户，不能记。"


async def test_last_months_day_goes_by_last_months_book(village: Village, homes: Homes, tmp_path: Path) -> None:
    village.revise(
        tmp_path,
        '{ code = "志3", points = 2, start = "zero"',
        '{ code = "志4", points = 2, start = "zero"',
        ('"志3" = [', '"志4" = ['),
    )
    village.now = at("2026-10-05 10:00")
    assert "没有“志4”这一项" in (await village.says(ZHOU, "/jia 3-13 志4 9月29日 出了主意")).text
    assert "没有“志3”这一项" in (await village.says(ZHOU, "/jia 3-13 志3 出了主意")).text
    assert "9月共 112 分" in (await village.says(ZHOU, "/jia 3-13 志3 9月29日 出了主意")).text
    assert "10月共 112 分" in (await village.says(ZHOU, "/jia 3-13 志4 出了主意")).text


@pytest.mark.parametrize(
    ("item", "points", "code"),
    [
        ("环99", -1, "unknown-item"),
        ("否2", -1, "unknown-item"),
        ("环4", 0, "bad-points"),
        ("环4", -121, "bad-points"),
    ],
)
async def test_what_the_book_has_not_is_recorded_by_no_door(
    village: Village, homes: Homes, item: str, points: int, code: str
) -> None:
    async with village.transactions.writing() as store:
        (officer,) = (await store.officers.acting(named(ZHOU), named(GROUP))).officers
        refused = await record(village.work(store), officer, [Award(homes.li, item, points, "", "by-door")])
    assert isinstance(refused, Refused)
    assert refused.code == code
    assert await village.entries(homes.li) == []
