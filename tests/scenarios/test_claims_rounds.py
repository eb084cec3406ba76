"""Claims and the round of their day."""

from __future__ import annotations

from pathlib import Path

from app.town import load
from tests.scenarios.claiming import WANG, claimed
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import september_passes, settled
from tests.village import BOOK, CHEN, QINWANG, ZHOU, Village, at


async def test_a_claim_for_a_settled_round_corrects_that_round_when_the_specialist_says_so(
    village: Village, homes: Homes
) -> None:
    await claimed(village)
    village.now = at("2026-10-03 10:00")
    await settled(village)
    question = await village.presses(CHEN, "a:claim-yes:1")
    assert question.text == (
        "9月已公示。3组12号 王建国“参加义务献血活动”加2分（9月8日），要记为9月的更正吗？名次和可用分会跟着变。"
    )
    assert await village.entries(homes.wang) == []
    answer = await village.presses(CHEN, question.button("记为9月更正"))
    assert "✅ #1 9月8日 3组12号 王建国" in answer.text
    assert "9月共 112 分\n公示后更正（陈国强：献血 9月8日），名次和可用分跟着变。" in answer.text
    assert (await village.standing(homes.wang)).account.earned == 112
    assert await village.points(homes.wang) == 110


async def test_a_claim_of_december_is_never_paid_with_next_years_points(village: Village, homes: Homes) -> None:
    village.now = at("2026-12-30 10:00")
    await claimed(village, "申报 献血 12月29日")
    await village.close_months()
    village.now = at("2027-01-02 10:00")
    await village.points(homes.wang)
    await settled(village, "2026-12")
    question = await village.presses(CHEN, "a:claim-yes:1")
    assert "2026年12月29日），要记为12月的更正吗？" in question.text
    assert question.labels == ["记为12月更正"]
    await village.presses(CHEN, question.buttons[0])
    [entry] = await village.entries(homes.wang)
    assert f"{entry.day}" == "2026-12-29"
    assert await village.points(homes.wang) == 110


async def test_nor_once_that_year_is_closed(village: Village, homes: Homes) -> None:
    village.now = at("2026-12-30 10:00")
    await claimed(village, "申报 献血 12月29日")
    village.now = at("2027-01-02 10:00")
    await village.close_months()
    async with village.transactions.writing() as store:
        await store.years.close(QINWANG, 2026, village.now.date(), (), village.now)
    refused = await village.presses(CHEN, "a:claim-yes:1")
    assert refused.toast == "2026年已经结清，不再记分，也不能记到别的年份。"
    assert await village.entries(homes.wang) == []


async def test_a_household_that_was_not_in_the_round_of_its_claim_can_have_it_in_todays(
    village: Village, homes: Homes
) -> None:
    await claimed(village)
    await village.says(CHEN, "/jie 免 3-12 房子空着")
    assert "本轮不参加考评，不能记分" in (await village.presses(CHEN, "a:claim-yes:1")).toast
    village.now = at("2026-10-03 10:00")
    question = await village.presses(CHEN, "a:claim-yes:1")
    assert question.text == "申报 1 是 9月8日的事，那时这户没有参加考评。要记到10月吗？"
    assert "10月共 112 分" in (await village.presses(CHEN, question.button("记到10月"))).text


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


async def test_a_deed_that_was_claimed_before_is_asked_about_whoever_agreed_to_it(
    village: Village, homes: Homes
) -> None:
    await claimed(village)
    await village.presses(CHEN, "a:claim-yes:1")
    await september_passes(village)
    await claimed(village)
    question = await village.presses(CHEN, "a:claim-yes:2")
    assert question.text == "陈国强9月8日已给王建国户“参加义务献血活动”加2分（#1），还要再记一次吗？"
    later = await village.presses(CHEN, question.button("再记一次"))
    await village.presses(CHEN, later.button("记为9月更正"))
    assert [entry.points for entry in await village.entries(homes.wang)] == [2, 2]


async def test_also_when_its_points_went_to_a_later_month(village: Village, homes: Homes) -> None:
    await claimed(village)
    await village.says(CHEN, "/jie 免 3-12 房子空着")
    await september_passes(village)
    await village.presses(CHEN, (await village.presses(CHEN, "a:claim-yes:1")).button("记到10月"))
    village.now = at("2026-11-02 10:00")
    await claimed(village)
    question = await village.presses(CHEN, "a:claim-yes:2")
    assert question.text == "陈国强10月9日已给王建国户“参加义务献血活动”加2分（#1），还要再记一次吗？"


async def test_a_deed_that_was_taken_back_may_be_claimed_again(village: Village, homes: Homes) -> None:
    await claimed(village)
    await village.presses(CHEN, "a:claim-yes:1")
    await village.says(CHEN, "/che 1 记错户")
    await claimed(village)
    assert "申报 2 已同意" in (await village.presses(CHEN, "a:claim-yes:2")).text


def without_blood(village: Village, folder: Path) -> None:
    """From here on the village's own rules have no 志2 any more."""
    (folder / BOOK.stem).mkdir()
    (folder / BOOK.name).write_text(BOOK.read_text("utf-8"), "utf-8")
    (folder / BOOK.stem / f"{QINWANG}.toml").write_text('total = 118\nremove = ["志2"]\n', "utf-8")
    village.town = load(folder / BOOK.name)
    village.restart()


async def test_a_claim_is_judged_by_the_rules_of_its_own_round(village: Village, homes: Homes, tmp_path: Path) -> None:
    await claimed(village)
    without_blood(village, tmp_path)
    village.now = at("2026-10-03 10:00")
    await village.points(homes.wang)
    assert "9月8日，志2“参加义务献血活动”2分" in (await village.says(CHEN, "/shen")).text
    answer = await village.says(CHEN, "/shen 准 1 志2")
    assert "志2“参加义务献血活动”加2分，计 2 分\n本项 2/2 分，9月共 112 分" in answer.text


async def test_texts_and_paper_forms_of_then_too(village: Village, homes: Homes, tmp_path: Path) -> None:
    await village.points(homes.wang)
    without_blood(village, tmp_path)
    village.now = at("2026-10-03 10:00")
    await village.points(homes.wang)
    await claimed(village)
    assert "项目：志2“参加义务献血活动”2分" in (await village.posted()).text
    filed = await village.says(CHEN, "/shen 3-13 献血 9月9日")
    assert "项目：志2“参加义务献血活动”2分" in filed.text
    assert "志2“参加义务献血活动”加2分" in (await village.says(CHEN, "/jia 3-14 献血 9月10日")).text
    refused = await village.says(CHEN, "/shen 3-14 献血 10月2日")
    assert "没有“献血”这一项" in refused.text


async def test_what_is_to_count_today_is_judged_by_todays_rules(village: Village, homes: Homes, tmp_path: Path) -> None:
    await claimed(village)
    await village.says(CHEN, "/jie 免 3-12 住院")
    without_blood(village, tmp_path)
    village.now = at("2026-10-03 10:00")
    await village.points(homes.wang)
    question = await village.presses(CHEN, "a:claim-yes:1")
    which = await village.presses(CHEN, question.button("记到10月"))
    assert "记哪一项？" in which.text
    assert await village.entries(homes.wang) == []
