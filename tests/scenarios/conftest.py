"""秦望村 in September: seven households, a specialist and two assessors, and their group."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from domain.model.people import Household, Role
from storage.audit.differing import differing
from storage.database import Database
from tests.scenarios.supervisors import GU, TOWN_GROUP
from tests.village import CHEN, SUN, TOWN_CODE, ZHOU, Village, at


@dataclass(frozen=True)
class Homes:
    """Two heads are called 王建国; 陈国强 is the specialist himself, and 陈小弟 is marked as his kin."""

    wang: Household
    other_wang: Household
    li: Household
    zhang: Household
    zhao: Household
    chen: Household
    chen_kin: Household


@pytest.fixture
async def new_village(database: Database) -> AsyncIterator[Village]:
    """Households but no officers yet, and no group. However its story goes, everything is written by the program."""
    village = Village(database)
    await village.found()
    yield village
    async with database.reading() as connection:
        assert [one async for one in differing(connection)] == []


@pytest.fixture
async def homes(new_village: Village) -> Homes:
    settled = Homes(
        wang=await new_village.household(3, 12, "王建国", "+8619900000001"),
        other_wang=await new_village.household(4, 1, "王建国"),
        li=await new_village.household(3, 13, "李秀芳", "+8619900000002"),
        zhang=await new_village.household(3, 14, "张伟", "+8619900001234"),
        zhao=await new_village.household(5, 1, "赵丽华"),
        chen=await new_village.household(4, 2, "陈国强"),
        chen_kin=await new_village.household(4, 3, "陈小弟"),
    )
    await new_village.kin(settled.chen, settled.chen_kin)
    return settled


@pytest.fixture
async def village(new_village: Village, homes: Homes) -> Village:
    """The group is bound and everyone in it has joined."""
    await new_village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await new_village.officer(ZHOU, "周美华")
    await new_village.officer(SUN, "孙志明")
    assert "本群已绑定秦望村" in (await new_village.says(CHEN, "/bang")).text
    return new_village


@pytest.fixture
async def mall(village: Village) -> Village:
    """October: September is final, every household can spend 110 points; rice costs 60, soap 10."""
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    assert "已添加" in (await village.says(CHEN, "/wu 加 大米 60 20")).text
    assert "已添加" in (await village.says(CHEN, "/wu 加 肥皂 10 5")).text
    return village


@pytest.fixture
async def supervised(village: Village) -> Village:
    """The town's supervisor has joined and bound the town's own group."""
    code = await village.invitation("顾主任", Role.SUPERVISOR, TOWN_CODE)
    answer = await village.says(GU, f"/bang {code}", chat=TOWN_GROUP)
    assert "顾主任，您现在是张堰镇的镇监督员。\n本群已绑定张堰镇。" in answer.text
    return village
