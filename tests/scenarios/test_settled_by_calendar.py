"""Where the rulebook names a day, a month that nobody settled is settled by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.duties import rounds as duties
from app.duties.duty import Due
from app.town import LoadedTown
from domain.ledger.rounds import ensure_current
from domain.work import Work
from sms.wording.notice import QuarterNotice
from tests.scenarios.conftest import Homes
from tests.village import QINWANG, SUN, ZHOU, Village, at


@pytest.fixture
async def fifth(village: Village, tmp_path: Path) -> Village:
    """From November on the months of this village are settled on the fifth of the next."""
    village.now = at("2026-10-01 09:00")
    await village.close_months()
    village.revise(tmp_path, "settle_day = 0", "settle_day = 5")
    village.now = at("2026-11-03 10:00")
    await opened(village)
    return village


async def opened(village: Village) -> None:
    """The scheduler opens the month."""
    async with village.transactions.writing() as store:
        await ensure_current(store, village.town, QINWANG, village.now)


async def settled(village: Village, moment: str) -> int:
    """How many months are public or final after the scheduler has looked at that moment."""
    village.now = at(moment)
    await opened(village)
    assert isinstance(village.town, LoadedTown)
    async with village.transactions.writing() as store:
        await duties.settle_by_calendar(Due(Work(store, village.town, QINWANG, village.now, "duty"), QuarterNotice()))
    return await village.count("rounds", "state <> 'open'")


async def test_on_the_day_it_is_settled_and_published(fifth: Village, homes: Homes) -> None:
    await fifth.close_months()
    before = await settled(fifth, "2026-12-04 23:59")
    assert await settled(fifth, "2026-12-05 00:01") == before + 1
    assert await settled(fifth, "2026-12-06 00:01") == before + 1
    assert "秦望村11月积分公示" in (await fifth.posted()).text


async def test_a_month_that_is_settled_by_hand_is_waited_for(fifth: Village, homes: Homes) -> None:
    before = await settled(fifth, "2026-12-05 00:01")
    await fifth.close_months()
    assert await settled(fifth, "2026-12-05 00:02") == before + 2


async def test_it_waits_until_another_officer_has_looked_at_large_awards(fifth: Village, homes: Homes) -> None:
    await fifth.says(SUN, "/kou 3-13 环1 10 搭了棚")
    await fifth.presses(ZHOU, (await fifth.says(ZHOU, "/jia 3-13 环1 8 棚拆了")).buttons[0])
    await fifth.close_months()
    before = await settled(fifth, "2026-12-04 09:00")
    assert await settled(fifth, "2026-12-05 09:00") == before
    told = await fifth.posted()
    assert told.text == (
        "⏰ 11月该结算了，1条大额加分还没复核：#2 3组13号 李秀芳加8分。请另一位考核人员点“复核”，点完自动结算。"
    )
    assert await settled(fifth, "2026-12-06 09:00") == before
    assert await fifth.count("outbox", "key LIKE '%unseen:%'") == 1
    assert "您自己加的分" in (await fifth.presses(ZHOU, told.button("复核"))).toast
    await fifth.presses(SUN, told.button("复核"))
    assert await settled(fifth, "2026-12-06 09:05") == before + 1
