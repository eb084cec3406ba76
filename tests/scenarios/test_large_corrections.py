"""A large award for a settled round waits for a second officer, by whichever door it came."""

from __future__ import annotations

import pytest

from domain.model.people import Role
from tests.scenarios.auditing import audited
from tests.scenarios.claiming import WANG
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import finalised, settled
from tests.village import CHEN, GROUP, STRANGER, SUN, ZHOU, Answer, Village, at

LIN = 104
"""林晓燕, the other specialist."""
LARGE = "/jia 3-13 环1 8 棚拆了"
LI = "+8619900000002"


@pytest.fixture
async def october(village: Village, homes: Homes) -> Village:
    """In September 孙志明 took ten points off 李秀芳's household; the month is settled and public."""
    await village.says(SUN, "/kou 3-13 环1 10 搭了棚")
    village.now = at("2026-10-02 09:00")
    await village.points(homes.li)
    await settled(village)
    return village


async def late(village: Village, text: str = LARGE, user: int = CHEN) -> Answer:
    """Sent on the last evening of September, handled in October, and meant as a correction."""
    question = await village.says(user, text, sent=at("2026-09-30 22:00"))
    while any("记为" in label or "再记" in label for label in question.labels):
        question = await village.presses(user, question.buttons[0])
    return question


async def score(village: Village, homes: Homes) -> int:
    return (await village.standing(homes.li)).account.earned


async def test_nothing_is_recorded_until_another_officer_confirms(october: Village, homes: Homes) -> None:
    waits = await late(october)
    assert waits.text == (
        "⏳ 还没记：9月30日 3组13号 李秀芳\n环1“无违章搭建”加8分，原因：棚拆了\n"
        "9月已公示，一项加分超过 5 分的更正要两个人。\n请周美华或孙志明点“确认”，确认前不算数。"
    )
    assert waits.labels == ["确认", "不记了"]
    assert (await october.count("entries"), await score(october, homes)) == (1, 100)

    confirm = waits.button("确认")
    assert (await october.presses(CHEN, confirm)).toast == "这件事要另一位考核人员来确认。"
    assert "您还不是这里的考核人员" in (await october.presses(STRANGER, confirm)).toast
    october.restart()
    done = await october.presses(ZHOU, confirm)
    assert done.unbuttoned
    assert done.text == (
        "周美华已确认：\n✅ #2 9月30日 3组13号 李秀芳\n环1“无违章搭建”加8分，计 8 分\n本项 13/15 分，9月共 108 分\n"
        "公示后更正（陈国强：棚拆了），名次和可用分跟着变。"
    )
    assert done.labels == ["撤销 #2"]
    assert await score(october, homes) == 108
    assert await october.count("confirmations", "entry_id = 2") == 1
    assert (await october.presses(SUN, confirm)).toast == "这件事已经有人确认过，或者说不记了。"
    assert await audited(october) == []


async def test_what_can_be_spent_follows_the_confirmation(october: Village, homes: Homes) -> None:
    confirm = (await late(october)).button("确认")
    october.now = at("2026-10-09 09:00")
    await finalised(october)
    assert (await october.standing(homes.li)).spendable == 100
    await october.presses(SUN, confirm)
    assert (await october.standing(homes.li)).spendable == 108
    assert await audited(october) == []


async def test_it_may_be_dropped_by_either(october: Village, homes: Homes) -> None:
    for user, name in ((CHEN, "陈国强"), (ZHOU, "周美华")):
        waits = await late(october)
        dropped = await october.presses(user, waits.button("不记了"))
        assert dropped.text == f"3组13号 李秀芳 环1加8分不记了（{name}）。"
        assert (await october.presses(SUN, waits.button("确认"))).toast == "这件事已经有人确认过，或者说不记了。"
    assert (await october.count("entries"), await score(october, homes)) == (1, 100)
    assert await audited(october) == []


