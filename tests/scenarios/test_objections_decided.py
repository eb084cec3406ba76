"""异议 decided: upheld whole or in part, dismissed with a reason, and what the household is told."""

from __future__ import annotations

from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import LI_PHONE, disputed, september_passes, settled
from tests.village import CHEN, SUN, ZHOU, Village, at


async def test_upheld_the_entry_is_taken_back_and_the_villager_told(village: Village, homes: Homes) -> None:
    await disputed(village)
    village.restart()
    answer = await village.presses(CHEN, (await village.posted()).buttons[0])
    assert answer.text == (
        "✅ 异议 1 成立（陈国强）：3组13号 李秀芳\n#1 已由 #2 撤销\n本项现在 5 分，9月共 110 分\n会发短信告诉村民。"
    )
    assert await village.points(homes.li) == 110
    assert await village.texted(LI_PHONE) == ["【张堰积分】异议1号成立：#1垃圾扣2分已撤销，9月共110分。"]
    assert "异议 1 成立：经核实" in (await village.entries(homes.li))[-1].reason


async def test_upheld_in_part_the_entry_is_put_right(village: Village, homes: Homes) -> None:
    await disputed(village, points=3)
    assert "只是扣多了的，请发：/yi 准 1 该扣几分 原因" in (await village.posted()).text
    answer = await village.says(CHEN, "/yi 准 1 1 只有一袋")
    assert "#1 改为 #3：垃圾分类投放扣1分\n本项现在 4 分，9月共 109 分" in answer.text
    assert await village.points(homes.li) == 109
    assert await village.texted(LI_PHONE) == ["【张堰积分】异议1号成立：#1垃圾扣3分，改为扣1分(#3)，9月共109分。"]


async def test_the_command_says_the_right_amount_too(village: Village, homes: Homes) -> None:
    await disputed(village, points=3)
    for wrong in (3, 5):
        refused = await village.says(CHEN, f"/yi 准 1 {wrong} 看过了")
        assert refused.text == "#1 只能改为 1 到 2 分。"
    assert "改为 #3" in (await village.says(CHEN, "/yi 准 1 2分 看过了")).text
    assert await village.points(homes.li) == 108
    assert (await village.entries(homes.li))[-1].reason == "异议 1 成立：看过了"


