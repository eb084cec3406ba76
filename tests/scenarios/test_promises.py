"""What the village owes in goods: told when somebody looks, and before it promises more than it has."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.conftest import Homes
from tests.scenarios.test_redeem_policy import stocked
from tests.village import CHEN, ZHOU, Village, at


async def test_the_year_has_a_budget(village: Village, tmp_path: Path) -> None:
    village.revise(tmp_path, "redeem_budget = 0 ", "redeem_budget = 800 ")
    await stocked(village, "2026-10-15 09:00")
    await village.says(CHEN, "/dui 3-13 大米")
    await village.says(CHEN, "/dui 3-14 大米")
    await village.says(CHEN, "/dui 取消 2")
    budget = "全年兑换预算 800 分，已兑 60 分，还剩 740 分。"
    assert (await village.says(ZHOU, "/wu")).text.endswith(f"各户可用积分共 710 分，在兑库存共值 1190 分。\n{budget}")
    village.now = at("2026-11-15 09:00")
    await village.close_months()
    assert (await village.says(ZHOU, "/wu")).text.endswith(
        f"{budget}\n⚠️ 库存不够兑，还差 290 分的物品。\n⚠️ 预算不够兑，还差 740 分。"
    )


async def test_each_year_has_its_own_budget(village: Village, tmp_path: Path) -> None:
    village.revise(tmp_path, "redeem_budget = 0 ", "redeem_budget = 800 ")
    await stocked(village, "2026-12-15 09:00")
    await village.says(CHEN, "/dui 3-13 大米")
    village.now = at("2027-01-01 09:00")
    assert "已兑 0 分，还剩 800 分" in (await village.says(ZHOU, "/wu")).text


async def test_whoever_settles_hears_first_that_it_promises_too_much(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    """The published months count as promised, households that are vetoed or excused do not."""
    village.revise(tmp_path, "redeem_budget = 0 ", "redeem_budget = 1000 ")
    await stocked(village, "2026-10-15 09:00")
    village.now = at("2026-11-02 09:00")
    await village.says(CHEN, "/jie 免 3-12 房子空着")
    seen = await village.says(CHEN, "/jie")
    assert "⚠️ 生效后各户可用积分共约1430分，在兑物品只值1250分，请备货\n" in seen.text
    assert "⚠️ 生效后各户可用积分共约1430分，全年兑换预算只剩1000分\n" in seen.text
    await village.presses(CHEN, seen.button("结算并公示"))
    assert "各户可用积分共 770 分" in (await village.says(CHEN, "/wu")).text, "nothing is promised before it is final"
    village.now = at("2026-12-02 09:00")
    assert "共约2200分" in (await village.says(CHEN, "/jie")).text


async def test_a_mean_promises_what_it_changes_by(village: Village, homes: Homes, tmp_path: Path) -> None:
    """The year counts by what the book of its first month says."""
    village.revise(
        tmp_path, 'accumulate = "sum"', 'accumulate = "average"', ("redeem_grace_days = 31", "redeem_grace_days = 0 ")
    )
    await stocked(village, "2027-02-15 09:00")
    await village.says(ZHOU, "/jia 3-13 献血")
    await village.says(CHEN, "/wu 改 大米 停")
    village.now = at("2027-03-02 09:00")
    assert "共约771分，在兑物品只值50分" in (await village.says(CHEN, "/jie")).text


async def test_enough_goods_and_no_budget_are_not_worth_a_word(village: Village, homes: Homes) -> None:
    village.now = at("2026-10-02 09:00")
    assert "各户可用积分" not in (await village.says(CHEN, "/jie")).text, "without goods nothing is promised"
    await village.says(CHEN, "/wu 加 大米 60 20")
    assert "各户可用积分" not in (await village.says(CHEN, "/jie")).text
    assert "⚠️" not in (await village.says(CHEN, "/wu 改 大米 分 50")).text


async def test_goods_switched_off_leave_points_without_goods(village: Village) -> None:
    await stocked(village, "2026-10-15 09:00")
    assert (await village.says(CHEN, "/wu 改 大米 停")).text.endswith("停兑\n⚠️ 库存不够兑，还差 720 分的物品。")


async def test_without_days_of_grace_december_promises_nothing_in_january(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    """Its points lapse before they can be spent."""
    village.revise(tmp_path, "redeem_grace_days = 31", "redeem_grace_days = 0 ")
    await stocked(village, "2026-12-15 09:00")
    village.now = at("2027-01-02 09:00")
    assert "各户可用积分" not in (await village.says(CHEN, "/jie")).text
