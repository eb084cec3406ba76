"""What an officer tells the bot alone and others have to see or confirm: the group hears it too."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import LI_PHONE, disputed, settled
from tests.scenarios.shopping import code_in
from tests.village import CHEN, SUN, ZHOU, Village, at

QIAN = 501
"""钱进, who joins later."""


async def test_an_objection_entered_alone_is_decided_in_the_group(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    told = await village.whispers(SUN, "/yi 3-13 #1 没有扔")
    posted = await village.posted()
    assert posted.text.startswith("🙋 异议 1：3组13号 李秀芳")
    assert told.text == f"{posted.text}\n{posted.text}"
    question = await village.presses(CHEN, posted.button("不成立"))
    await village.presses(CHEN, question.button("有照片为证"))
    assert await village.points(homes.li) == 108


async def test_the_group_hears_what_was_decided_alone(village: Village) -> None:
    await disputed(village)
    await village.whispers(CHEN, "/yi 准 1 看错了")
    assert (await village.posted()).text.startswith("✅ 异议 1 成立（陈国强）：3组13号 李秀芳")


async def test_what_needs_another_officer_can_be_confirmed_in_the_group(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/kou 3-13 垃圾 2 没分类")
    await village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    await village.whispers(CHEN, "/yi 准 1 看错了")
    await village.presses(SUN, (await village.posted()).button("确认"))
    assert await village.points(homes.li) == 110


@pytest.mark.parametrize(("said", "button"), [("/fou 3-13 秸秆 冒烟", "确认否决"), ("/jia 3-13 环1 15", "复核 #2")])
async def test_so_can_a_veto_and_a_large_award(village: Village, said: str, button: str) -> None:
    await village.says(ZHOU, "/kou 3-13 环1 15 搭棚")
    await village.whispers(ZHOU, said)
    assert button in (await village.posted()).labels


async def test_an_old_entry_taken_back_alone_is_confirmed_in_the_group(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-09-13 10:00")
    await village.whispers(CHEN, "/che 1 记错户")
    answer = await village.presses(SUN, (await village.posted()).button("确认"))
    assert "已撤销 #1" in answer.text


async def test_a_correction_after_publication_leaves_its_trace(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-10-02 09:00")
    await settled(village)
    await village.whispers(CHEN, "/che 1 记错户")
    assert (await village.posted()).text.splitlines() == [
        "↩️ #2 已撤销 #1",
        "3组13号 李秀芳 垃圾分类投放",
        "本项现在 5 分，9月共 110 分",
        "公示后更正（陈国强：记错户），名次和可用分跟着变。",
    ]
    assert "#2 10月2日撤销#1，加2分：记错户" in await village.texts(LI_PHONE, "明细")


async def test_an_open_month_is_corrected_between_the_two_of_them(village: Village) -> None:
    await village.whispers(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.whispers(ZHOU, "/che 1 记错户")
    assert "已绑定秦望村" in (await village.posted()).text


async def test_who_takes_back_anothers_entry_does_not_do_it_in_secret(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.whispers(CHEN, "/che 1 记错户")
    assert (await village.posted()).text.startswith("↩️ #2 已撤销 #1（陈国强：记错户）\n3组13号 李秀芳")


async def test_who_settles_alone_sees_the_table_too(village: Village) -> None:
    village.now = at("2026-10-02 09:00")
    preview = await village.whispers(CHEN, "/jie")
    answer = await village.presses(CHEN, preview.button("结算并公示"), chat=CHEN, private=True)
    assert answer.text.count("秦望村9月积分公示") == 2
    assert "秦望村2026年第三季度汇总考评" in (await village.posted()).text


async def test_a_paper_form_entered_alone_is_approved_in_the_group(village: Village, homes: Homes) -> None:
    await village.whispers(SUN, "/shen 3-13 志2 献血")
    posted = await village.posted()
    assert posted.text.startswith("📝 申报 1：3组13号 李秀芳")
    await village.whispers(SUN, "/shen 3-13 志2 献血")
    assert (await village.posted()) == posted
    await village.presses(CHEN, posted.buttons[0])
    assert await village.points(homes.li) == 112


@pytest.mark.parametrize(
    ("said", "told"),
    [("/shen 准 1 志2", "📝 申报 1 已同意（陈国强）"), ("/shen 驳 1 没有", "📝 申报 1 不同意（陈国强）")],
)
async def test_the_group_hears_how_a_claim_was_answered(village: Village, said: str, told: str) -> None:
    await village.texts(LI_PHONE, "申报 献血")
    await village.whispers(CHEN, said)
    assert (await village.posted()).text.startswith(told)


async def test_the_group_hears_who_takes_no_part(village: Village) -> None:
    await village.whispers(CHEN, "/jie 免 3-13 空着")
    assert "3组13号 李秀芳 9月免考（空着）" in (await village.posted()).text
    await village.whispers(CHEN, "/jie 考 3-13")
    assert "3组13号 李秀芳 9月恢复考评" in (await village.posted()).text


async def test_the_group_hears_of_a_price_for_a_friend_and_never_of_the_code(mall: Village) -> None:
    await mall.whispers(CHEN, "/wu 改 大米 分 1")
    assert (await mall.posted()).text.startswith("✅ 已改：\n1. 大米 1分")
    code = code_in((await mall.whispers(CHEN, "/dui 3-13 大米")).text)
    assert (await mall.posted()).text == (
        "🎁 兑换 1：3组13号 李秀芳 由陈国强代兑 大米×1，用 1 分，10月29日前来领。领时请户里出示领取码。"
    )
    await mall.whispers(CHEN, f"/ling {code} 代领")
    assert "3-13 李秀芳 大米×1 1分 代领" in (await mall.posted()).text
    await mall.whispers(CHEN, "/dui 3-13 肥皂")
    await mall.whispers(CHEN, "/dui 取消 2")
    assert (await mall.posted()).text.startswith("↩️ 兑换 2 已取消（陈国强）")


async def test_a_large_correction_of_the_stock_can_be_confirmed_in_the_group(mall: Village) -> None:
    await mall.whispers(CHEN, "/wu 改 大米 库存 5 受潮")
    answer = await mall.presses(SUN, (await mall.posted()).button("确认"))
    assert "大米库存 -15，现在 5" in answer.text
    await mall.whispers(CHEN, "/wu 改 大米 库存 4 破损")
    assert "大米库存 -1，现在 4" in (await mall.posted()).text
    await mall.whispers(CHEN, "/wu 加 盐 3 50")
    assert "盐 3分，库存 50" in (await mall.posted()).text


async def test_the_group_hears_who_became_an_officer(village: Village) -> None:
    await village.officer(QIAN, "钱进")
    assert (await village.posted()).text == "钱进现在是秦望村考核组员。"
