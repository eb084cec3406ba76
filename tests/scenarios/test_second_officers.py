"""What one officer may not do alone: large awards are looked at, old entries of others go only when another agrees."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.entries.second_look import LargeAward, look_by_settling, unseen_large
from domain.model.errors import Refused
from domain.model.people import Officer, Role
from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, QINWANG, STRANGER, SUN, ZHOU, Answer, Village, at, named

LIN = 104
"""林晓燕, the other specialist."""


async def unseen(village: Village) -> list[LargeAward]:
    async with village.transactions.reading() as store:
        round_ = await store.rounds.current(QINWANG)
        assert round_ is not None
        return await unseen_large(store, QINWANG, round_)


async def settles(village: Village, user: int) -> list[int]:
    """An officer is about to settle the month: the awards that this looks at."""
    async with village.transactions.writing() as store:
        round_ = await store.rounds.current(QINWANG)
        officer: Officer = (await store.officers.acting(named(user), named(GROUP))).officers[0]
        assert round_ is not None
        return [large.entry.id for large in await look_by_settling(store, round_, officer, village.now)]


async def large(village: Village, user: int = ZHOU, household: str = "3-13") -> Answer:
    """Something was put right after a deduction: 8 points at once, of which all count."""
    await village.says(SUN, f"/kou {household} 环1 10 搭了棚")
    return await village.says(user, f"/jia {household} 环1 8 棚拆了")


# Large awards.


async def test_a_large_award_counts_at_once_and_asks_for_another_look(village: Village, homes: Homes) -> None:
    question = await large(village)
    answer = await village.presses(ZHOU, question.buttons[0])
    assert "加分较多，请另一位考核人员点“复核”。" in answer.text
    assert answer.labels == ["撤销 #2", "复核 #2"]
    assert await village.points(homes.li) == 108
    assert [(one.entry.id, one.counted) for one in await unseen(village)] == [(2, 8)]


async def logged(village: Village, user: int = ZHOU, household: str = "3-13") -> Answer:
    return await village.presses(user, (await large(village, user, household)).buttons[0])


async def test_another_officer_looks_once(village: Village) -> None:
    button = (await logged(village)).button("复核")
    assert (await village.presses(ZHOU, button)).toast == "您自己加的分，要请另一位考核人员复核。"
    assert "您还不是这里的考核人员" in (await village.presses(STRANGER, button)).toast
    village.restart()
    assert (await village.presses(SUN, button)).text == "👀 #2 3组13号 李秀芳 加8分，孙志明已复核。"
    assert (await village.presses(CHEN, button)).toast == "这条已经确认过了。"
    assert await unseen(village) == []


async def test_nobody_looks_at_the_own_household_or_kin(village: Village) -> None:
    own, kin = await logged(village, household="4-2"), await logged(village, household="4-3")
    assert "是您自己家" in (await village.presses(CHEN, own.button("复核"))).toast
    assert "是您家亲属" in (await village.presses(CHEN, kin.button("复核"))).toast
    assert len(await unseen(village)) == 2


async def test_what_a_cap_swallowed_is_not_large(village: Village) -> None:
    answer = await village.says(ZHOU, "/jia 3-13 环1 8 一直很好")
    assert answer.labels == ["撤销 #1"]
    assert await unseen(village) == []
    assert (await village.presses(SUN, "a:look:1")).toast == "这条已经确认过了。"


async def test_an_award_taken_back_needs_no_look(village: Village) -> None:
    answer = await logged(village)
    await village.presses(ZHOU, answer.button("撤销"))
    assert await unseen(village) == []
    assert (await village.presses(SUN, answer.button("复核"))).toast == "#2 已经撤销过了。"


async def test_settling_is_the_second_look(village: Village) -> None:
    await logged(village)
    assert await settles(village, CHEN) == [2]
    assert await unseen(village) == []


async def test_nobody_settles_over_an_own_large_award(village: Village) -> None:
    answer = await logged(village, CHEN)
    with pytest.raises(Refused) as refused:
        await settles(village, CHEN)
    assert (refused.value.code, refused.value.data["entries"]) == ("second-look-first", [2])
    await village.presses(SUN, answer.button("复核"))
    assert await settles(village, CHEN) == []


async def test_the_preview_of_the_month_has_the_button_too(village: Village) -> None:
    await logged(village, CHEN)
    village.now = at("2026-10-01 09:00")
    preview = await village.says(CHEN, "/jie")
    assert preview.labels == ["结算并公示", "复核 #2"]
    assert "先请另一位考核人员复核" in (await village.presses(CHEN, preview.button("结算"))).toast
    assert "已复核" in (await village.presses(SUN, preview.button("复核"))).text
    assert "积分公示" in (await village.presses(CHEN, preview.button("结算"))).text


async def test_nor_over_one_of_the_own_household(village: Village) -> None:
    await logged(village, ZHOU, "4-2")
    with pytest.raises(Refused, match="second-look-first"):
        await settles(village, CHEN)


# Reversals.


async def test_after_a_day_a_specialist_takes_back_others_entries_only_with_another(
    village: Village, homes: Homes
) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now += timedelta(hours=24, seconds=1)
    answer = await village.says(CHEN, "/che 1 记错户")
    assert answer.text == (
        "↩️ 陈国强要撤销 #1 3组13号 李秀芳\n垃圾分类投放 扣2分（周美华，9月10日）\n原因：记错户\n"
        "别人一天前记的，要另一位考核人员点“确认”才撤销。"
    )
    assert await village.points(homes.li) == 108
    assert await village.count("entries") == 1

    button = answer.button("确认")
    assert (await village.presses(CHEN, button)).toast == "这件事要另一位考核人员来确认。"
    assert "您还不是这里的考核人员" in (await village.presses(STRANGER, button)).toast
    village.restart()
    done = await village.presses(SUN, button)
    assert (
        done.text
        == "孙志明已确认：\n↩️ #2 已撤销 #1（陈国强：记错户）\n3组13号 李秀芳 垃圾分类投放\n本项现在 5 分，9月共 110 分"
    )
    assert done.unbuttoned
    (_, reversal) = await village.entries(homes.li)
    assert (reversal.officer_name, reversal.reason) == ("陈国强", "记错户")
    assert await village.count("confirmations", "entry_id = 2") == 1
    assert (await village.presses(ZHOU, button)).toast == "这条已经确认过了。"


async def test_the_recorder_may_be_the_one_who_agrees(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now += timedelta(days=2)
    await village.presses(ZHOU, (await village.says(CHEN, "/che 1 记错户")).button("确认"))
    assert await village.points(homes.li) == 110


async def test_within_the_day_and_for_own_entries_it_is_done_at_once(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(CHEN, "/kou 3-14 垃圾 2 没分类")
    village.now += timedelta(hours=24)
    assert "已撤销 #1" in (await village.says(CHEN, "/che 1 记错户")).text
    village.now += timedelta(days=3)
    assert "已撤销 #2" in (await village.says(CHEN, "/che 2 记错户")).text


async def test_nobody_agrees_about_the_own_household_or_kin(village: Village, homes: Homes) -> None:
    await village.officer(LIN, "林晓燕", Role.SPECIALIST)
    await village.says(ZHOU, "/kou 4-3 垃圾 2 没分类")
    village.now += timedelta(days=2)
    answer = await village.says(LIN, "/che 1 记错户")
    assert "是您家亲属" in (await village.presses(CHEN, answer.button("确认"))).toast
    assert await village.points(homes.chen_kin) == 108


async def test_what_was_taken_back_meanwhile_is_not_taken_back_again(village: Village, homes: Homes) -> None:
    await village.officer(LIN, "林晓燕", Role.SPECIALIST)
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now += timedelta(days=2)
    first = await village.says(CHEN, "/che 1 记错户")
    second = await village.says(LIN, "/che 1 记错了")
    assert (await village.presses(SUN, first.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"
    assert "已撤销 #1" in (await village.presses(SUN, second.button("确认"))).text
    assert (await village.says(CHEN, "/che 1 记错户")).text == "#1 已经撤销过了。"
    assert await village.count("entries", "reverses = 1") == 1


async def test_an_old_veto_is_lifted_by_two(village: Village, homes: Homes) -> None:
    proposed = await village.says(ZHOU, "/fou 3-13 秸秆 地里冒烟")
    await village.presses(SUN, proposed.button("确认"))
    village.now += timedelta(days=2)
    answer = await village.says(CHEN, "/che 1 查明是邻居家")
    assert await village.rank(homes.li) is None
    await village.presses(SUN, answer.button("确认"))
    assert await village.rank(homes.li) == 1


async def test_whoever_left_office_proposes_nothing_any_more(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now += timedelta(days=2)
    answer = await village.says(CHEN, "/che 1 记错户")
    await village.leaves(CHEN)
    assert (await village.presses(SUN, answer.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"
    assert await village.points(homes.li) == 108


async def test_made_up_numbers_open_nothing(village: Village) -> None:
    for data in ("a:second:9", "a:look:9", "a:yi-uphold:9", "a:yi-dismiss:9"):
        assert (await village.presses(CHEN, data)).toast in {
            "这个按钮已失效，请重新发一次命令。",
            "本村没有 #9 这条记录，请核对编号。",
            "本村没有异议 9，发 /yi 看等答复的。",
        }
