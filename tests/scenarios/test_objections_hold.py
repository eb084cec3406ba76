"""What an open 异议 holds back, and until when there can be one."""

from __future__ import annotations

from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import LI_PHONE, disputed, finalised, september_passes, settled
from tests.village import CHEN, SUN, ZHOU, Village, at

LIN = 104
ZHANG_PHONE = "+8619900001234"


async def test_it_holds_back_that_household_alone(village: Village, homes: Homes) -> None:
    await disputed(village)
    await september_passes(village)
    assert (await village.standing(homes.li)).spendable == 0
    assert (await village.standing(homes.zhang)).spendable == 110

    await village.says(CHEN, "/yi 准 1")
    standing = await village.standing(homes.li)
    assert (standing.account.earned, standing.spendable) == (110, 110)
    assert await village.count("postings", "points = 110") == 7


async def test_dismissed_late_it_is_let_go_with_the_points_it_has(village: Village, homes: Homes) -> None:
    await disputed(village)
    await september_passes(village)
    await village.says(CHEN, "/yi 驳 1 属实")
    assert (await village.standing(homes.li)).spendable == 108


async def test_two_objections_both_hold_it_back(village: Village, homes: Homes) -> None:
    await disputed(village)
    await village.says(ZHOU, "/kou 3-13 环2 1 门口乱")
    await village.texts(LI_PHONE, "异议 2 门口不乱")
    await september_passes(village)
    await village.says(CHEN, "/yi 准 1")
    assert (await village.standing(homes.li)).spendable == 0
    await village.says(CHEN, "/yi 驳 2 属实")
    assert (await village.standing(homes.li)).spendable == 109


async def test_a_published_round_takes_objections_a_final_one_does_not(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 3-14 垃圾 2 没分类")
    village.now = at("2026-10-02 09:00")
    await settled(village)
    assert "异议1号收下了" in await village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    await village.says(CHEN, "/yi 准 1")
    assert (await village.standing(homes.li)).account.earned == 110
    village.now = at("2026-10-09 09:00")
    await finalised(village)
    assert (await village.texts(ZHANG_PHONE, "异议 2 没有扔垃圾")) == (
        "#2那一轮的分已经定了，不能再提异议。确实记错的，请找村里的管理专员更正。"
    )
    refused = await village.says(SUN, "/yi 3-14 #2 没有扔垃圾")
    assert refused.text == "9月已生效，不能再提异议；确有错，请管理专员更正。"


async def test_a_correction_of_a_final_round_is_open_to_objections_as_long_as_a_round(
    village: Village, homes: Homes
) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    await september_passes(village)
    village.now = at("2026-11-10 09:00")
    question = await village.says(CHEN, "/che 1 没有证书")
    await village.presses(SUN, question.button("确认"))
    assert (await village.standing(homes.li)).spendable == 110

    village.now = at("2026-11-17 00:00")
    assert "那一轮的分已经定了" in await village.texts(LI_PHONE, "异议 2 证书在这里")
    village.now = at("2026-11-16 23:59")
    assert "#2 11月10日" in await village.texts(LI_PHONE, "异议")
    assert "异议1号收下了：#2 11月10日" in await village.texts(LI_PHONE, "异议 2 证书在这里")
    answer = await village.says(SUN, "/yi 准 1")
    assert answer.text == "这件事只有管理专员能做。"
    await village.officer(LIN, "林晓燕", Role.SPECIALIST)
    await village.says(LIN, "/yi 准 1 证书看过了")
    assert (await village.standing(homes.li)).spendable == 112


async def test_a_veto_is_objected_to_all_year_and_lifting_it_restores_everything(
    village: Village, homes: Homes
) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    await september_passes(village)
    before = await village.standing(homes.li)
    proposed = await village.says(ZHOU, "/fou 3-13 秸秆 地里冒烟")
    await village.presses(SUN, proposed.button("确认"))
    village.now = at("2026-12-20 09:00")
    for key in ("2026-10", "2026-11"):
        await village.standing(homes.li)
        await settled(village, key)
    village.now = at("2026-12-28 09:00")
    await finalised(village)
    assert (await village.standing(homes.li)).spendable == 0
    reply = await village.texts(LI_PHONE, "异议 2 是邻居家烧的")
    assert reply == "异议1号收下了：#2 10月9日一票否决(秸秆)。2027年1月4日前短信答复您。"
    answer = await village.presses(CHEN, (await village.posted()).buttons[0])
    assert "这项一票否决不再算数，原来的积分照旧。" in answer.text
    after = await village.standing(homes.li)
    assert (after.rank, after.spendable) == (before.rank, before.spendable + 220)
    assert await village.count("postings", f"household_id = {homes.li.id} AND kind = 'correction'") == 0


async def test_last_years_veto_is_history(village: Village, homes: Homes) -> None:
    proposed = await village.says(ZHOU, "/fou 3-13 秸秆 地里冒烟")
    await village.presses(SUN, proposed.button("确认"))
    for day, key in (("2026-10-02 09:00", "2026-09"), ("2027-01-04 09:00", "2026-10")):
        village.now = at(day)
        await village.standing(homes.li)
        await settled(village, key)
    village.now = at("2027-02-01 09:00")
    await finalised(village)
    assert "那一轮的分已经定了" in await village.texts(LI_PHONE, "异议 1 不是我家")


# Looking them up, and those that nobody answers.
