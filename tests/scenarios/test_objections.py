"""异议: a villager disputes an entry by text or through an officer; specialists decide, and the villager is told."""

from __future__ import annotations

from datetime import timedelta

from domain.people import Role
from domain.settling import finalise_due, settle
from tests.scenarios.conftest import Homes
from tests.village import CHEN, QINWANG, STRANGER, SUN, ZHOU, Village, at

LI_PHONE = "+8619900000002"
ZHANG_PHONE = "+8619900001234"
LIN = 104
"""林晓燕, the other specialist."""


async def settled(village: Village, key: str = "2026-09") -> None:
    """The month is settled and published."""
    async with village.transactions.writing() as store:
        round_ = await store.rounds.find(QINWANG, key)
        assert round_ is not None
        await settle(store, round_, village.now)


async def finalised(village: Village) -> None:
    """Whatever has been public long enough becomes final."""
    async with village.transactions.writing() as store:
        await finalise_due(store, QINWANG, village.now)


async def disputed(village: Village, words: str = "没有扔垃圾", points: int = 2) -> None:
    """周美华 took points off 李秀芳's household, who objects by text."""
    await village.says(ZHOU, f"/kou 3-13 垃圾 {points} 没分类")
    await village.texts(LI_PHONE, f"异议 1 {words}")


# Opening.


