"""Who decides an 异议: a specialist who is impartial, and nobody alone about the own work."""

from __future__ import annotations

from datetime import timedelta

from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import LI_PHONE, disputed
from tests.village import CHEN, STRANGER, SUN, ZHOU, Village

LIN = 104
"""林晓燕, the other specialist."""


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
    waiting = await village.presses(CHEN, (await village.posted()).buttons[0])
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
