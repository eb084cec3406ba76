"""撤回: a household withdraws its own claim or objection; nobody answers it, and nothing hangs on it."""

from __future__ import annotations

from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import LI_PHONE, disputed, finalised, september_passes, settled
from tests.scenarios.shopping import spendable
from tests.village import CHEN, GROUP, SUN, ZHOU, Village, at


async def test_a_claim_is_withdrawn_and_the_group_told(village: Village, homes: Homes) -> None:
    await village.texts(LI_PHONE, "申报 献血")
    old = await village.posted(GROUP)
    assert await village.texts(LI_PHONE, "撤回 1，搞错了") == "李秀芳户的申报1号撤回了，不用等答复。"
    told = await village.posted(GROUP)
    assert told.text == "↩️ 3组13号 李秀芳撤回了申报 1“献血”\n户里说：搞错了\n不用再答复。"
    assert (await village.presses(CHEN, old.buttons[0])).toast == "申报 1 户里已经撤回，不用答复了。"
    assert "没有等答复的申报" in (await village.says(CHEN, "/shen")).text
    assert await village.points(homes.li) == 110
    assert await audited(village) == []


async def test_an_objection_is_withdrawn_and_the_entry_stays(village: Village, homes: Homes) -> None:
    await disputed(village)
    old = await village.posted(GROUP)
    assert await village.texts(LI_PHONE, "撤回异议 1") == "李秀芳户的异议1号撤回了，不用等答复，#1不变。"
    assert "撤回了异议 1" in (await village.posted(GROUP)).text
    assert (await village.presses(CHEN, old.buttons[0])).toast == "异议 1 户里已经撤回，不用答复了。"
    assert (await village.says(CHEN, "/yi")).text == "没有等答复的异议。"
    assert "结果：户里撤回（9月10日）" in (await village.says(CHEN, "/yi 1")).text
    assert await village.points(homes.li) == 108
    assert await audited(village) == []


async def test_a_round_that_was_held_back_becomes_final(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-10-02 09:00")
    await settled(village)
    await village.texts(LI_PHONE, "异议 1 没有扔")
    village.now = at("2026-10-09 09:00")
    await finalised(village)
    assert await spendable(village, homes.li) == 0
    await village.texts(LI_PHONE, "撤回 1")
    await finalised(village)
    assert await spendable(village, homes.li) == 108
    assert await audited(village) == []


async def test_it_can_be_disputed_again(village: Village) -> None:
    await disputed(village)
    await village.texts(LI_PHONE, "撤回 1")
    assert "异议2号收下了" in (await village.texts(LI_PHONE, "异议 1 还是不对") or "")


async def test_two_of_one_number_are_asked_about(village: Village) -> None:
    await disputed(village)
    await village.texts(LI_PHONE, "申报 献血")
    asked = await village.texts(LI_PHONE, "撤回 1")
    assert asked == "您家申报、异议都有1号在等答复。请发“撤回申报1”或“撤回异议1”。"
    assert await village.count("claims", "state = 'open'") == await village.count("objections", "state = 'open'") == 1
    assert "申报1号撤回了" in (await village.texts(LI_PHONE, "撤回申报1") or "")
    assert "异议1号撤回了" in (await village.texts(LI_PHONE, "撤回 1") or "")


async def test_without_a_number_what_waits_is_listed(village: Village) -> None:
    assert (await village.texts(LI_PHONE, "我不申报了")).startswith("您家没有等答复的申报或异议，不用撤回。")
    await disputed(village)
    await village.texts(LI_PHONE, "申报 献血")
    listed = await village.texts(LI_PHONE, "我不申报了")
    assert listed == "要撤回哪一件？请回编号，如：申报1。\n申报1 献血\n异议1 没有扔垃圾"
    assert "请发“撤回申报1”或“撤回异议1”" in (await village.texts(LI_PHONE, "1") or "")
    assert await village.count("claims", "state = 'open'") == 1


async def test_what_is_decided_or_anothers_stays(village: Village, homes: Homes) -> None:
    await village.texts(LI_PHONE, "申报 献血")
    question = await village.posted(GROUP)
    await village.presses(CHEN, question.buttons[0])
    assert (await village.texts(LI_PHONE, "撤回 1")).startswith("申报1号已经通过了，不用撤回。")
    await village.says(ZHOU, "/kou 3-12 垃圾 2 没分类")
    await village.says(ZHOU, "/yi #2 户里说没有扔")
    assert await village.count("objections", "state = 'open'") == 1
    assert "没有找到您家2号" in (await village.texts(LI_PHONE, "撤回 2") or "")
    assert "已经通过了" in (await village.texts(LI_PHONE, "撤回 1") or "")
    assert await village.count("objections", "state = 'open'") == 1


async def test_the_same_text_twice_withdraws_once(village: Village) -> None:
    await village.texts(LI_PHONE, "申报 献血")
    await village.texts(LI_PHONE, "撤回 1")
    assert (await village.texts(LI_PHONE, "撤回 1")).startswith("申报1号已经撤回过了，不用撤回。")


async def test_one_about_a_final_round_held_nothing_back(village: Village, homes: Homes) -> None:
    """A veto can be disputed all year, also when its round is final."""
    await village.presses(SUN, (await village.says(ZHOU, "/fou 3-13 秸秆 冒烟")).button("确认"))
    await september_passes(village)
    assert "异议1号收下了" in await village.texts(LI_PHONE, "异议 1 不是我家烧的")
    assert "异议1号撤回了" in await village.texts(LI_PHONE, "撤回 1")
    assert await village.rank(homes.li) is None
    assert await audited(village) == []
