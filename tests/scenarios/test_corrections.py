"""What comes late into a settled round: a specialist's correction, asked about first, and everything follows."""

from __future__ import annotations

import pytest

from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import finalised, settled
from tests.village import CHEN, GROUP, SUN, ZHOU, Answer, Village, at

FORGOTTEN = "/kou 3-13 垃圾 2 没分类"


async def late(village: Village, user: int, text: str = FORGOTTEN) -> Answer:
    """Sent on the last evening of September, and handled when that is settled."""
    return await village.says(user, text, sent=at("2026-09-30 22:00"))


@pytest.fixture
async def october(village: Village, homes: Homes) -> Village:
    """September is settled and public."""
    village.now = at("2026-10-02 09:00")
    await village.points(homes.li)
    await settled(village)
    return village


async def test_a_specialist_is_asked_and_corrects(october: Village, homes: Homes) -> None:
    question = await late(october, CHEN)
    assert question.text == (
        "9月已公示。3组13号 李秀芳“垃圾分类投放”扣2分（9月30日），要记为9月的更正吗？名次和可用分会跟着变。"
    )
    assert await october.entries(homes.li) == []
    answer = await october.presses(CHEN, question.button("记为9月更正"))
    assert answer.text == (
        "✅ #1 9月30日 3组13号 李秀芳\n环4“垃圾分类投放”扣2分，计 2 分\n本项 3/5 分，9月共 108 分\n"
        "公示后更正（陈国强：没分类），名次和可用分跟着变。"
    )
    assert (await october.standing(homes.li)).account.earned == 108
    assert await october.points(homes.li) == 110


async def test_of_a_final_round_what_can_be_spent_follows(october: Village, homes: Homes) -> None:
    question = await late(october, CHEN)
    october.now = at("2026-10-09 09:00")
    await finalised(october)
    assert (await october.standing(homes.li)).spendable == 110
    await october.presses(CHEN, question.buttons[0])
    assert (await october.standing(homes.li)).spendable == 108


async def test_what_was_spent_of_one_correction_and_taken_by_another_is_no_fault_of_the_books(
    october: Village, homes: Homes
) -> None:
    given, taken = await late(october, CHEN, "/jia 3-13 献血"), await late(october, CHEN)
    october.now = at("2026-10-09 09:00")
    await finalised(october)
    await october.presses(CHEN, given.buttons[0])
    everything = (await october.standing(homes.li)).spendable
    assert everything > 110
    await october.says(CHEN, f"/wu 加 大米 {everything} 1")
    await october.says(CHEN, "/dui 3-13 大米")
    await october.presses(CHEN, taken.buttons[0])
    assert (await october.standing(homes.li)).account.balance < 0
    assert await audited(october) == []


async def test_an_assessor_is_told_who_corrects_and_how(october: Village, homes: Homes) -> None:
    assert (await late(october, ZHOU)).text == (
        "9月已经结算，不再记分。要更正，请管理专员发同样的一条（写上日子），按按钮记为更正。"
    )
    assert await october.entries(homes.li) == []


async def test_nobody_corrects_the_own_household_or_kin(october: Village, homes: Homes) -> None:
    for place, words in (("4-2", "是您自己家"), ("4-3", "是您家亲属")):
        assert words in (await late(october, CHEN, f"/jia {place} 献血")).text
    assert await october.entries(homes.chen) == []


async def test_lines_of_one_message_are_one_question(october: Village, homes: Homes) -> None:
    question = await late(october, CHEN, "/kou 3-13 垃圾 2 没分类\n3-14 垃圾 1 没扎")
    assert question.labels == ["记为9月更正"]
    assert len(question.text.splitlines()) == 2
    await october.presses(CHEN, question.buttons[0])
    assert [len(await october.entries(home)) for home in (homes.li, homes.zhang)] == [1, 1]


async def test_the_group_reads_what_is_corrected_elsewhere(october: Village) -> None:
    question = await october.says(CHEN, FORGOTTEN, chat=CHEN, private=True, sent=at("2026-09-30 22:00"))
    await october.presses(CHEN, question.buttons[0], chat=CHEN, private=True)
    assert "公示后更正（陈国强：没分类）" in (await october.posted(GROUP)).text


async def test_a_veto_too(october: Village, homes: Homes) -> None:
    question = await late(october, CHEN, "/fou 3-13 秸秆 冒烟")
    assert "3组13号 李秀芳“秸秆焚烧行为”（9月30日），要记为9月的更正吗？" in question.text
    assert "还要另外 1 位" in (await october.presses(CHEN, question.buttons[0])).text


async def test_a_closed_year_takes_nothing(october: Village, homes: Homes) -> None:
    async with october.transactions.writing() as store:
        await store.years.close("310116103208", 2026, october.now.date(), (), october.now)
    assert (await late(october, CHEN)).text == "2026年已经结清，不再记分，也不能记到别的年份。"
    assert await october.entries(homes.li) == []


async def test_what_was_corrected_is_sealed_before_the_next_round(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-10-01 09:00")
    await settled(village)
    await village.presses(SUN, (await village.says(CHEN, "/che 1 记错户")).button("确认"))
    village.now = at("2026-11-02 09:00")
    await village.points(homes.li)
    await settled(village, "2026-10")
    assert await village.count("seals") == 3
    assert await village.count("sealed_entries") == 2
    assert await audited(village) == []
