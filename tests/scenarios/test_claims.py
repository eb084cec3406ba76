"""申报: a villager asks for points by text or on paper, an officer approves or rejects, the villager hears of it."""

from __future__ import annotations

import asyncio

import pytest

from app.duties.claims import remind
from app.duties.duty import Due
from domain.delivery import Lane
from domain.entry import Source
from domain.people import Role
from domain.ports import OpenClaims
from domain.rounds import ensure_current
from sms.notice import QuarterNotice
from sms.segments import count
from storage.instants import to_ms
from storage.roster import SqlRoster
from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, QINWANG, STRANGER, SUN, ZHOU, Village, at, town

WANG, LI = "+8619900000001", "+8619900000002"
LIU = 104


async def claimed(village: Village, words: str = "申报 献血 9月8日", phone: str = WANG) -> str:
    return await village.texts(phone, words)


async def test_a_claim_gets_a_number_and_a_day_and_appears_in_the_group(village: Village, homes: Homes) -> None:
    reply = await claimed(village)
    assert reply == "收到王建国户申报1号：献血 9月8日。9月17日前短信答复您。"
    said = await village.posted()
    assert said.text == (
        "📝 申报 1：3组12号 王建国\n“献血 9月8日”\n日子：9月8日，项目：志2“参加义务献血活动”2分\n请在 9月17日前答复。"
    )
    assert said.labels == ["同意", "不同意"]
    assert await village.entries(homes.wang) == []
    assert await village.points(homes.wang) == 110


async def test_approved_it_becomes_an_entry_and_the_villager_hears_of_it(village: Village, homes: Homes) -> None:
    await claimed(village)
    approve, _ = (await village.posted()).buttons
    village.restart()
    village.now = at("2026-09-12 15:00")
    answer = await village.presses(CHEN, approve)
    assert answer.unbuttoned
    assert answer.text.startswith(
        "📝 申报 1 已同意（陈国强），会发短信告诉村民。\n✅ #1 3组12号 王建国\n志2“参加义务献血活动”加2分"
    )
    assert answer.labels == ["撤销 #1"]
    [entry] = await village.entries(homes.wang)
    assert (entry.item, entry.points, entry.source, entry.reason) == ("志2", 2, Source.SMS, "献血 9月8日")
    assert (f"{entry.day}", entry.officer_name) == ("2026-09-08", "陈国强")
    [text] = await village.texted(WANG)
    assert text == "【张堰积分】您家的申报1号通过了：献血加2分，9月共112分。您报的是：献血 9月8日。"
    assert count(text) == 1


async def test_words_that_leave_the_item_open_make_the_bot_ask(village: Village, homes: Homes) -> None:
    await claimed(village, "申报 昨天帮邻居收稻子")
    assert "项目：待定" in (await village.posted()).text
    question = await village.presses(CHEN, "a:claim-yes:1")
    assert not question.unbuttoned
    assert "记哪一项？别的项目请发：/shen 准 1 项目" in question.text
    assert [label[:2] for label in question.labels] == ["文1", "文2", "志1", "志2", "志3"]
    answer = await village.presses(CHEN, question.button("志1"))
    assert "志1“积极参与志愿活动或公益服务”加1分，计 1 分" in answer.text
    assert f"{(await village.entries(homes.wang))[0].day}" == "2026-09-09"


async def test_only_a_specialist_decides(village: Village, homes: Homes) -> None:
    await claimed(village)
    for user, why in ((ZHOU, "这件事只有管理专员能做。"), (STRANGER, "您还不是这里的考核人员")):
        for button in ("a:claim-yes:1", "a:claim-no:1"):
            assert why in (await village.presses(user, button)).toast
    assert (await village.says(ZHOU, "/shen 准 1 志2")).text == "这件事只有管理专员能做。"
    assert await village.entries(homes.wang) == []


