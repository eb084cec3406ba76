"""典型: a household is named for what it did, only when it says so by text, and only while it lives there."""

from __future__ import annotations

import pytest

from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.village import CHEN, Village

WANG = "+8619900000001"


@pytest.fixture
async def asked(village: Village) -> Village:
    """王建国's household of 3组12号 is asked whether it may be named."""
    await village.says(CHEN, "/xuan 典型 3-12 照顾邻居老人")
    assert "照顾邻居老人" in (await village.texted(WANG))[-1]
    return village


async def named(village: Village) -> int:
    return await village.count("announcements", "state = 'published'")


async def test_it_is_named_when_it_consents_and_until_it_says_no(asked: Village) -> None:
    assert await named(asked) == 0
    await asked.texts(WANG, "同意 1")
    assert await named(asked) == 1
    await asked.texts(WANG, "不同意 1")
    assert await named(asked) == 0
    assert await asked.texts(WANG, "同意 1") == "1号已经撤下来了，不用再答复。找人回6。"
    assert await named(asked) == 0


async def test_its_no_holds_beyond_the_replies_of_an_hour(asked: Village) -> None:
    await asked.texts(WANG, "同意 1")
    for number in range(19):
        await asked.texts(WANG, f"积分{'。' * number}")
    assert await asked.texts(WANG, "不同意 1") == ""
    assert await named(asked) == 0


async def test_who_has_left_is_not_named_any_more(asked: Village, homes: Homes) -> None:
    await asked.says(CHEN, "/hu 迁出 3-12 搬走")
    assert "没有登记" in await asked.texts(WANG, "同意 1")
    assert await named(asked) == 0


async def test_where_no_group_is_bound_the_answer_counts_all_the_same(new_village: Village, homes: Homes) -> None:
    await new_village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await new_village.whispers(CHEN, "/xuan 典型 3-12 照顾邻居老人")
    await new_village.texts(WANG, "同意 1")
    assert await named(new_village) == 1
