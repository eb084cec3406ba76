"""An item whose cap holds for a quarter or a year: what one round took of it, a later round cannot take again."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.audit.audit import audit_parts
from domain.model.people import Household
from tests.scenarios.conftest import Homes
from tests.village import CHEN, SUN, ZHOU, ZONE, Village, at

BLOOD = 'code = "志2", points = 2, start = "zero"'


def counts_for(village: Village, folder: Path, per: str) -> None:
    """In the next round's rulebook blood donations count for that span."""
    village.revise(folder, BLOOD, f'{BLOOD}, per = "{per}"')


@pytest.fixture(params=["quarter", "year"])
async def shared(request: pytest.FixtureRequest, village: Village, homes: Homes, tmp_path: Path) -> Village:
    """October: blood donations give two points a quarter, or a year, and September is over."""
    counts_for(village, tmp_path, request.param)
    village.now = at("2026-10-01 09:00")
    await village.close_months()
    return village


async def scores(village: Village, household: Household) -> dict[str, int | None]:
    """A household's rounds of the year."""
    await village.standing(household)
    async with village.transactions.reading() as store:
        rounds = await store.scores.of_household(household.id, 2026)
    await agrees(village)
    return {one.round.period.key[5:]: one.score for one in rounds}


async def agrees(village: Village) -> None:
    """The audit finds nothing."""
    async with village.database.reading() as connection:
        found = [one async for part in audit_parts(connection, ZONE) for one in part.deviations]
    assert found == []


async def test_a_second_month_of_the_quarter_counts_what_is_left_of_the_cap(shared: Village, homes: Homes) -> None:
    await shared.says(ZHOU, "/jia 3-13 献血 1")
    shared.now = at("2026-11-05 09:00")
    answer = await shared.says(ZHOU, "/jia 3-13 献血 2")
    assert "已满，计 1 分" in answer.text
    assert "本项 1/2 分，11月共 111 分" in answer.text
    shared.now = at("2026-12-05 09:00")
    assert "已满，计 0 分" in (await shared.says(ZHOU, "/jia 3-13 献血")).text
    assert await scores(shared, homes.li) == {"09": 110, "10": 111, "11": 111, "12": 110}
    assert "志2 0/2" in (await shared.says(ZHOU, "/cha 3-13")).text


async def test_the_next_quarter_starts_anew_and_the_year_does_not(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    counts_for(village, tmp_path, "year")
    village.now = at("2026-10-05 09:00")
    assert "本项本年已满，计 0 分" in (await village.says(ZHOU, "/jia 3-13 献血")).text
    counts_for(village, tmp_path, "quarter")
    village.now = at("2026-11-05 09:00")
    assert "计 2 分" in (await village.says(ZHOU, "/jia 3-13 献血")).text
    assert await scores(village, homes.li) == {"09": 112, "10": 110, "11": 112}


async def test_what_is_taken_back_in_an_earlier_month_counts_in_the_later_one(shared: Village, homes: Homes) -> None:
    await shared.says(CHEN, "/jia 3-13 献血")
    shared.now = at("2026-11-05 09:00")
    await shared.says(ZHOU, "/jia 3-13 献血")
    assert await scores(shared, homes.li) == {"09": 110, "10": 112, "11": 110}
    question = await shared.says(CHEN, "/che 1 记错户")
    assert question.labels == []
    assert await scores(shared, homes.li) == {"09": 110, "10": 110, "11": 112}


async def test_a_correction_after_publication_moves_settled_later_months_and_the_account(
    shared: Village, homes: Homes
) -> None:
    await shared.says(ZHOU, "/jia 3-13 献血")
    shared.now = at("2026-11-05 09:00")
    await shared.says(ZHOU, "/jia 3-13 献血")
    shared.now = at("2026-12-01 09:00")
    await shared.close_months()
    assert (await shared.standing(homes.li)).spendable == 110 + 112 + 110
    proposal = await shared.says(CHEN, "/che 1 记错户")
    await shared.presses(SUN, proposal.button("确认"))
    assert await scores(shared, homes.li) == {"09": 110, "10": 110, "11": 112, "12": 110}
    assert (await shared.standing(homes.li)).spendable == 110 + 110 + 112
    assert await shared.count("postings", "kind = 'correction'") == 0


async def test_a_month_from_which_a_household_is_excused_takes_nothing(shared: Village, homes: Homes) -> None:
    await shared.says(ZHOU, "/jia 3-13 献血")
    shared.now = at("2026-11-05 09:00")
    await shared.says(ZHOU, "/jia 3-13 献血")
    await shared.says(CHEN, "/jie 免 3-13 住院")
    assert await scores(shared, homes.li) == {"09": 110, "10": None, "11": 112}
    await shared.says(CHEN, "/jie 考 3-13")
    assert await scores(shared, homes.li) == {"09": 110, "10": 112, "11": 110}


async def test_the_rules_say_so(shared: Village) -> None:
    assert "合计最多 2 分" in (await shared.says(ZHOU, "/gui 献血")).text
    assert "合计最多2分" in await shared.texts("+8619900000002", "规则 献血")
    assert "参加义务献血活动 2分（做到才加，一" in (await shared.says(ZHOU, "/gui")).text
