"""The month turns: the next round starts afresh, and the old one waits for the specialist."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.scenarios.conftest import Homes
from tests.village import CHEN, JIANNONG, QINWANG, SUN, ZHOU, Village, at


async def test_points_can_be_spent_when_their_month_is_final(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-30 23:59")
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert (await village.standing(homes.li)).spendable == 0
    village.now = at("2026-10-01 00:00")
    await village.says(ZHOU, "/jia 3-13 献血")
    assert (await village.standing(homes.li)).account.earned == 0
    await village.close_months()
    standing = await village.standing(homes.li)
    assert (standing.account.earned, standing.spendable, standing.current_score) == (108, 108, 112)
    assert await village.count("rounds", f"unit_code = '{QINWANG}' AND state = 'final'") == 1


async def test_months_in_which_nobody_did_anything_count_all_the_same(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-12-15 10:00")
    await village.close_months()
    assert (await village.standing(homes.li)).account.earned == 108 + 110 + 110


async def test_the_new_year_starts_from_nothing_and_the_old_one_is_kept(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2027-01-01 00:00")
    await village.close_months()
    standing = await village.standing(homes.li)
    assert (standing.account.earned, standing.spendable, standing.current_score) == (0, 0, 110)
    async with village.transactions.reading() as store:
        assert (await store.standings.of_household(homes.li, 2026)).account.earned == 108 + 3 * 110


async def test_a_household_that_joins_late_starts_with_the_month_it_joins(village: Village, homes: Homes) -> None:
    village.now = at("2026-11-20 10:00")
    newcomer = await village.household(6, 1, "钱新")
    village.now = at("2026-12-01 00:00")
    await village.close_months()
    old, new = await village.standing(homes.li), await village.standing(newcomer)
    assert (old.account.earned, old.rank) == (3 * 110, 1)
    assert (new.account.earned, new.account.rounds, new.rank) == (110, 1, 8)


async def test_one_village_settling_its_month_settles_no_other(village: Village) -> None:
    there = await village.household(1, 1, "钱多多", unit=JIANNONG)
    village.now = at("2026-10-01 00:00")
    await village.standing(there)
    await village.close_months()
    assert await village.count("rounds", f"unit_code = '{QINWANG}' AND state = 'final' AND key = '2026-09'") == 1
    assert await village.count("rounds", f"unit_code = '{JIANNONG}' AND state = 'open' AND key = '2026-09'") == 1


def _revise_the_rulebook(village: Village, folder: Path) -> None:
    """From now on three officers must agree on a veto."""
    village.revise(folder, "veto_confirmations = 2", "veto_confirmations = 3")


async def test_a_round_keeps_the_rulebook_that_it_began_with(village: Village, homes: Homes, tmp_path: Path) -> None:
    _revise_the_rulebook(village, tmp_path)
    assert "还要另外 1 位" in (await village.says(ZHOU, "/fou 3-13 秸秆 冒烟")).text
    village.now = at("2026-10-01 00:00")
    assert "还要另外 2 位" in (await village.says(ZHOU, "/fou 3-14 秸秆 冒烟")).text
    assert await village.count("rulebook_versions") == 2


async def test_a_veto_of_last_month_is_confirmed_by_the_rules_of_that_month(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    proposal = await village.says(ZHOU, "/fou 3-13 秸秆 冒烟")
    _revise_the_rulebook(village, tmp_path)
    village.now = at("2026-10-01 00:00")
    assert "已生效" in (await village.presses(SUN, proposal.button("确认"))).text
    assert await village.rank(homes.li) is None


async def test_last_months_question_is_about_last_month_when_it_is_answered_in_this_one(
    village: Village, homes: Homes
) -> None:
    village.now = at("2026-09-30 23:59")
    question = await village.says(CHEN, "/kou 王建国 垃圾 1 没分类")
    village.now += timedelta(minutes=2)
    answer = await village.presses(CHEN, question.buttons[0])
    assert answer.text.startswith("✅ #1 9月30日 3组12号 王建国")
    await village.close_months()
    assert (await village.standing(homes.wang)).account.earned == 109
    assert await village.points(homes.wang) == 110


async def test_rounds_become_quarters_with_the_next_quarter(village: Village, homes: Homes, tmp_path: Path) -> None:
    village.now = at("2026-10-10 09:00")
    await village.standing(homes.li)
    village.revise(tmp_path, 'round_length = "month"', 'round_length = "quarter"')
    village.now = at("2026-11-20 09:00")
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2027-01-20 09:00")
    await village.standing(homes.li)
    async with village.transactions.reading() as store:
        rounds = [*await store.rounds.of_year(QINWANG, 2026), *await store.rounds.of_year(QINWANG, 2027)]
    assert [one.period.key for one in rounds] == ["2026-09", "2026-10", "2026-11", "2026-12", "2027Q1"]
    assert (await village.says(CHEN, "/jie 2月")).text == "没有“2月”这一轮，最近的一轮请写 2027Q1。"
