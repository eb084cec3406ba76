"""When a household may redeem, where the village's rulebook says so; and balances that fall below what was spent."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from app.audit.audit import audit_parts
from domain.settlement.settling import finalise_due
from tests.closing import PUBLICITY, settle_months
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import LI_PHONE, code_in, spendable
from tests.village import CHEN, QINWANG, SUN, ZHOU, ZONE, Village, at


async def stocked(village: Village, day: str) -> Village:
    """The months before that day are final; rice costs 60, soap 10."""
    village.now = at(day)
    await village.close_months()
    await village.says(CHEN, "/wu 加 大米 60 20")
    await village.says(CHEN, "/wu 加 肥皂 10 5")
    return village


async def agrees(village: Village) -> None:
    """The audit finds nothing."""
    async with village.database.reading() as connection:
        assert [one async for part in audit_parts(connection, ZONE) for one in part.deviations] == []


async def test_only_who_earned_enough_may_redeem(village: Village, homes: Homes, tmp_path: Path) -> None:
    village.revise(tmp_path, "redeem_above = 0 ", "redeem_above = 110 ")
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await stocked(village, "2026-10-15 09:00")
    refused = "全年积分满 110 分才能兑换，这户现在 108 分。"
    assert (await village.says(CHEN, "/dui 3-13 大米")).text == refused
    assert await village.texts(LI_PHONE, "兑 2") == "全年满110分才能兑换，您家现在108分。找人回6。"
    assert await spendable(village, homes.li) == 108
    assert "已领取" not in (await village.says(CHEN, "/dui 3-14 大米")).text
    assert await village.count("redemptions") == 1


@pytest.mark.parametrize(("day", "open_"), [("2026-10-01", True), ("2026-10-14", True), ("2026-10-15", False)])
async def test_goods_are_given_out_in_the_first_weeks_of_a_quarter(
    village: Village, tmp_path: Path, day: str, open_: bool
) -> None:
    village.revise(tmp_path, "redeem_days = 0 ", "redeem_days = 14 ")
    await stocked(village, f"{day} 09:00")
    answer = (await village.says(CHEN, "/dui 3-13 大米")).text
    text = await village.texts(LI_PHONE, "兑 2")
    if open_:
        assert answer.startswith("✅ 兑换 1")
        assert "确认" in text
    else:
        assert answer == "只在每季前 14 天兑换，下次从1月1日开始。"
        assert text == "每季头14天才能兑换，下次从1月1日开始。没有扣您的分。找人回6。"
        assert await village.count("redemptions") == 0


async def test_a_household_spends_no_more_than_so_much_a_quarter(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    village.revise(tmp_path, "redeem_most_a_quarter = 0 ", "redeem_most_a_quarter = 70 ")
    await stocked(village, "2026-12-28 09:00")
    assert (await village.says(CHEN, "/dui 3-13 大米")).text.startswith("✅ 兑换 1")
    assert (await village.says(CHEN, "/dui 3-13 肥皂 2")).text == "每户一季最多兑 70 分，这户本季已兑 60 分。"
    assert await village.texts(LI_PHONE, "兑 2 2") == "每户一季最多兑70分，您家本季已兑60分。找人回6。"
    assert (await village.says(CHEN, "/dui 3-13 肥皂")).text.startswith("✅ 兑换 2")
    await village.says(CHEN, "/dui 取消 1")
    assert (await village.says(CHEN, "/dui 3-13 大米")).text.startswith("✅ 兑换 3"), (
        "what was given back does not count"
    )
    assert await spendable(village, homes.li) == 3 * 110 - 70


async def test_a_mean_that_falls_below_what_was_spent_stops_the_spending(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    """Nobody corrected anything, yet the account is below 0: the year counts by the mean of its months."""
    village.revise(
        tmp_path, 'accumulate = "sum"', 'accumulate = "average"', ("redeem_grace_days = 31", "redeem_grace_days = 0 ")
    )
    village.now = at("2027-02-01 09:00")
    await village.close_months()
    await stocked(village, "2027-03-02 09:00")
    await village.says(CHEN, "/dui 3-13 肥皂 5")
    await village.says(CHEN, "/dui 3-13 大米")
    assert await spendable(village, homes.li) == 0
    await village.says(ZHOU, "/kou 3-13 违建 15 搭了棚")
    village.now = at("2027-04-01 09:00")
    await village.close_months()
    assert (await village.standing(homes.li)).account.balance < 0
    assert await spendable(village, homes.li) == 0
    assert "不够" in (await village.says(CHEN, "/dui 3-13 肥皂")).text
    await agrees(village)


async def test_a_correction_while_goods_are_collected_leaves_both_done(village: Village, homes: Homes) -> None:
    """The points are gone and so is the rice: the account is below 0 until the next month is final."""
    await village.says(ZHOU, "/jia 3-13 献血")
    await stocked(village, "2026-09-30 09:00")
    village.now = at("2026-10-01 09:00")
    async with village.transactions.writing() as store:
        await settle_months(store, village.town, QINWANG, village.now)
        await finalise_due(replace(village.work(store), now=village.now + PUBLICITY))
    await village.says(CHEN, "/dui 3-13 肥皂 5")
    code = code_in((await village.says(CHEN, "/dui 3-13 大米")).text)
    assert await spendable(village, homes.li) == 2
    asked = await village.says(CHEN, "/che 1 证书是假的")
    await asyncio.gather(
        village.says(CHEN, f"/ling {code}"),
        village.presses(SUN, asked.button("确认")),
        return_exceptions=False,
    )
    standing = await village.standing(homes.li)
    assert (standing.account.earned, standing.account.balance, standing.spendable) == (110, 0, 0)
    assert await village.count("goods", "name = '大米' AND stock = 19 AND held = 0 AND collected = 1") == 1
    await agrees(village)
