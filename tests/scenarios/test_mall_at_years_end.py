"""兑换 around the end of a year: nothing is said to come back that lapses, and days of grace are told of."""

from __future__ import annotations

from pathlib import Path

from app.duties import mall as duties
from app.duties.duty import Due
from app.town import LoadedTown
from domain.work import Work
from domain.year.year_end import close_due
from sms.wording.notice import QuarterNotice
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import LI_PHONE, code_in, four_digits
from tests.scenarios.test_redeem_policy import agrees, stocked
from tests.village import CHEN, QINWANG, Village, at


async def a_new_year(village: Village, day: str) -> None:
    """December is final, and what is due to lapse by that day lapses."""
    village.now = at(day)
    await village.close_months()
    async with village.transactions.writing() as store:
        await close_due(village.work(store))


async def test_what_is_set_aside_in_december_is_collected_in_january_or_lost(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    village.revise(tmp_path, "redeem_grace_days = 31", "redeem_grace_days = 0 ")
    await stocked(village, "2026-12-28 09:00")
    answer = (await village.says(CHEN, "/dui 3-13 大米")).text
    code = code_in(answer)
    assert answer.endswith(f"领取码 {code}，1月11日前来领，过期不退分，那时分已清零。")
    await village.says(CHEN, "/dui 3-14 大米")
    await village.says(CHEN, "/dui 5-1 肥皂")
    village.now = at("2027-01-01 09:00")
    assert (await village.says(CHEN, "/dui 取消 2")).text == (
        "↩️ 兑换 2 已取消（陈国强）：3组14号 张伟 大米×1，2026年的分已清零，不退"
    )
    await a_new_year(village, "2027-01-02 09:00")
    assert "余0分" in (await village.says(CHEN, f"/ling {code} 本人")).text
    await a_new_year(village, "2027-01-12 09:00")
    await expire(village)
    assert (await village.posted()).text == (
        "⌛ 过期没领的兑换 1 笔，物品已放回库存：\n5组1号 赵丽华 肥皂×1，2026年的分已清零，不退"
    )
    assert await village.count("accounts", "year = 2026 AND balance <> 0") == 0
    await agrees(village)


async def expire(village: Village) -> None:
    """The scheduler looks at what waits."""
    assert isinstance(village.town, LoadedTown)
    async with village.transactions.writing() as store:
        await duties.expire(Due(Work(store, village.town, QINWANG, village.now, "duty"), QuarterNotice()))


async def test_in_the_days_of_grace_last_years_points_are_told_of_and_spent(village: Village, homes: Homes) -> None:
    await stocked(village, "2026-12-28 09:00")
    await a_new_year(village, "2027-01-10 09:00")
    balance = "李秀芳户：1月110分，全年0分，第1名，可用0分。"
    assert await village.texts(LI_PHONE, "积分") == f"{balance}去年的440分可用到1月31日。这一轮过完，分才计入全年。"
    assert "\n去年没用完的 440 分可兑换到1月31日\n" in (await village.says(CHEN, "/cha 3-13")).text + "\n"
    assert await village.texts(LI_PHONE, "物品") == "李秀芳户可用440分，能兑：1大米60分，2肥皂10分。要换请发“兑 1”。"
    asked = await village.texts(LI_PHONE, "兑 1")
    assert "用60分" in await village.texts(LI_PHONE, four_digits(asked))
    assert "过期退回积分" in (await village.says(CHEN, "/dui 3-14 大米")).text
    village.now = at("2027-01-31 23:00")
    assert "过期不退分" in (await village.says(CHEN, "/dui 3-12 大米")).text
    await a_new_year(village, "2027-02-01 09:00")
    assert "去年" not in await village.texts(LI_PHONE, "积分")
    assert "可用110分" in await village.texts(LI_PHONE, "物品"), "what January brought, and nothing of the old year"
    await agrees(village)
