"""一票否决: proposed by one, confirmed by another, lifted without a trace in the points."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from domain.entries.vetoing import VetoWanted, propose
from domain.model.errors import Refused
from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, STRANGER, SUN, ZHOU, Answer, Village, at, named


async def proposed(village: Village, household: str = "3-13") -> Answer:
    return await village.says(ZHOU, f"/fou {household} 秸秆 地里冒烟")


async def test_a_veto_waits_for_a_second_officer(village: Village, homes: Homes) -> None:
    answer = await proposed(village)
    assert answer.text == (
        "⛔ #1 3组13号 李秀芳\n一票否决：秸秆焚烧行为\n原因：地里冒烟\n还要另外 1 位考核人员点“确认”才生效。"
    )
    assert answer.labels == ["确认否决", "撤销 #1"]
    assert await village.rank(homes.li) == 1


async def test_in_force_the_household_is_out_of_the_ranking_and_cannot_spend(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    button = (await proposed(village)).button("确认")
    village.restart()
    confirmed = await village.presses(SUN, button)
    assert (confirmed.toast, confirmed.unbuttoned) == ("已确认", True)
    assert "一票否决已生效（孙志明确认）：秸秆焚烧行为。" in confirmed.text

    standing = await village.standing(homes.li)
    assert (standing.rank, standing.spendable, standing.current_score) == (None, 0, 112)
    assert await village.rank(homes.zhang) == 1
    assert "⛔ 3组13号 李秀芳 一票否决" in (await village.says(ZHOU, "/pai")).text
    assert "⛔ 一票否决生效中" in (await village.says(ZHOU, "/cha 3-13")).text


async def test_the_proposer_cannot_confirm_and_a_stranger_neither(village: Village, homes: Homes) -> None:
    button = (await proposed(village)).button("确认")
    assert (await village.presses(ZHOU, button)).toast == "您自己提的否决，要请另一位考核人员确认。"
    assert "您还不是这里的考核人员" in (await village.presses(STRANGER, button)).toast
    assert await village.rank(homes.li) == 1


async def test_confirming_again_changes_nothing(village: Village, homes: Homes) -> None:
    button = (await proposed(village)).button("确认")
    await village.presses(SUN, button)
    for officer in (SUN, CHEN):
        assert (await village.presses(officer, button)).toast == "这条已经确认过了。"
    assert (await village.standing(homes.li)).account.vetoes == 1


async def test_an_ordinary_entry_cannot_be_confirmed_into_a_veto(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert (await village.presses(SUN, "v:1")).toast == "本村没有 #1 这条记录，请核对编号。"
    assert await village.rank(homes.li) == 7


async def test_lifting_it_restores_everything(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    village.now = at("2026-10-02 09:00")
    await village.close_months()
    before = await village.standing(homes.li)
    assert (before.rank, before.spendable) == (1, 112)
    await village.presses(SUN, (await proposed(village)).button("确认"))
    assert (await village.standing(homes.li)).spendable == 0
    answer = await village.says(CHEN, "/che 2 查明是邻居家")
    assert answer.text == (
        "↩️ #3 已撤销 #2（陈国强：查明是邻居家）\n3组13号 李秀芳 秸秆焚烧行为\n这项一票否决不再算数，原来的积分照旧。"
    )
    assert await village.standing(homes.li) == before


async def test_two_vetoes_both_have_to_be_lifted(village: Village, homes: Homes) -> None:
    for _ in range(2):
        await village.presses(SUN, (await proposed(village)).button("确认"))
        village.now += timedelta(minutes=11)
    await village.says(CHEN, "/che 1 查明")
    assert await village.rank(homes.li) is None
    await village.says(CHEN, "/che 2 查明")
    assert await village.rank(homes.li) == 1


async def test_a_proposal_that_was_taken_back_cannot_be_confirmed(village: Village, homes: Homes) -> None:
    answer = await proposed(village)
    await village.presses(ZHOU, answer.button("撤销"))
    assert (await village.presses(SUN, answer.button("确认"))).toast == "#1 已经撤销过了。"
    assert (await village.standing(homes.li)).account.vetoes == 0


async def test_nobody_proposes_or_confirms_against_the_own_household_or_kin(village: Village, homes: Homes) -> None:
    assert "是您自己家" in (await village.says(CHEN, "/fou 4-2 秸秆 地里冒烟")).text
    assert "是您家亲属" in (await village.says(CHEN, "/fou 4-3 秸秆 地里冒烟")).text
    own, kin = await proposed(village, "4-2"), await proposed(village, "4-3")
    assert "是您自己家" in (await village.presses(CHEN, own.button("确认"))).toast
    assert "是您家亲属" in (await village.presses(CHEN, kin.button("确认"))).toast
    assert [await village.rank(home) for home in (homes.chen, homes.chen_kin)] == [1, 1]


async def test_a_veto_ends_with_the_year(village: Village, homes: Homes) -> None:
    village.now = at("2026-12-31 16:00")
    button = (await proposed(village)).button("确认")
    village.now = at("2027-01-01 08:00")
    await village.presses(SUN, button)
    assert (await village.standing(homes.li)).rank == 1
    async with village.transactions.reading() as store:
        assert (await store.standings.of_household(homes.li, 2026)).rank is None


async def test_a_veto_item_is_no_item_and_an_item_no_veto(village: Village) -> None:
    told = "“秸秆”是一票否决的事，要记请用 /fou，例如：/fou 3-12 秸秆 原因"
    assert (await village.says(ZHOU, "/kou 3-13 秸秆 2 冒烟")).text == told
    assert (
        "没有“鸡鸭”这个否决项，可用：否1新增违法建筑、否2" in (await village.says(ZHOU, "/fou 3-13 鸡鸭 满地跑")).text
    )


async def test_a_veto_on_a_doubtful_name_asks_first(village: Village, homes: Homes) -> None:
    question = await village.says(ZHOU, "/fou 王建国 秸秆 地里冒烟")
    answer = await village.presses(ZHOU, question.button("4组1号"))
    assert "4组1号 王建国\n一票否决：秸秆焚烧行为" in answer.text
    assert len(await village.entries(homes.other_wang)) == 1


async def test_where_the_book_asks_for_three_two_others_confirm(village: Village, homes: Homes, tmp_path: Path) -> None:
    village.revise(tmp_path, "veto_confirmations = 2", "veto_confirmations = 3")
    village.now = at("2026-10-02 09:00")
    answer = await proposed(village)
    assert "还要另外 2 位" in answer.text
    first = await village.presses(SUN, answer.button("确认"))
    assert (first.text, first.unbuttoned) == ("#1 孙志明已确认，还差 1 位。", False)
    assert await village.rank(homes.li) is not None
    assert "一票否决已生效" in (await village.presses(CHEN, answer.button("确认"))).text
    assert await village.rank(homes.li) is None


async def test_what_the_book_has_not_is_a_veto_by_no_door(village: Village, homes: Homes) -> None:
    async with village.transactions.writing() as store:
        (officer,) = (await store.officers.acting(named(ZHOU), named(GROUP))).officers
        refused = await propose(village.work(store), officer, VetoWanted(homes.li, "环4", "地里冒烟"))
    assert isinstance(refused, Refused)
    assert refused.code == "unknown-veto"
    assert await village.entries(homes.li) == []