async def test_a_rejected_claim_has_a_reason_that_the_villager_reads(village: Village, homes: Homes) -> None:
    await claimed(village)
    question = await village.presses(CHEN, "a:claim-no:1")
    assert question.text == "申报 1 为什么不同意？别的原因请发：/shen 驳 1 原因"
    assert question.labels == ["查无此事", "不在积分范围内", "已经记过了", "材料不全，请补齐再报"]
    answer = await village.presses(CHEN, question.button("已经记过了"))
    assert answer.text == ("📝 申报 1 不同意（陈国强）：3组12号 王建国“献血 9月8日”\n原因：已经记过了\n会发短信告诉村民。")
    assert await village.texted(WANG) == [
        "【张堰积分】您家的申报1号没有通过，原因：已经记过了。有疑问请找村里的管理专员。"
    ]
    assert await village.entries(homes.wang) == []


async def test_deciding_by_command(village: Village, homes: Homes) -> None:
    await claimed(village)
    await claimed(village, "申报 捡垃圾", LI)
    answer = await village.says(CHEN, "/shen 驳 2 那天没有活动")
    assert "原因：那天没有活动" in answer.text
    answer = await village.says(CHEN, "／申报　准　１号　志１ １分")
    assert "志1“积极参与志愿活动或公益服务”加1分" in answer.text
    assert [entry.item for entry in await village.entries(homes.wang)] == ["志1"]
    assert (await village.says(CHEN, "/shen 准")).text == "没写是几号申报，例如：/shen 准 12 志2"
    assert (await village.says(CHEN, "/shen 准 9")).text == "本村没有 9 号申报，发 /shen 看等答复的。"


async def test_a_claim_is_decided_once(village: Village, homes: Homes) -> None:
    await village.officer(LIU, "刘文清", Role.SPECIALIST)
    await claimed(village)
    answers = await asyncio.gather(village.presses(CHEN, "a:claim-yes:1"), village.presses(LIU, "a:claim-yes:1"))
    assert len(await village.entries(homes.wang)) == 1
    assert len(answers) == 2
    for button in ("a:claim-yes:1", "a:claims-no:1"):
        assert (await village.presses(LIU, button)).toast == "申报 1 已经同意过了。"
    assert len(await village.texted(WANG)) == 1
    assert await village.count("claims", "state = 'approved'") == 1


async def test_nobody_decides_on_the_own_household_or_kin(village: Village, homes: Homes) -> None:
    await village.officer(LIU, "刘文清", Role.SPECIALIST)
    for number, place in ((1, "4-2"), (2, "4-3")):
        await village.says(ZHOU, f"/shen {place} 志2 9月8日献血")
        for button in (f"a:claim-yes:{number}", f"a:claim-no:{number}"):
            assert "请别的考核人员来记" in (await village.presses(CHEN, button)).toast
        assert "只有管理专员" in (await village.presses(SUN, f"a:claim-yes:{number}")).toast
        assert "已同意（刘文清）" in (await village.presses(LIU, f"a:claim-yes:{number}")).text