async def test_a_villager_objects_by_text_and_the_group_sees_it_with_buttons(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    reply = await village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    assert reply == "异议1号收下了：#1 9月10日垃圾扣2分。9月17日前短信答复您。"
    posted = await village.posted()
    assert posted.text == (
        "🙋 异议 1：3组13号 李秀芳\n#1 9月10日 环4“垃圾分类投放” 扣2分（周美华：没分类）\n"
        "户里说：没有扔垃圾\n请在9月17日前答复。"
    )
    assert posted.labels == ["成立", "不成立"]
    assert await village.points(homes.li) == 108


async def test_without_a_number_the_reply_lists_the_last_entries(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 3-13 环2 1 门口乱")
    assert await village.texts(LI_PHONE, "异议 扣错了") == (
        "请写编号和原因，如：异议 2 记错了。\n#2 9月10日干净扣1分\n#1 9月10日垃圾扣2分"
    )
    assert await village.count("objections") == 0


async def test_a_household_without_entries_has_nothing_to_object_to(village: Village) -> None:
    assert await village.texts(LI_PHONE, "异议") == "李秀芳户没有还能提异议的记录。有疑问请找村里的管理专员。"


async def test_nobody_objects_to_another_households_entry(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert "没有找到您家#1这条记录" in await village.texts(ZHANG_PHONE, "异议 1 不公平")
    assert await village.count("objections") == 0


async def test_one_open_objection_an_entry(village: Village) -> None:
    await disputed(village)
    again = await village.texts(LI_PHONE, "异议 1 真的没有")
    assert again == "#1的异议已经收下了，是1号，9月17日前短信答复您。"
    assert (await village.says(ZHOU, "/yi 3-13 #1 真的没有")).text == "#1 已有异议 1 在等答复，发 /yi 1 可看。"
    assert await village.count("objections") == 1


async def test_the_same_text_twice_opens_one_case(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    first = await village.texts(LI_PHONE, "异议 1 没有扔垃圾", sid="SM1")
    assert await village.texts(LI_PHONE, "异议 1 没有扔垃圾", sid="SM1") == first
    assert await village.count("objections") == 1


async def test_what_was_taken_back_needs_no_objection(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(ZHOU, "/che 1 记错户")
    assert await village.texts(LI_PHONE, "异议 1 没扔") == "#1已经撤销了，不算分，不用再提异议。"
    assert await village.texts(LI_PHONE, "异议 2 不明白") == "#2没有扣您家的分，不用提异议。"


async def test_a_phone_of_two_households_needs_no_household_code_with_a_number(village: Village, homes: Homes) -> None:
    await village.household(6, 1, "李大明", LI_PHONE)
    await village.says(ZHOU, "/kou 6-1 垃圾 2 没分类")
    assert "异议1号收下了" in await village.texts(LI_PHONE, "异议 1 没有扔")
    assert "登记了2户" in await village.texts(LI_PHONE, "异议")


async def test_an_officer_enters_it_for_a_household(village: Village) -> None:
    await village.says(ZHOU, "/kou 5-1 垃圾 2 没分类")
    for text in ("/yi 5-1 #1 没有扔", "/yi 记 1 没有扔", "/异议 赵丽华 #1 没有扔", "/yi 5-1 1 没有扔"):
        answer = await village.says(SUN, text)
        if "异议 1：" in answer.text:
            assert answer.labels == ["成立", "不成立"]
            assert "户里说：没有扔\n" in answer.text
        else:
            assert "已有异议 1 在等答复" in answer.text


async def test_the_named_household_must_be_the_entrys(village: Village) -> None:
    await village.says(ZHOU, "/kou 5-1 垃圾 2 没分类")
    assert (await village.says(SUN, "/yi 3-13 #1 没有")).text == "#1 不是3组13号 李秀芳的记录，请核对编号。"
    assert (await village.says(SUN, "/yi 3-13 #77 没有")).text == "本村没有 #77 这条记录，请核对编号。"


async def test_no_officer_enters_one_for_the_own_household_or_kin(village: Village) -> None:
    await village.says(ZHOU, "/kou 4-2 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 4-3 垃圾 2 没分类")
    assert "是您自己家" in (await village.says(CHEN, "/yi 4-2 #1 不对")).text
    assert "是您家亲属" in (await village.says(CHEN, "/yi 4-3 #2 不对")).text
    assert await village.count("objections") == 0


async def test_a_stranger_hears_that_he_is_none_of_the_officers(village: Village) -> None:
    await village.says(ZHOU, "/kou 5-1 垃圾 2 没分类")
    for text in ("/yi", "/yi 1", "/yi 5-1 #1 不对", "/yi 准 1", "/yi 驳 1 属实"):
        assert "您还不是这里的考核人员" in (await village.says(STRANGER, text)).text


# Deciding.


async def test_upheld_the_entry_is_taken_back_and_the_villager_told(village: Village, homes: Homes) -> None:
    await disputed(village)
    village.restart()
    question = await village.presses(CHEN, (await village.posted()).buttons[0])
    assert question.labels == ["撤销 #1", "改为少扣 1 分（扣 1 分）"]
    answer = await village.presses(CHEN, question.button("撤销 #1"))
    assert answer.text == (
        "✅ 异议 1 成立（陈国强）：3组13号 李秀芳\n#1 已由 #2 撤销\n本项现在 5 分，9月共 110 分\n短信已答复村民。"
    )
    assert await village.points(homes.li) == 110
    assert await village.texted(LI_PHONE) == ["【张堰积分】异议1号成立：#1垃圾扣2分已撤销，9月共110分。"]
    assert "异议 1 成立：经核实" in (await village.entries(homes.li))[-1].reason


async def test_upheld_in_part_the_entry_is_put_right(village: Village, homes: Homes) -> None:
    await disputed(village, points=3)
    question = await village.presses(CHEN, (await village.posted()).buttons[0])
    assert question.labels == ["撤销 #1", "改为少扣 1 分（扣 2 分）", "改为少扣 2 分（扣 1 分）"]
    answer = await village.presses(CHEN, question.button("（扣 1 分）"))
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


async def test_dismissed_with_a_reason_nothing_changes(village: Village, homes: Homes) -> None:
    await disputed(village)
    question = await village.presses(CHEN, (await village.posted()).buttons[1])
    assert question.labels == ["现场核实过，属实", "有照片为证", "按细则该这样记", "说的不是这件事"]
    answer = await village.presses(CHEN, question.button("有照片为证"))
    assert answer.text == ("❌ 异议 1 不成立（陈国强）：3组13号 李秀芳\n#1 不变。原因：有照片为证\n短信已答复村民。")
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
    assert await village.count("outbox", "lane = 'sms' AND state = 'queued'") == 1


async def test_a_household_without_a_phone_is_told_in_person(village: Village) -> None:
    await village.says(ZHOU, "/kou 5-1 垃圾 2 没分类")
    await village.says(SUN, "/yi 5-1 #1 没有扔")
    assert "没有手机号，请当面告诉村民。" in (await village.says(CHEN, "/yi 准 1")).text


async def test_only_specialists_decide_and_only_once(village: Village, homes: Homes) -> None:
    await disputed(village)
    buttons = (await village.posted()).buttons
    for button in buttons:
        assert (await village.presses(SUN, button)).toast == "这件事只有管理专员能做。"
        assert "您还不是这里的考核人员" in (await village.presses(STRANGER, button)).toast
    for text in ("/yi", "/yi 准 1", "/yi 驳 1 属实"):
        assert (await village.says(SUN, text)).text == "这件事只有管理专员能做。"
    await village.says(CHEN, "/yi 准 1")
    for button in buttons:
        assert (await village.presses(CHEN, button)).toast == "异议 1 已经答复过了（成立）。"
    assert (await village.says(CHEN, "/yi 驳 1 属实")).text == "异议 1 已经答复过了（成立）。"
    assert await village.points(homes.li) == 110


async def test_nobody_decides_about_the_own_household_or_kin(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 4-2 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 4-3 垃圾 2 没分类")
    await village.says(SUN, "/yi 4-2 #1 不对")
    await village.says(SUN, "/yi 4-3 #2 不对")
    assert "是您自己家" in (await village.says(CHEN, "/yi 准 1")).text
    assert "是您家亲属" in (await village.says(CHEN, "/yi 驳 2 属实")).text
    assert "是您自己家" in (await village.presses(CHEN, "a:yi-uphold:1")).toast
    assert await village.count("objections", "state = 'open'") == 2


async def test_an_assessor_stands_in_when_every_specialist_is_partial(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 4-2 垃圾 2 没分类")
    await village.says(ZHOU, "/yi 4-2 #1 不对")
    village.now += timedelta(days=3)
    assert "要另一位考核人员点“确认”" in (await village.says(ZHOU, "/yi 准 1 看错了")).text
    assert "✅ 异议 1 成立（孙志明）" in (await village.says(SUN, "/yi 准 1 看错了")).text
    assert await village.points(homes.chen) == 110


async def test_the_recorder_does_not_decide_alone(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/kou 3-13 垃圾 2 没分类")
    await village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    question = await village.presses(CHEN, (await village.posted()).buttons[0])
    waiting = await village.presses(CHEN, question.button("撤销 #1"))
    assert "异议 1 是陈国强自己记的分。陈国强认为成立，撤销 #1。" in waiting.text
    assert (await village.points(homes.li), await village.texted(LI_PHONE)) == (108, [])

    assert (await village.presses(CHEN, waiting.button("确认"))).toast == "这件事要另一位考核人员来确认。"
    village.restart()
    done = await village.presses(SUN, waiting.button("确认"))
    assert "✅ 异议 1 成立（陈国强，孙志明确认）" in done.text
    assert done.unbuttoned
    assert await village.points(homes.li) == 110
    assert (await village.presses(ZHOU, waiting.button("确认"))).toast == "这条已经确认过了。"
    assert await village.count("entries") == 2


async def test_the_recorders_dismissal_waits_as_well(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/kou 3-13 垃圾 2 没分类")
    await village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    waiting = await village.says(CHEN, "/yi 驳 1 我亲眼看见")
    assert "认为不成立：我亲眼看见" in waiting.text
    shown = await village.says(CHEN, "/yi 1")
    assert "陈国强认为不成立：我亲眼看见，等另一位考核人员确认。" in shown.text
    assert "❌ 异议 1 不成立（陈国强，孙志明确认）" in (await village.presses(SUN, shown.button("确认"))).text


async def test_the_last_word_of_the_recorder_is_what_counts(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/kou 3-13 垃圾 2 没分类")
    await village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    first = await village.says(CHEN, "/yi 驳 1 我亲眼看见")
    second = await village.says(CHEN, "/yi 准 1 看错了")
    assert (await village.presses(SUN, first.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"
    assert "✅ 异议 1 成立" in (await village.presses(SUN, second.button("确认"))).text


async def test_whoever_entered_it_for_the_household_does_not_uphold_it_alone(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(CHEN, "/yi 3-13 #1 没有扔")
    waiting = await village.says(CHEN, "/yi 准 1 看错了")
    assert "异议 1 是陈国强替户里提的。陈国强认为成立，撤销 #1。" in waiting.text
    assert await village.points(homes.li) == 108
    assert "✅ 异议 1 成立（陈国强，孙志明确认）" in (await village.presses(SUN, waiting.button("确认"))).text
    assert await village.points(homes.li) == 110


async def test_whoever_entered_it_may_dismiss_it(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(CHEN, "/yi 3-13 #1 没有扔")
    assert "❌ 异议 1 不成立（陈国强）" in (await village.says(CHEN, "/yi 驳 1 有照片为证")).text
    assert await village.points(homes.li) == 108


async def test_another_specialist_decides_what_the_first_recorded(village: Village, homes: Homes) -> None:
    await village.officer(LIN, "林晓燕", Role.SPECIALIST)
    await village.says(CHEN, "/kou 3-13 垃圾 2 没分类")
    await village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    waiting = await village.says(CHEN, "/yi 驳 1 我亲眼看见")
    assert "✅ 异议 1 成立（林晓燕）" in (await village.says(LIN, "/yi 准 1 看错了")).text
    assert (await village.presses(SUN, waiting.button("确认"))).toast == "异议 1 已经答复过了（成立）。"
    assert await village.points(homes.li) == 110


async def test_an_entry_taken_back_meanwhile_stays_so(village: Village, homes: Homes) -> None:
    await disputed(village)
    await village.says(ZHOU, "/che 1 记错户")
    assert "#1 先前已经撤销，分数不再变。" in (await village.says(CHEN, "/yi 准 1")).text
    assert await village.points(homes.li) == 110


async def test_an_award_taken_back_is_given_again(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    await village.says(ZHOU, "/che 1 记错户")
    assert "异议1号收下了：#2 9月10日" in await village.texts(LI_PHONE, "异议 2 我真的献血了")
    question = await village.presses(CHEN, (await village.posted()).buttons[0])
    assert question.labels == ["恢复 #1"]
    await village.presses(CHEN, question.buttons[0])
    assert await village.points(homes.li) == 112


# Rounds and accounts.


async def test_it_holds_back_that_household_alone(village: Village, homes: Homes) -> None:
    await disputed(village)
    village.now = at("2026-10-02 09:00")
    await settled(village)
    village.now = at("2026-10-09 09:00")
    await finalised(village)
    assert (await village.standing(homes.li)).spendable == 0
    assert (await village.standing(homes.zhang)).spendable == 110

    await village.says(CHEN, "/yi 准 1")
    standing = await village.standing(homes.li)
    assert (standing.account.earned, standing.spendable) == (110, 110)
    assert await village.count("postings", "points = 110") == 7


async def test_dismissed_late_it_is_let_go_with_the_points_it_has(village: Village, homes: Homes) -> None:
    await disputed(village)
    village.now = at("2026-10-02 09:00")
    await settled(village)
    village.now = at("2026-10-09 09:00")
    await finalised(village)
    await village.says(CHEN, "/yi 驳 1 属实")
    assert (await village.standing(homes.li)).spendable == 108


async def test_two_objections_both_hold_it_back(village: Village, homes: Homes) -> None:
    await disputed(village)
    await village.says(ZHOU, "/kou 3-13 环2 1 门口乱")
    await village.texts(LI_PHONE, "异议 2 门口不乱")
    village.now = at("2026-10-02 09:00")
    await settled(village)
    village.now = at("2026-10-09 09:00")
    await finalised(village)
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


async def test_a_veto_is_objected_to_all_year_and_lifting_it_restores_everything(
    village: Village, homes: Homes
) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    village.now = at("2026-10-02 09:00")
    await settled(village)
    village.now = at("2026-10-09 09:00")
    await finalised(village)
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
    question = await village.presses(CHEN, (await village.posted()).buttons[0])
    assert question.labels == ["撤销 #2"]
    answer = await village.presses(CHEN, question.buttons[0])
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


async def test_open_ones_are_listed_with_their_buttons(village: Village) -> None:
    assert (await village.says(CHEN, "/yi")).text == "没有等答复的异议。"
    await disputed(village)
    await village.says(ZHOU, "/kou 3-14 环2 1 门口乱")
    village.now += timedelta(days=1)
    await village.texts(ZHANG_PHONE, "异议 2")
    answer = await village.says(CHEN, "/yi")
    assert answer.text == (
        "🙋 等答复的异议 2 件：\n1. 3组13号 李秀芳 #1 垃圾分类投放扣2分：没有扔垃圾（9月17日前答复）\n"
        "2. 3组14号 张伟 #2 宅前屋后保持干净扣1分：（没写原因）（9月18日前答复）"
    )
    assert answer.labels == ["1 成立", "1 不成立", "2 成立", "2 不成立"]


async def test_a_long_list_says_how_many_are_left(village: Village) -> None:
    for number in range(1, 13):
        await village.says(ZHOU, f"/kou 3-13 垃圾 1 第{number}回")
        await village.texts(LI_PHONE, f"异议 {number} " + "说来话长" * 20)
    answer = await village.says(CHEN, "/yi")
    assert "还有 2 件没列出，答复几件再发 /yi 看。" in answer.text
    assert len(answer.labels) == 20
    assert all(len(line) < 90 for line in answer.text.splitlines())


async def test_one_case_is_shown_with_its_history(village: Village) -> None:
    await disputed(village)
    await village.says(CHEN, "/yi 驳 1 有照片为证")
    village.now += timedelta(days=1)
    await village.texts(LI_PHONE, "异议 1 照片不是我家")
    answer = await village.says(CHEN, "/yi 2")
    assert answer.text == (
        "🙋 异议 2：3组13号 李秀芳\n#1 9月10日 环4“垃圾分类投放” 扣2分（周美华：没分类）\n"
        "9月11日户里说：照片不是我家\n异议 1（9月10日）：不成立（陈国强，9月10日）有照片为证\n9月18日前答复"
    )
    assert answer.labels == ["成立", "不成立"]
    old = await village.says(CHEN, "/异议 1号")
    assert "结果：不成立（陈国强，9月10日）有照片为证" in old.text
    assert old.labels == []
    assert (await village.says(CHEN, "/yi 9")).text == "本村没有异议 9，发 /yi 看等答复的。"


async def test_what_is_written_wrong_is_explained(village: Village) -> None:
    usage = "替户里提异议请写：/yi 3-12 #123 原因；看一件请写：/yi 5"
    assert (await village.says(CHEN, "/yi 有人说不公平")).text == usage
    assert (await village.says(CHEN, "/yi 驳")).text == "没写是几号异议，例如：/yi 驳 5 现场核实过"
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert (await village.says(CHEN, "/yi 3-13 #1")).text == "请在后面写上原因。"


async def test_a_reversal_is_made_good_once(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    await village.says(ZHOU, "/che 1 没有证书")
    await village.says(SUN, "/yi 3-13 #2 证书在这里")
    await village.says(CHEN, "/yi 准 1 证书在")
    assert await village.points(homes.li) == 112
    assert (await village.says(SUN, "/yi 3-13 #2 再来一次")).text == "#2 没有扣这户的分，不用提异议。"
    assert await village.texts(LI_PHONE, "异议 2 再来一次") == "#2没有扣您家的分，不用提异议。"
