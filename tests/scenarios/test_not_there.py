"""What is asked for and is not there, or not yet: the answer says so, and nothing is done."""

from __future__ import annotations

from pathlib import Path

from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import LI_PHONE, disputed, settled
from tests.scenarios.supervisors import GU, TOWN_GROUP
from tests.village import CHEN, GROUP, SUN, TOWN_CODE, ZHOU, Village, arrived, at


async def test_a_claim_that_there_is_not(village: Village) -> None:
    assert (await village.says(CHEN, "/shen 99")).text == "本村没有 99 号申报，发 /shen 看等答复的。"


async def test_a_claim_that_was_answered_is_shown_with_its_answer(village: Village) -> None:
    await village.texts(LI_PHONE, "申报 献血")
    await village.says(CHEN, "/shen 准 1")
    assert (await village.says(CHEN, "/shen 1")).text.endswith("已同意，见 #1")


async def test_what_was_never_settled_is_not_taken_back(village: Village) -> None:
    assert "没有" in (await village.says(CHEN, "/jie 撤 点错了")).text
    village.now = at("2026-10-02 09:00")
    await settled(village)
    assert "没有“7月”这一轮" in (await village.says(CHEN, "/jie 撤 7月 点错了")).text
    assert "没有“2026-11”这一轮" in (await village.says(CHEN, "/jie 撤 2026-11 点错了")).text
    assert (await village.says(CHEN, "/jie 撤 10月 点错了")).text == "10月还没有结算，不用撤回。"
    assert await village.count("rounds", "state = 'published'") == 1


async def test_a_quarter_that_is_not_settled_has_no_summary(village: Village) -> None:
    assert "还没有结算" in (await village.says(CHEN, "/jie 2026Q3")).text


async def test_no_texts_are_left_to_go_when_a_round_is_taken_back(village: Village) -> None:
    village.now = at("2026-10-02 09:00")
    await settled(village)
    await village.presses(CHEN, (await village.says(CHEN, "/tong 2026Q3")).button("发送"))
    asked = await village.says(CHEN, "/jie 撤 9月 漏记一户")
    (confirm, *_) = asked.buttons
    done = await village.presses(SUN, confirm)
    assert "还没发的3条季度短信已停发" in done.text
    assert await village.count("rounds", "state = 'published'") == 0


async def test_an_answer_that_nobody_objects_to_is_not_judged(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    said = await village.says(CHEN, "/yi 准 情况属实", replies_to=await arrived(village))
    assert "没有" in said.text
    assert await village.count("entries") == 1


async def test_the_button_of_another_supervisor(supervised: Village) -> None:
    code = await supervised.invitation("沈主任", Role.SUPERVISOR, TOWN_CODE)
    other = GU + 1
    await supervised.says(other, f"/bang {code}", chat=TOWN_GROUP)
    (page, *_) = (await supervised.says(GU, "/jian", chat=TOWN_GROUP)).buttons
    assert "别人" in (await supervised.presses(other, page, chat=TOWN_GROUP)).toast
    assert "/town/" in (await supervised.presses(GU, page, chat=TOWN_GROUP)).text


async def test_a_deduction_that_was_meant_needs_its_reason(village: Village, homes: Homes) -> None:
    asked = await village.says(ZHOU, "/jia 3-13 垃圾 -2")
    refused = await village.presses(ZHOU, asked.button("扣2分"))
    assert "原因" in refused.toast
    assert await village.points(homes.li) == 110


async def test_one_of_two_of_a_name_has_its_file_shown(village: Village, homes: Homes) -> None:
    asked = await village.says(CHEN, "/hu 王建国")
    assert "4组1号 王建国" in (await village.presses(CHEN, asked.button("4组1号"))).text
    assert homes.other_wang.group == 4


async def test_a_veto_that_sounds_like_one_is_asked_about(village: Village) -> None:
    asked = await village.says(ZHOU, "/fou 3-13 接杆 昨晚烧了")
    assert "“接杆”" in asked.text
    assert "秸秆焚烧行为" in (await village.presses(ZHOU, asked.buttons[0])).text


async def test_a_veto_of_three_waits_for_the_third(village: Village, tmp_path: Path) -> None:
    village.now = at("2026-10-05 10:00")
    village.revise(tmp_path, "veto_confirmations = 2", "veto_confirmations = 3")
    proposed = await village.says(ZHOU, "/fou 3-13 秸秆 冒烟")
    assert "还差 1 位" in (await village.presses(CHEN, proposed.button("确认"))).text
    assert "已生效" in (await village.presses(SUN, proposed.button("确认"))).text


async def test_a_surname_of_too_many_suggests_nobody(village: Village) -> None:
    for number in range(1, 8):
        await village.household(9, number, f"诸葛{'甲乙丙丁戊己庚'[number - 1]}")
    assert (await village.says(ZHOU, "/kou 老诸葛 垃圾 1 没分")).buttons == []
    assert await village.count("entries") == 0


async def test_who_has_no_group_is_told_of_none(new_village: Village) -> None:
    await new_village.officer(CHEN, "陈国强", Role.SPECIALIST)
    said = await new_village.whispers(CHEN, "/xuan 明天大扫除")
    assert "没有绑定工作群" in said.text


async def test_every_household_was_looked_at(village: Village, homes: Homes) -> None:
    everybody = (homes.wang, homes.other_wang, homes.li, homes.zhang, homes.zhao, homes.chen, homes.chen_kin)
    places = " ".join(f"{one.group}-{one.number}" for one in everybody)
    await village.says(ZHOU, f"/jia {places} 志愿 扫雪")
    village.now = at("2026-10-02 09:00")
    assert "没人看过" not in (await village.says(CHEN, "/jie 9月")).text


async def test_the_dispute_is_of_one_household(village: Village) -> None:
    await disputed(village)
    assert "没有异议 9" in (await village.says(CHEN, "/zhao 异议 9")).text
    assert await village.deliveries_of_photos(GROUP) == []


async def test_a_button_that_no_version_knows(village: Village) -> None:
    assert "按钮" in (await village.presses(CHEN, "a:nosuch:1")).toast


async def test_goods_have_a_name(village: Village) -> None:
    assert "名称" in (await village.says(CHEN, "/wu 加 12345 60 20")).text
    assert await village.count("goods") == 0
