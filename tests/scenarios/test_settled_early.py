"""A round that is settled before it is over, and a settling that is taken back: by two officers, and for a while."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, SUN, ZHOU, Answer, Village, at

LI_PHONE = "+8619900000002"


async def wants_early(village: Village) -> Answer:
    """The specialist settles the running month."""
    preview = await village.says(CHEN, "/jie")
    return await village.presses(CHEN, preview.button("提前结算（要另一位确认）"))


async def settled_early(village: Village) -> None:
    wish = await wants_early(village)
    assert "积分公示" in (await village.presses(ZHOU, wish.button("确认提前结算"))).text


async def taken_back(village: Village, said: str = "/jie 撤 9月 漏了两户") -> Answer:
    wish = await village.says(CHEN, said)
    return await village.presses(SUN, wish.button("确认撤回"))


# Early.


async def test_before_its_last_days_a_round_is_only_shown(village: Village) -> None:
    village.now = at("2026-09-27 23:59")
    answer = await village.says(CHEN, "/jie")
    assert answer.text.endswith("9月还没过完，10月1日起才能结算；9月28日起可以提前结算，要另一位考核人员确认。")
    assert answer.labels == []


async def test_in_its_last_days_a_second_officer_confirms(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-28 00:00")
    wish = await wants_early(village)
    assert wish.text == (
        "陈国强要提前结算9月（9月30日才过完），结算后剩下的日子不能再记。\n请另一位考核人员确认，不同意就不用点。"
    )
    confirm = wish.button("确认提前结算")
    assert (await village.presses(CHEN, confirm)).toast == "这件事要另一位考核人员来确认。"
    assert "✅ #1" in (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).text
    village.restart()
    done = await village.presses(ZHOU, confirm)
    assert done.unbuttoned
    assert done.text.startswith("周美华确认，9月提前结算。\n📢 秦望村9月积分公示\n公示到10月4日。")
    assert (await village.presses(SUN, confirm)).toast == "9月的这件事已经有人确认，办好了。"
    village.now = at("2026-09-29 10:00")
    assert "9月已经结算，不再记分" in (await village.says(ZHOU, "/kou 3-13 垃圾 1 又没分类")).text
    assert await audited(village) == []


@pytest.mark.parametrize(("moment", "early"), [("2026-12-19 23:59", False), ("2026-12-20 00:00", True)])
async def test_december_may_be_settled_from_the_twentieth(village: Village, moment: str, *, early: bool) -> None:
    village.now = at(moment)
    await village.close_months()
    labels = (await village.says(CHEN, "/jie")).labels
    assert ("提前结算（要另一位确认）" in labels) is early


async def test_a_wish_that_waits_until_the_month_is_over_is_no_early_one_any_more(village: Village) -> None:
    village.now = at("2026-09-30 23:50")
    wish = await wants_early(village)
    village.now = at("2026-10-01 08:00")
    assert "积分公示" in (await village.presses(ZHOU, wish.button("确认提前结算"))).text
    assert await audited(village) == []


async def test_nobody_confirms_over_an_own_large_award(village: Village) -> None:
    await village.says(SUN, "/kou 3-13 环1 10 搭了棚")
    question = await village.says(CHEN, "/jia 3-13 环1 8 棚拆了")
    large = await village.presses(CHEN, question.buttons[0])
    village.now = at("2026-09-29 09:00")
    wish = await wants_early(village)
    assert "先请另一位考核人员复核" in (await village.presses(ZHOU, wish.button("确认"))).toast
    await village.presses(SUN, large.button("复核"))
    assert "积分公示" in (await village.presses(ZHOU, wish.button("确认"))).text


# Taking back.


async def test_a_settling_is_taken_back_by_two(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-29 09:00")
    await settled_early(village)
    village.now = at("2026-09-29 20:00")
    wish = await village.says(CHEN, "/jie 撤 9月 漏了两户")
    assert wish.text == (
        "陈国强要撤回9月的结算（漏了两户）：撤回后公示作废，9月恢复记分，以后再结算。\n请另一位考核人员确认。"
    )
    assert (await village.presses(CHEN, wish.button("确认撤回"))).toast == "这件事要另一位考核人员来确认。"
    done = await village.presses(SUN, wish.button("确认撤回"))
    assert done.text.startswith("↩️ 9月的结算已撤回（陈国强提出，孙志明确认），恢复记分。")
    assert "✅ #1" in (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).text
    assert (await village.standing(homes.li)).account.earned == 0
    assert await audited(village) == []


async def test_it_is_settled_and_taken_back_once_more(village: Village) -> None:
    village.now = at("2026-10-01 09:00")
    for hour in (9, 11):
        village.now = at(f"2026-10-01 {hour:02}:00")
        preview = await village.says(CHEN, "/jie 9月")
        assert "积分公示" in (await village.presses(CHEN, preview.button("结算并公示"))).text
        village.now = at(f"2026-10-01 {hour + 1:02}:00")
        assert "已撤回" in (await taken_back(village)).text
    assert await village.count("seals") == 4
    assert await audited(village) == []


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-10-02 09:00", "请另一位考核人员确认"),
        ("2026-10-02 09:01", "9月结算已超过24小时，不能撤回。"),
        ("2026-10-08 09:00", "9月已经生效，不能撤回。"),
    ],
)
async def test_only_for_a_day(village: Village, moment: str, told: str) -> None:
    village.now = at("2026-10-01 09:00")
    preview = await village.says(CHEN, "/jie 9月")
    await village.presses(CHEN, preview.button("结算并公示"))
    village.now = at(moment)
    if village.now.day == at("2026-10-08 09:00").day:
        await village.close_months()
    assert told in (await village.says(CHEN, "/jie 撤 9月")).text


async def test_what_hangs_on_it_keeps_it(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-10-01 09:00")
    preview = await village.says(CHEN, "/jie 9月")
    await village.presses(CHEN, preview.button("结算并公示"))
    wish = await village.says(CHEN, "/jie 撤 9月")
    await village.texts(LI_PHONE, "异议 1 没有扔")
    kept = "9月不能撤回：已经有人提了异议，请先用 /yi 答复。"
    assert (await village.presses(SUN, wish.button("确认撤回"))).toast == kept
    assert (await village.says(CHEN, "/jie 撤 9月")).text == kept


async def test_a_correction_keeps_it_too(village: Village) -> None:
    village.now = at("2026-10-01 09:00")
    preview = await village.says(CHEN, "/jie 9月")
    await village.presses(CHEN, preview.button("结算并公示"))
    question = await village.says(CHEN, "/kou 3-13 垃圾 2 9月20日 没分类")
    await village.presses(CHEN, question.button("记为9月更正"))
    told = (await village.says(CHEN, "/jie 撤 9月")).text
    assert told == "9月不能撤回：公示后已经有更正，请接着更正。"


async def test_the_group_hears_of_what_was_wished_elsewhere(village: Village) -> None:
    village.now = at("2026-10-01 09:00")
    preview = await village.says(CHEN, "/jie 9月")
    await village.presses(CHEN, preview.button("结算并公示"))
    await village.says(CHEN, "/jie 撤 9月", chat=CHEN, private=True)
    posted = await village.posted(GROUP)
    assert "已撤回" in (await village.presses(SUN, posted.button("确认撤回"))).text


async def test_a_later_round_that_is_settled_keeps_it(village: Village, homes: Homes) -> None:
    village.now = at("2026-11-02 09:00")
    await village.points(homes.li)
    for _ in range(2):
        preview = await village.says(CHEN, "/jie")
        assert "积分公示" in (await village.presses(CHEN, preview.button("结算并公示"))).text
    assert (await village.says(CHEN, "/jie 撤 9月")).text == "9月不能撤回：后面的轮次已经结算。"


async def test_settled_early_there_is_nothing_left_to_settle(village: Village) -> None:
    village.now = at("2026-09-29 09:00")
    await settled_early(village)
    assert (await village.says(CHEN, "/jie")).text == "现在没有要结算的轮次。"


async def test_where_the_book_says_so_no_round_is_settled_early(village: Village, tmp_path: Path) -> None:
    village.revise(tmp_path, "settle_early_days = 3", "settle_early_days = 0")
    village.now = at("2026-10-31 23:59")
    await village.close_months()
    answer = await village.says(CHEN, "/jie")
    assert answer.text.endswith("10月还没过完，11月1日起才能结算。")
    assert answer.labels == []
