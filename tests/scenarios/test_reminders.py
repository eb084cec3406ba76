"""What the group is reminded of before a month or a quarter is missed."""

from __future__ import annotations

from pathlib import Path

from app.duties.rounds import remind, remind_of_quarter
from domain.ledger.rounds import ensure_current
from domain.model.delivery import Queue
from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.scenarios.duties import due
from tests.village import CHEN, GROUP, QINWANG, Village, at


async def reminded(village: Village, *moments: str) -> list[str]:
    """What the scheduler reminds the group of at these moments, each with its day."""
    told: list[str] = []
    for moment in moments:
        village.now = at(moment)
        async with village.transactions.writing() as store:
            await ensure_current(store, village.town, QINWANG, village.now)
            look = due(village, store)
            await remind(look)
            if remind_of_quarter.season(village.now):
                await remind_of_quarter(look)
        reminders = [p["text"] for p in await village.deliveries(Queue.CHAT, GROUP) if p["kind"] == "say"]
        reminders = [text for text in reminders if text.startswith("⏰")]
        told += [f"{moment[5:10]} {text}" for text in reminders[len(told) :]]
    return told


async def settle_all(village: Village) -> None:
    """The specialist settles what is over."""
    while (preview := await village.says(CHEN, "/jie")).buttons and "还没过完" not in preview.text:
        await village.presses(CHEN, preview.buttons[0])


async def test_a_month_that_is_forgotten_is_brought_up_once_a_week(village: Village, homes: Homes) -> None:
    assert await reminded(village, "2026-10-05 09:00", "2026-10-06 09:00", "2026-10-12 09:00") == [
        "10-05 ⏰ 9月已经过完，还没有结算。请管理专员发 /jie",
        "10-12 ⏰ 9月已经过完，还没有结算。请管理专员发 /jie",
    ]


async def test_nobody_is_reminded_in_the_night(village: Village, homes: Homes) -> None:
    assert await reminded(village, "2026-10-05 23:00", "2026-10-06 07:59") == []


async def test_a_quarter_that_runs_out_is_brought_up_early_and_at_the_last(village: Village, homes: Homes) -> None:
    village.now = at("2026-10-02 09:00")
    await settle_all(village)
    days = [f"2026-12-{day:02} 09:00" for day in range(1, 32)]
    told = [line for line in await reminded(village, *days) if "本季度" in line]
    assert told == [
        f"12-{day} ⏰ 本季度还有{left}天，还没有结算过一轮。每季度至少要考核一次，请管理专员发 /jie"
        for day, left in ((22, 10), (29, 3))
    ]


async def test_a_quarter_of_which_something_is_settled_is_not_missed(village: Village, homes: Homes) -> None:
    village.now = at("2026-11-02 09:00")
    await settle_all(village)
    assert not [line for line in await reminded(village, "2026-12-29 09:00") if "本季度" in line]


async def test_where_a_round_is_a_quarter_it_is_settled_when_it_is_over(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    village.revise(tmp_path, 'round_length = "month"', 'round_length = "quarter"')
    village.now = at("2026-10-02 09:00")
    await settle_all(village)
    assert await reminded(village, "2026-12-29 09:00", "2027-01-02 09:00") == [
        "01-02 ⏰ 四季度已经过完，还没有结算。请管理专员发 /jie"
    ]


async def test_a_group_bound_later_that_week_is_reminded_then(new_village: Village, homes: Homes) -> None:
    await new_village.officer(CHEN, "陈国强", Role.SPECIALIST)
    assert await reminded(new_village, "2026-10-05 09:00") == []
    await new_village.says(CHEN, "/bang")
    assert len(await reminded(new_village, "2026-10-06 09:00")) == 1
