"""The year ends: the ranking is frozen, what is unspent lapses, and the new year starts from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from app.duties import year_end
from app.duties.duty import Due
from app.town import LoadedTown, load
from domain.boundary import unwrap
from domain.ledger.lapsing import Ending, ending
from domain.model.account import PostingKind
from domain.model.closed_year import Honour
from domain.model.errors import Refused
from domain.notices.year_notices import plan_warnings
from domain.settlement.settling import finalise_due
from domain.work import Work
from domain.year.year_end import Closing, close
from sms.wording.notice import QuarterNotice
from tests.scenarios.conftest import Homes
from tests.village import BOOK, CHEN, QINWANG, SUN, ZHOU, Village, at

LI, WANG = "+8619900000002", "+8619900000001"
FULL = 110


@pytest.fixture
async def village(village: Village, tmp_path: Path) -> Village:
    """Without days of grace, points lapse with the year; those tests that need some say so."""
    folder = tmp_path / "no-grace"
    folder.mkdir()
    village.revise(folder, "redeem_grace_days = 31", "redeem_grace_days = 0 ")
    return village


async def tick(village: Village) -> None:
    """The scheduler looks at the year."""
    assert isinstance(village.town, LoadedTown)
    async with village.transactions.writing() as store:
        await year_end.close_years(Due(Work(store, village.town, QINWANG, village.now, "duty"), QuarterNotice()))


async def close_year(village: Village, year: int = 2026) -> Closing:
    """``jifen year close``, for the village."""
    async with village.transactions.writing() as store:
        return unwrap(await close(village.work(store), year))


async def honours(village: Village, year: int = 2026) -> Sequence[Honour]:
    async with village.transactions.reading() as store:
        return await store.years.honours(QINWANG, year)


async def balance(village: Village, household_id: int, year: int) -> int:
    async with village.transactions.writing() as store:
        return await store.accounts.balance(household_id, year)


async def december(village: Village) -> None:
    """#1: 李秀芳's 2 points in September. December is settled before Christmas, and final before the year is over."""
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-12-20 10:00")
    await village.close_months()
    assert "12月积分公示" in (await village.settles_early(CHEN, ZHOU, "/jie 12月")).text
    village.now = at("2026-12-27 10:00")
    async with village.transactions.writing() as store:
        await finalise_due(village.work(store))


async def with_grace(village: Village, folder: Path, days: int) -> None:
    """The rulebook gives some days of grace."""
    file = folder / BOOK.name
    text = BOOK.read_text("utf-8")
    file.write_text(text.replace("redeem_grace_days = 31", f"redeem_grace_days = {days}"), "utf-8")
    village.town = load(file)
    village.restart()


async def test_what_is_unspent_lapses_when_the_year_is_over(village: Village, homes: Homes) -> None:
    await december(village)
    assert (await village.standing(homes.li)).spendable == 4 * FULL - 2
    village.now = at("2027-01-01 00:00")
    await tick(village)
    assert [await balance(village, home.id, 2026) for home in (homes.li, homes.wang)] == [0, 0]
    assert await village.count("postings", f"kind = 'lapse' AND points = -{4 * FULL - 2}") == 1
    assert await village.count("postings", "kind = 'lapse'") == 7
    said = (await village.posted()).text
    assert said.startswith("🏁 秦望村2026年积分已结清，最终排名：\n1. 3-12 王*国 440分")
    assert "没用完的积分已过期清零：3078 分，7 户。" in said


async def test_the_new_year_opens_by_itself_and_the_phone_shows_it(village: Village, homes: Homes) -> None:
    await december(village)
    assert "全年438分" in await village.texts(LI, "积分")
    village.now = at("2027-01-01 00:00")
    await tick(village)
    assert (await village.texts(LI, "积分")).startswith("李秀芳户：1月110分，全年0分，第1名，可用0分。")
    village.now = at("2027-02-10 10:00")
    await village.close_months()
    assert (await village.standing(homes.li)).spendable == FULL