async def test_when_the_only_specialist_is_not_impartial_an_assessor_stands_in(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/shen 4-2 志2 9月8日献血")
    answer = await village.presses(SUN, "a:claim-yes:1")
    assert "申报 1 已同意（孙志明），没有手机号，请当面告诉村民。" in answer.text
    assert len(await village.entries(homes.chen)) == 1


async def test_a_paper_form_waits_like_any_other_claim(village: Village, homes: Homes) -> None:
    said = await village.says(ZHOU, "/shen 3-12 志2 昨天去镇上献血")
    assert "📝 申报 1：3组12号 王建国\n“昨天去镇上献血”\n日子：9月9日，项目：志2" in said.text
    assert "已经报过了，是申报 1" in (await village.says(SUN, "/shen 3-12 志2 昨天去镇上献血")).text
    await village.presses(CHEN, said.buttons[0])
    [entry] = await village.entries(homes.wang)
    assert (entry.source, entry.officer_name, entry.reason) == (Source.CHAT, "陈国强", "昨天去镇上献血")
    [text] = await village.texted(WANG)
    assert "您家的申报1号通过了" in text


async def test_a_number_that_is_no_longer_the_households_gets_no_answer(village: Village, homes: Homes) -> None:
    await claimed(village)
    async with village.database.transaction() as connection:
        await SqlRoster(connection).set_phones(homes.wang.id, ["+8619900000055"])
    await village.presses(CHEN, "a:claim-yes:1")
    assert await village.texted(WANG) == []
    assert len(await village.texted("+8619900000055")) == 1


async def test_no_officer_enters_a_form_for_the_own_household(village: Village, homes: Homes) -> None:
    assert "是您自己家" in (await village.says(CHEN, "/shen 4-2 志2 献血")).text
    assert "是您家亲属" in (await village.says(CHEN, "/shen 4-3 志2 献血")).text
    assert await village.count("claims") == 0


async def test_the_list_is_empty_short_or_cut(village: Village, homes: Homes) -> None:
    assert (await village.says(CHEN, "/shen")).text == "没有等答复的申报。"
    for day in range(1, 6):
        await village.says(ZHOU, f"/shen 3-12 志2 9月{day}日献血")
        await village.says(ZHOU, f"/shen 3-13 志1 9月{day}日扫河道")
    await village.says(ZHOU, "/shen 3-14 志1 帮忙搬东西")
    village.now = at("2026-09-18 09:00")
    listed = await village.says(CHEN, "/申报")
    assert listed.text.startswith(
        "📝 等答复的申报 11 件：\n1. 3组12号 王建国“9月1日献血”（9月1日，志2“参加义务献血活动”2分），已超期\n"
    )
    assert listed.text.endswith("还有 1 件没列出，答复几件再发 /shen 看。")
    assert len(listed.buttons) == 20
    answer = await village.presses(CHEN, listed.button("不同意 10"))
    assert not answer.unbuttoned
    approved = await village.presses(CHEN, listed.buttons[0])
    assert (approved.unbuttoned, "申报 1 已同意" in approved.text) == (False, True)


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("申报", "请写上做了什么、哪一天，如：申报 献血 8月12日。写好再发一次。"),
        ("申报 9月8日", "请写上做了什么、哪一天，如：申报 献血 8月12日。写好再发一次。"),
        ("申报 献血 9月20日", "您写的日子还没到，这条没有收下。做完了再申报。"),
    ],
)
async def test_a_claim_that_says_too_little(village: Village, homes: Homes, words: str, reply: str) -> None:
    assert await claimed(village, words) == reply
    assert await village.count("claims") == 0


async def test_the_same_again_is_the_same_claim_and_five_may_wait(village: Village, homes: Homes) -> None:
    first = await village.texts(WANG, "申报 献血 9月8日", sid="SMfirst")
    assert await village.texts(WANG, "申报 献血 9月8日", sid="SMfirst") == first
    assert await claimed(village) == "这件事您报过了，是申报1号，9月17日前短信答复您。"
    for day in range(1, 5):
        await claimed(village, f"申报 献血 9月{day}日")
    assert await claimed(village, "申报 志愿 9月7日") == ("您家还有5件申报在等答复，这条没有收下。请等有了答复再报。")
    assert await village.count("claims") == 5
    await village.presses(CHEN, "a:claim-yes:1")
    assert "申报6号" in await claimed(village, "申报 志愿 9月7日")


async def test_a_claim_for_a_settled_round_goes_to_todays_only_when_confirmed(village: Village, homes: Homes) -> None:
    await claimed(village)
    village.now = at("2026-10-03 10:00")
    async with village.transactions.writing() as store:
        await ensure_current(store, village.town, QINWANG, village.now)
        round_ = await store.rounds.find(QINWANG, "2026-09")
        assert round_ is not None
        assert await store.rounds.publish(round_, village.now.date(), village.now)
    question = await village.presses(CHEN, "a:claim-yes:1")
    assert question.text == "申报 1 是 9月8日的事，那一轮不能再记了。要记到10月吗？"
    assert await village.entries(homes.wang) == []
    answer = await village.presses(CHEN, question.button("记到10月"))
    assert "10月共 112 分" in answer.text
    assert f"{(await village.entries(homes.wang))[0].day}" == "2026-10-03"