async def test_an_award_that_is_too_small_is_not_taken_away_by_a_hasty_yes(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血 1")
    await village.texts(LI_PHONE, "异议 1 应该是两分")
    pressed = await village.presses(CHEN, (await village.posted()).buttons[0])
    typed = await village.says(CHEN, "/yi 准 1 证书看过了")
    assert pressed.labels == typed.labels == ["改为加 2 分", "撤销 #1（收回加的 1 分）"]
    await village.presses(CHEN, typed.button("改为加 2 分"))
    assert await village.points(homes.li) == 112
    assert (await village.entries(homes.li))[-1].reason == "异议 1 成立：证书看过了"


async def test_an_award_that_belongs_to_somebody_else_is_taken_back(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    await village.texts(LI_PHONE, "异议 1 不是我家献的血")
    question = await village.says(CHEN, "/yi 准 1 记错户")
    assert question.labels == ["撤销 #1（收回加的 2 分）"]
    await village.presses(CHEN, question.buttons[0])
    assert await village.points(homes.li) == 110


async def test_dismissed_with_a_reason_nothing_changes(village: Village, homes: Homes) -> None:
    await disputed(village)
    question = await village.presses(CHEN, (await village.posted()).buttons[1])
    assert question.labels == ["现场核实过，属实", "有照片为证", "按细则该这样记", "说的不是这件事"]
    answer = await village.presses(CHEN, question.button("有照片为证"))
    assert answer.text == ("❌ 异议 1 不成立（陈国强）：3组13号 李秀芳\n#1 不变。原因：有照片为证\n会发短信告诉村民。")
    assert await village.points(homes.li) == 108
    told = "【张堰积分】异议1号不成立，#1垃圾扣2分不变。原因：有照片为证。有疑问请找管理专员。"
    assert await village.texted(LI_PHONE) == [told]


async def test_a_reason_of_ones_own(village: Village) -> None:
    await disputed(village)
    assert "原因：当天我也在场" in (await village.says(CHEN, "/yi 驳 1 当天我也在场")).text
    assert "原因：当天我也在场" in (await village.texted(LI_PHONE))[0]


async def test_without_a_reason_it_is_asked_for(village: Village) -> None:
    await disputed(village)
    assert "为什么不成立" in (await village.says(CHEN, "/yi 驳 1")).text
    assert await village.count("objections", "state = 'open'") == 1


async def test_the_answer_reaches_those_who_want_no_notices(village: Village) -> None:
    await disputed(village)
    await village.texts(LI_PHONE, "退订")
    await village.says(CHEN, "/yi 驳 1 属实")
    assert await village.count("outbox", "queue = 'sms' AND state = 'queued'") == 1


async def test_a_household_without_a_phone_is_told_in_person(village: Village) -> None:
    await village.says(ZHOU, "/kou 5-1 垃圾 2 没分类")
    await village.says(SUN, "/yi 5-1 #1 没有扔")
    assert "没有手机号，请当面告诉村民。" in (await village.says(CHEN, "/yi 准 1")).text


async def test_what_is_taken_back_while_it_is_disputed_closes_the_case(village: Village, homes: Homes) -> None:
    await disputed(village)
    answer = await village.says(ZHOU, "/che 1 记错户")
    assert answer.text.splitlines()[-1] == "异议 1 随之成立，会发短信告诉村民。"
    assert await village.texted(LI_PHONE) == ["【张堰积分】异议1号成立：#1垃圾扣2分已撤销，9月共110分。"]
    assert (await village.says(CHEN, "/yi")).text == "没有等答复的异议。"
    assert "结果：成立（周美华，9月10日）记错户" in (await village.says(CHEN, "/yi 1")).text
    assert (await village.says(CHEN, "/yi 驳 1 属实")).text == "异议 1 已经答复过了（成立）。"
    assert await village.points(homes.li) == 110
    assert await village.count("scores", "disputes > 0") == 0


async def test_so_does_what_two_take_back_once_its_month_is_final(village: Village, homes: Homes) -> None:
    await disputed(village)
    await september_passes(village)
    assert (await village.standing(homes.li)).spendable == 0
    question = await village.says(CHEN, "/che 1 记错户")
    answer = await village.presses(SUN, question.button("确认"))
    assert "异议 1 随之成立，会发短信告诉村民。" in answer.text
    assert "结果：成立（陈国强，孙志明确认，10月9日）记错户" in (await village.says(CHEN, "/yi 1")).text
    assert (await village.standing(homes.li)).spendable == 110


async def test_an_award_taken_away_is_not_what_the_household_asked_for(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血 1")
    await village.texts(LI_PHONE, "异议 1 应该是两分")
    assert "随之成立" not in (await village.says(ZHOU, "/che 1 记错户")).text
    assert "等答复的异议 1 件" in (await village.says(CHEN, "/yi")).text
    assert "#1 先前已经撤销，分数不再变。" in (await village.says(CHEN, "/yi 准 1")).text


async def test_an_award_taken_back_is_given_again(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    await village.says(ZHOU, "/che 1 记错户")
    assert "异议1号收下了：#2 9月10日" in await village.texts(LI_PHONE, "异议 2 我真的献血了")
    await village.presses(CHEN, (await village.posted()).buttons[0])
    assert await village.points(homes.li) == 112


# Rounds and accounts.


async def test_a_reversal_is_made_good_once(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    await village.says(ZHOU, "/che 1 没有证书")
    await village.says(SUN, "/yi 3-13 #2 证书在这里")
    await village.says(CHEN, "/yi 准 1 证书在")
    assert await village.points(homes.li) == 112
    assert (await village.says(SUN, "/yi 3-13 #2 再来一次")).text == "#2 没有扣这户的分，不用提异议。"
    assert await village.texts(LI_PHONE, "异议 2 再来一次") == "#2没有扣您家的分，不用提异议。找人回6。"


async def test_a_small_award_becomes_a_large_one_only_when_another_officer_agrees(
    village: Village, homes: Homes
) -> None:
    await village.says(SUN, "/kou 3-13 环1 15 搭了棚")
    await village.presses(ZHOU, (await village.says(ZHOU, "/jia 3-13 环1 1 棚拆了")).buttons[0])
    village.now = at("2026-10-02 09:00")
    await settled(village)
    await village.texts(LI_PHONE, "异议 2 都拆了")
    wish = await village.says(CHEN, "/yi 准 1 15 看过了")
    assert wish.text.splitlines()[0] == "异议 1 要多加不少分。陈国强认为成立，改为加 15 分。"
    assert (await village.presses(CHEN, wish.button("确认"))).toast == "这件事要另一位考核人员来确认。"
    assert await village.count("entries") == 2
    assert "改为 #4：无违章搭建加15分" in (await village.presses(SUN, wish.button("确认"))).text


async def test_a_little_more_needs_nobody_else(village: Village) -> None:
    await village.says(ZHOU, "/jia 3-13 文2 1 村里表彰")
    await village.texts(LI_PHONE, "异议 1 是镇里表彰")
    assert "改为 #3" in (await village.says(CHEN, "/yi 准 1 5 看过了")).text


async def test_of_a_veto_there_is_no_other_amount(village: Village, homes: Homes) -> None:
    await village.presses(SUN, (await village.says(ZHOU, "/fou 3-13 秸秆 冒烟")).button("确认"))
    await village.texts(LI_PHONE, "异议 1 不是我家烧的")
    assert "不是我家" in (await village.says(CHEN, "/yi 1")).text
    refused = await village.says(CHEN, "/yi 准 1 2 只烧了一点")
    assert "#1" in refused.text
    assert await village.count("objections", "state = 'open'") == 1