async def test_the_list_is_taken_before_the_lapse_and_counts_what_was_earned(village: Village, homes: Homes) -> None:
    await december(village)
    async with village.transactions.writing() as store:
        assert await store.accounts.post(homes.wang.id, 2026, PostingKind.HOLD, -100, "rice", village.now)
    village.now = at("2027-01-01 08:00")
    await tick(village)
    by_home = {one.household.id: one for one in await honours(village)}
    wang, li = by_home[homes.wang.id], by_home[homes.li.id]
    assert (wang.rank, wang.earned, wang.unspent) == (1, 4 * FULL, 4 * FULL - 100)
    assert (li.rank, li.earned, li.rounds, li.unspent) == (7, 4 * FULL - 2, 4, 4 * FULL - 2)
    assert all(one.honoured for one in by_home.values())
    assert {home for home, one in by_home.items() if one.welfare_tied} == by_home.keys() - {homes.li.id}
    assert not any(one.welfare for one in by_home.values())


async def test_goods_given_back_after_the_lapse_bring_nothing_back(village: Village, homes: Homes) -> None:
    await december(village)
    async with village.transactions.writing() as store:
        await store.accounts.post(homes.wang.id, 2026, PostingKind.HOLD, -100, "rice", village.now)
    village.now = at("2027-01-01 08:00")
    await tick(village)
    async with village.transactions.writing() as store:
        await store.accounts.post(homes.wang.id, 2026, PostingKind.RELEASE, 100, "rice back", village.now)
    assert await balance(village, homes.wang.id, 2026) == 0
    assert await balance(village, homes.wang.id, 2027) == 0


async def test_a_vetoed_household_is_on_no_list(village: Village, homes: Homes) -> None:
    proposal = await village.says(ZHOU, "/fou 3-12 秸秆 冒烟")
    await village.presses(SUN, proposal.button("确认"))
    await december(village)
    village.now = at("2027-01-01 08:00")
    await tick(village)
    wang = next(one for one in await honours(village) if one.household.id == homes.wang.id)
    assert (wang.rank, wang.earned, wang.vetoed, wang.honoured, wang.welfare) == (None, 440, True, False, False)
    assert await balance(village, homes.wang.id, 2026) == 0