async def test_a_claim_for_a_day_of_last_year_says_so(village: Village, homes: Homes) -> None:
    await claimed(village, "申报 去年11月12日献血")
    assert "日子：2025年11月12日，项目：志2" in (await village.posted()).text
    assert "（2025年11月12日，志2" in (await village.says(CHEN, "/shen")).text


async def test_another_officers_entry_of_that_day_is_asked_about(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-12 志1 扫河道")
    village.now = at("2026-09-11 10:00")
    await claimed(village, "申报 志愿扫河道 9月10日")
    question = await village.presses(CHEN, "a:claim-yes:1")
    assert question.text == "周美华9月10日已给王建国户“积极参与志愿活动或公益服务”加1分（#1），还要再记一次吗？"
    answer = await village.presses(CHEN, question.button("再记一次"))
    assert "本项已满，计 0 分" in answer.text
    assert await village.texted(WANG) == [
        "【张堰积分】您家的申报1号通过了：志愿加1分（本项已满，计0分），9月共111分。您报的是：志愿扫河道 9月10日。"
    ]


async def test_the_answer_waits_for_the_morning_and_comes_in_spite_of_an_opt_out(
    village: Village, homes: Homes
) -> None:
    await claimed(village)
    await village.texts(WANG, "退订")
    village.now = at("2026-09-10 21:30")
    await village.presses(CHEN, "a:claim-yes:1")
    await village.texts(WANG, "退订")
    morning = to_ms(at("2026-09-11 08:00"))
    assert await village.count("outbox", f"lane = 'sms' AND state = 'queued' AND due_ms = {morning}") == 1


async def test_a_claim_that_nobody_answers_is_brought_up_twice_and_then_overdue(village: Village, homes: Homes) -> None:
    async def look(when: str) -> str:
        village.now = at(when)
        before = len(await village.parcels(Lane.CHAT, GROUP))
        async with village.transactions.writing() as store:
            await remind(Due(store, town(), QuarterNotice(), QINWANG, village.now))
        posted = (await village.parcels(Lane.CHAT, GROUP))[before:]
        return "".join(parcel["params"]["text"] for parcel in posted)

    async def tally() -> OpenClaims:
        async with village.transactions.reading() as store:
            return await store.claims.tally(QINWANG, village.now.date())

    await claimed(village)
    assert await look("2026-09-13 12:00") == ""
    assert await look("2026-09-14 07:00") == ""
    assert (await look("2026-09-14 09:00")).startswith("⏰ 还有 1 件申报没人答复：\n1. 3组12号 王建国")
    assert await look("2026-09-15 09:00") == ""
    assert "9月17日前答复" in await look("2026-09-17 09:00")
    assert await tally() == OpenClaims(open=1, overdue=0)
    assert await look("2026-09-18 09:00") == ""
    assert await tally() == OpenClaims(open=1, overdue=1)
    await village.presses(CHEN, (await village.posted()).buttons[0])
    assert await tally() == OpenClaims(open=0, overdue=0)


async def test_without_a_group_a_claim_is_kept_and_listed(new_village: Village, homes: Homes) -> None:
    assert "申报1号" in await claimed(new_village)
    await new_village.officer(CHEN, "陈国强", Role.SPECIALIST)
    assert "1. 3组12号 王建国" in (await new_village.whispers(CHEN, "/shen")).text


async def test_long_words_are_kept_and_cut_only_where_they_are_told(village: Village, homes: Homes) -> None:
    words = "在河边清理水草和垃圾" * 12
    reply = await claimed(village, f"申报 志愿{words}")
    assert (count(reply), "…。9月17日前短信答复您。" in reply) == (1, True)
    assert words in (await village.posted()).text
    await village.presses(CHEN, "a:claim-yes:1")
    [text] = await village.texted(WANG)
    assert count(text) == 1