async def test_the_group_reads_what_waits_elsewhere(october: Village) -> None:
    question = await october.says(CHEN, LARGE, chat=CHEN, private=True, sent=at("2026-09-30 22:00"))
    await october.presses(CHEN, question.buttons[0], chat=CHEN, private=True)
    posted = await october.posted(GROUP)
    assert "要两个人" in posted.text
    assert "已确认" in (await october.presses(ZHOU, posted.button("确认"))).text


async def test_small_ones_and_deductions_count_at_once(october: Village, homes: Homes) -> None:
    assert "✅ #2" in (await late(october, "/jia 3-13 环1 5 棚拆了一半")).text
    assert "✅ #3" in (await late(october, "/kou 3-13 环2 9 很脏")).text
    assert await score(october, homes) == 96
    assert await audited(october) == []


async def test_cut_into_small_ones_it_waits_as_well(october: Village, homes: Homes) -> None:
    await late(october, "/jia 3-13 环1 5 棚拆了")
    assert "一项加分超过 5 分的更正要两个人" in (await late(october, "/jia 3-13 环1 3 都拆了")).text
    assert await score(october, homes) == 105


async def test_so_it_does_when_a_part_was_given_before_the_round_was_settled(village: Village, homes: Homes) -> None:
    await village.says(SUN, "/kou 3-13 环1 10 搭了棚")
    question = await village.says(CHEN, "/jia 3-13 环1 4 拆了些")
    await village.presses(CHEN, question.buttons[0])
    village.now = at("2026-10-02 09:00")
    await village.points(homes.li)
    await settled(village)
    assert "要两个人" in (await late(village, "/jia 3-13 环1 4 都拆了")).text


async def test_an_item_that_is_full_waits_too(october: Village, homes: Homes) -> None:
    """What a cap swallows makes up for the next deduction, and nobody would look at it then."""
    assert "要两个人" in (await late(october, "/jia 3-14 环1 8 一直很好")).text


async def test_an_item_that_is_worth_little_never_waits(october: Village) -> None:
    assert "✅ #2" in (await late(october, "/jia 3-13 志2 8 献血")).text


async def test_of_several_lines_the_small_ones_are_recorded(october: Village, homes: Homes) -> None:
    answer = await late(october, "/jia\n3-13 环1 8 棚拆了\n3-14 志2 2 献血")
    assert [block[0] for block in answer.text.split("\n") if block[0] in "⏳✅"] == ["⏳", "✅"]
    assert answer.labels == ["确认 3-13 环1", "不记了 3-13 环1", "撤销 #2"]
    assert "9月共 112 分" in answer.text
    await october.presses(ZHOU, answer.button("确认"))
    assert await score(october, homes) == 108