async def test_honours_are_the_first_places_and_welfare_the_first_share_of_the_ranked(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    file = tmp_path / BOOK.name
    file.write_text(BOOK.read_text("utf-8").replace("honours_places = 10", "honours_places = 1"), "utf-8")
    village.town = load(file)
    village.restart()
    await village.says(ZHOU, "/jia 3-12 献血")
    await village.says(SUN, "/jia 3-14 献血")
    await village.says(ZHOU, "/kou 5-1 违建 15 棚子")
    await december(village)
    village.now = at("2027-01-01 08:00")
    await tick(village)
    frozen = {one.household.id: one for one in await honours(village)}
    wang, zhang, li = frozen[homes.wang.id], frozen[homes.zhang.id], frozen[homes.li.id]
    assert (wang.rank, wang.honoured, wang.honoured_tied, wang.welfare) == (1, False, True, True)
    assert (zhang.rank, zhang.honoured, zhang.honoured_tied, zhang.welfare) == (1, False, True, True)
    assert (li.rank, li.honoured_tied, li.welfare, li.welfare_tied) == (6, False, False, False)
    assert "评先评优并列待评 2 户" in (await village.posted()).text
    assert "3-12 王*国、3-14 张*" in (await village.posted()).text


async def test_the_calendar_waits_for_rounds_that_are_not_final(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2027-01-02 09:00")
    await tick(village)
    assert await village.count("years") == 0
    with pytest.raises(Refused) as refused:
        await close_year(village)
    assert refused.value.code == "year-unsettled"
    assert refused.value.data["rounds"] == ("2026-09", "2026-10", "2026-11", "2026-12")
    await village.close_months()
    await tick(village)
    assert await village.count("years", "lapsed_ms IS NOT NULL") == 1


async def test_the_calendar_waits_for_objections_that_may_change_the_ranking(village: Village, homes: Homes) -> None:
    village.now = at("2026-12-10 10:00")
    await village.close_months()
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-12-20 10:00")
    await village.settles_early(CHEN, SUN)
    assert "异议1号收下了" in await village.texts(LI, "异议 1 分了")
    village.now = at("2026-12-27 10:00")
    async with village.transactions.writing() as store:
        await finalise_due(village.work(store))
    village.now = at("2027-01-02 09:00")
    await tick(village)
    assert await village.count("years") == 0
    await village.says(CHEN, "/yi 准 1 看过了")
    await tick(village)
    li = next(one for one in await honours(village) if one.household.id == homes.li.id)
    assert (li.rank, li.earned, li.unspent) == (1, 4 * FULL, 4 * FULL)


async def test_by_hand_a_year_closes_with_an_open_objection_as_well(village: Village, homes: Homes) -> None:
    proposed = await village.says(ZHOU, "/fou 3-13 否2 烧秸秆")
    await village.presses(SUN, proposed.buttons[0])
    await december(village)
    await village.texts(LI, "异议 1 是邻村的田")
    village.now = at("2027-01-01 08:00")
    await tick(village)
    assert await village.count("years") == 0
    closing = await close_year(village)
    assert (closing.froze, closing.lapsed, closing.outlook.waiting.objections) == (True, False, (1,))


async def test_the_lists_go_by_the_rules_of_the_year_that_ends(village: Village, homes: Homes, tmp_path: Path) -> None:
    """In the new year's rulebook there is more to be had, and fewer are honoured: nothing of last year's changes."""
    await december(village)
    file = tmp_path / BOOK.name
    file.write_text(BOOK.read_text("utf-8"), "utf-8")
    (tmp_path / BOOK.stem).mkdir()
    overlay = 'total = 130\nchange = [{ code = "志1", points = 11 }]\n[policy]\nhonours_places = 1\n'
    (tmp_path / BOOK.stem / f"{QINWANG}.toml").write_text(overlay, "utf-8")
    village.town = load(file)
    village.restart()
    village.now = at("2027-01-01 08:00")
    await tick(village)
    assert all(one.honoured for one in await honours(village))


async def test_a_year_is_not_closed_before_it_is_over(village: Village) -> None:
    await december(village)
    village.now = at("2026-12-31 23:59")
    await tick(village)
    with pytest.raises(Refused) as refused:
        await close_year(village)
    assert refused.value.code == "year-not-over"
    assert await village.count("years") == 0


async def test_twice_changes_nothing(village: Village, homes: Homes) -> None:
    await december(village)
    village.now = at("2027-01-01 08:00")
    first = await close_year(village)
    assert (first.froze, first.lapsed) == (True, True)
    before = [await village.count(table) for table in ("postings", "honours", "years", "outbox")]
    village.now = at("2027-01-05 08:00")
    again = await close_year(village)
    assert (again.froze, again.lapsed) == (False, False)
    await tick(village)
    assert [await village.count(table) for table in ("postings", "honours", "years", "outbox")] == before


async def test_days_of_grace_let_the_points_be_spent_a_little_longer(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    await with_grace(village, tmp_path, 14)
    await december(village)
    village.now = at("2027-01-01 08:00")
    await tick(village)
    assert "没用完的积分（3078 分，7 户）可兑换到1月14日，过期清零。" in (await village.posted()).text
    assert await balance(village, homes.li.id, 2026) == 438
    card = (await village.says(CHEN, "/cha 3-13")).text
    assert "2027年已得 0 分，第 1 名，可用 0 分\n去年没用完的 438 分可兑换到1月14日\n" in card
    async with village.transactions.writing() as store:
        assert await store.accounts.post(homes.li.id, 2026, PostingKind.HOLD, -38, "rice", village.now)
    village.now = at("2027-01-14 23:59")
    await tick(village)
    assert await balance(village, homes.li.id, 2026) == 400
    village.now = at("2027-01-15 00:00")
    await tick(village)
    assert await balance(village, homes.li.id, 2026) == 0
    assert (await village.posted()).text == "🧨 秦望村2026年没用完的积分已过期清零：3040 分，7 户。"
    assert "去年" not in (await village.says(CHEN, "/cha 3-13")).text
    posted = await village.count("outbox")
    await tick(village)
    assert await village.count("outbox") == posted


async def test_a_late_correction_is_visible_and_does_not_leak_into_the_new_year(village: Village, homes: Homes) -> None:
    await december(village)
    village.now = at("2027-01-01 08:00")
    await tick(village)
    village.now = at("2027-02-10 08:00")
    await village.close_months()
    question = await village.says(CHEN, "/che 1 查清了，不是他家")
    answer = await village.presses(SUN, question.buttons[0])
    assert answer.text.endswith("公示后更正（陈国强：查清了，不是他家），那一年已经结清，最终名次不变。")
    entries = await village.entries(homes.li)
    assert entries[-1].reverses == entries[0].id
    async with village.transactions.reading() as store:
        old = await store.standings.of_household(homes.li, 2026)
    assert (old.account.earned, old.account.balance) == (440, 0)
    assert await village.count("postings", "kind = 'correction' AND points = 2 AND year = 2026") == 1
    assert (await village.standing(homes.li)).spendable == FULL
    li = next(one for one in await honours(village) if one.household.id == homes.li.id)
    assert (li.rank, li.earned) == (7, 438)


async def test_points_taken_off_late_are_owed_by_the_old_year_alone(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    await december(village)
    village.now = at("2027-01-01 08:00")
    await tick(village)
    village.now = at("2027-02-10 08:00")
    await village.close_months()
    question = await village.says(CHEN, "/che 1 记错了")
    if question.buttons:
        await village.presses(SUN, question.buttons[0])
    assert await balance(village, homes.li.id, 2026) < 0
    assert (await village.standing(homes.li)).spendable == FULL


async def test_a_year_that_waits_for_a_decision_is_brought_up_once_a_week(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/fou 3-12 秸秆 地里冒烟")
    await december(village)
    village.now = at("2027-01-04 09:00")
    await tick(village)
    for _ in range(2):
        async with village.transactions.writing() as store:
            await year_end.remind(Due(village.work(store), QuarterNotice()))
    assert await village.count("outbox", "key LIKE 'year-waits:%'") == 1
    assert "#1" in (await village.posted()).text
    assert await honours(village) == []


async def test_who_has_points_to_lose_is_warned_once(village: Village, homes: Homes) -> None:
    """李秀芳's household has nothing left."""
    await december(village)
    async with village.transactions.writing() as store:
        spent = await store.accounts.balance(homes.li.id, 2026)
        assert await store.accounts.post(homes.li.id, 2026, PostingKind.HOLD, -spent, "rice", village.now)
    for moment, texts in (("27 06:00", []), ("27 10:00", [True]), ("28 10:00", [True])):
        village.now = at(f"2026-12-{moment}")
        async with village.transactions.writing() as store:
            await year_end.warn(Due(village.work(store), QuarterNotice()))
        assert ["清零" in text for text in await village.texted(WANG)] == texts
    assert await village.texted(LI) == []


@pytest.mark.parametrize(("day", "warned"), [("2026-12-03", False), ("2026-12-04", True)])
async def test_nobody_is_warned_before_the_last_four_weeks(
    village: Village, homes: Homes, day: str, warned: bool
) -> None:
    village.now = at(f"{day} 10:00")
    await village.close_months()
    async with village.transactions.writing() as store:
        plan = unwrap(await plan_warnings(village.work(store), QuarterNotice()))
    assert (plan is not None) is warned


@pytest.mark.parametrize(("day", "over"), [("2026-12-31", False), ("2027-01-01", True)])
async def test_on_their_last_day_points_can_still_be_spent(
    village: Village, homes: Homes, day: str, over: bool
) -> None:
    village.now = at(f"{day} 10:00")
    async with village.transactions.writing() as store:
        work = village.work(store)
        assert await ending(store, work.unit, 2026, work.policy, work.now) == Ending(date(2026, 12, 31), over)