async def test_the_last_one_replaces_those_before(october: Village, homes: Homes) -> None:
    first, second = await late(october), await late(october, "/jia 3-13 环1 9 棚全拆了")
    assert second.text.endswith("先前提的同一件事作废，以这次为准。")
    assert (await october.presses(ZHOU, first.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"
    await october.presses(ZHOU, second.button("确认"))
    assert await score(october, homes) == 109


async def test_what_another_officer_recorded_meanwhile_is_not_recorded_twice(october: Village, homes: Homes) -> None:
    await october.officer(LIN, "林晓燕", Role.SPECIALIST)
    waits = await late(october)
    await late(october, "/jia 3-13 环1 5 棚拆了", LIN)
    assert (await october.presses(ZHOU, waits.button("确认"))).toast == (
        "3组13号 李秀芳这项当天已另外记了 #2，没有再记。确实还要记的，请提的人重新发一次。"
    )
    again = await late(october)
    await october.presses(ZHOU, again.button("确认"))
    assert await score(october, homes) == 110


async def test_nobody_confirms_for_the_own_household_or_kin(october: Village) -> None:
    await october.officer(LIN, "林晓燕", Role.SPECIALIST)
    for place, words in (("4-2", "是您自己家"), ("4-3", "是您家亲属")):
        waits = await late(october, f"/jia {place} 环1 8 一直很好", LIN)
        assert "请周美华或孙志明点" in waits.text
        for label in ("确认", "不记了"):
            assert words in (await october.presses(CHEN, waits.button(label))).toast


async def test_a_specialist_alone_is_told_how_there_are_two(october: Village, homes: Homes) -> None:
    for user in (ZHOU, SUN):
        await october.leaves(user)
    waits = await late(october)
    assert "现在没有别的考核人员能确认，请镇里再请一位：在镇群发 /jian 请 秦望村 组员 姓名。" in waits.text
    await october.officer(ZHOU, "周美华")
    await october.presses(ZHOU, waits.button("确认"))
    assert await score(october, homes) == 108


async def test_whoever_left_office_is_not_waited_for(october: Village, homes: Homes) -> None:
    waits = await late(october)
    await october.leaves(CHEN)
    assert (await october.presses(ZHOU, waits.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"
    assert await score(october, homes) == 100


async def test_a_year_that_closed_meanwhile_takes_nothing(october: Village, homes: Homes) -> None:
    waits = await late(october)
    async with october.transactions.writing() as store:
        await store.years.close("310116103208", 2026, october.now.date(), (), october.now)
    assert "2026年已经结清" in (await october.presses(ZHOU, waits.button("确认"))).toast
    assert await october.count("entries") == 1


# A claim.


async def claim_waits(village: Village) -> Answer:
    """A claim of September for a large award is approved in October."""
    await village.texts(WANG, "申报 9月8日把违建的棚拆了")
    question = await village.presses(CHEN, "a:claim-yes:1")
    assert "记哪一项" in question.text
    answer = await village.says(CHEN, "/shen 准 1 环1 8")
    return await village.presses(CHEN, answer.button("记为9月更正"))


async def test_an_approved_claim_waits_and_its_villager_hears_nothing_yet(october: Village, homes: Homes) -> None:
    waits = await claim_waits(october)
    assert waits.text.startswith("📝 申报 1：陈国强同意，答复先不发给村民。\n⏳ 还没记：9月8日 3组12号 王建国")
    assert await october.count("claims", "state = 'open'") == 1
    told = len(await october.texted(WANG))
    done = await october.presses(ZHOU, waits.button("确认"))
    assert done.text.startswith("周美华已确认：\n📝 申报 1 已同意（陈国强），会发短信告诉村民。\n✅ #2 9月8日 3组12号")
    assert len(await october.texted(WANG)) == told + 1
    assert await october.count("claims", "state = 'approved' AND entry_id = 2") == 1
    assert await audited(october) == []


async def test_a_claim_that_was_rejected_meanwhile_is_not_approved(october: Village) -> None:
    waits = await claim_waits(october)
    question = await october.presses(CHEN, "a:claim-no:1")
    await october.presses(CHEN, question.button("查无此事"))
    assert (await october.presses(ZHOU, waits.button("确认"))).toast == "申报 1 已经答复过了。"
    assert await october.count("entries") == 1


async def test_a_claim_whose_award_is_dropped_stays_open(october: Village) -> None:
    waits = await claim_waits(october)
    dropped = await october.presses(ZHOU, waits.button("不记了"))
    assert dropped.text == "3组12号 王建国 环1加8分不记了（周美华）。申报 1 还没答复，发 /shen 可答复。"
    assert await october.count("claims", "state = 'open'") == 1


# An objection.


async def test_an_award_given_again_by_an_objection_takes_two(village: Village, homes: Homes) -> None:
    await village.officer(LIN, "林晓燕", Role.SPECIALIST)
    await village.says(SUN, "/kou 3-13 环1 10 搭了棚")
    question = await village.says(LIN, LARGE)
    large = await village.presses(LIN, question.buttons[0])
    await village.presses(SUN, large.button("复核"))
    await village.says(LIN, "/che 2 记错了")
    await village.texts(LI, "异议 3 棚是拆了")
    answer = await village.says(CHEN, "/yi 准 1 查过了")
    assert "要多加不少分" in answer.text
    assert await village.points(homes.li) == 100
    await village.presses(ZHOU, answer.button("确认"))
    assert await village.points(homes.li) == 108
    assert await audited(village) == []
