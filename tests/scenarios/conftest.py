"""秦望村 in September: seven households, a specialist and two assessors, and their group."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from domain.model.people import Household, Role
from storage.audit.differing import counts, differing
from storage.database import Connection, Database
from storage.watched import WATCHED
from tests.beginnings import Beginning, remembered
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
        noted = await counts(connection)
        tables = [WATCHED[name] for name in noted.keys() | await _filled(connection)]
        assert [one async for one in differing(connection, tables, noted)] == []


async def _filled(connection: Connection) -> set[str]:
    """The watched tables that have rows; to look through each of the others takes a statement of its own."""
    any_row = (f"SELECT '{one.name}' AS name WHERE EXISTS (SELECT 1 FROM {one.table})" for one in WATCHED.values())
    return {row["name"] for row in await connection.fetch(" UNION ALL ".join(any_row))}


@dataclass(frozen=True)
class Begun:
    """How far it was played: ``stage`` is the fixture of that name. Who lives there, and where the story stands."""

    stage: str
    homes: Homes
    number: int
    now: datetime


_BEGUN: dict[tuple[str, str], Beginning[Begun]] = {}
"""By the kind of database and the stage."""


@pytest.fixture
async def begun(new_village: Village, request: pytest.FixtureRequest) -> Begun:
    """As far as the test asks for."""
    stage = next(name for name in ("mall", "village", "begun") if name in request.fixturenames)
    kind = new_village.database.dialect, stage
    if kind in _BEGUN:
        await _BEGUN[kind].put(new_village.database)
        new_village.number, new_village.now = _BEGUN[kind].known.number, _BEGUN[kind].known.now
    else:
        homes = await _settle(new_village)
        if stage != "begun":
            await _join(new_village)
        if stage == "mall":
            await _open_mall(new_village)
        known = Begun(stage, homes, new_village.number, new_village.now)
        _BEGUN[kind] = await remembered(new_village.database, known)
        new_village.restart()
    return _BEGUN[kind].known


@pytest.fixture
def homes(begun: Begun) -> Homes:
    return begun.homes


@pytest.fixture
async def village(new_village: Village, begun: Begun) -> Village:
    """The group is bound and everyone in it has joined."""
    if begun.stage == "begun":
        await _join(new_village)
    return new_village


@pytest.fixture
async def mall(village: Village, begun: Begun) -> Village:
    """October: September is final, every household can spend 110 points; rice costs 60, soap 10."""
    if begun.stage != "mall":
        await _open_mall(village)
    return village


async def _settle(village: Village) -> Homes:
    homes = Homes(
        wang=await village.household(3, 12, "王建国", "+8619900000001"),
        other_wang=await village.household(4, 1, "王建国"),
        li=await village.household(3, 13, "李秀芳", "+8619900000002"),
        zhang=await village.household(3, 14, "张伟", "+8619900001234"),
        zhao=await village.household(5, 1, "赵丽华"),
        chen=await village.household(4, 2, "陈国强"),
        chen_kin=await village.household(4, 3, "陈小弟"),
    )
    await village.kin(homes.chen, homes.chen_kin)
    return homes


async def _join(village: Village) -> None:
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.officer(ZHOU, "周美华")
    await village.officer(SUN, "孙志明")
    assert "本群已绑定秦望村" in (await village.says(CHEN, "/bang")).text


async def _open_mall(village: Village) -> None:
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    assert "已添加" in (await village.says(CHEN, "/wu 加 大米 60 20")).text
    assert "已添加" in (await village.says(CHEN, "/wu 加 肥皂 10 5")).text


@pytest.fixture
async def supervised(village: Village) -> Village:
    """The town's supervisor has joined and bound the town's own group."""
    code = await village.invitation("顾主任", Role.SUPERVISOR, TOWN_CODE)
    answer = await village.says(GU, f"/bang {code}", chat=TOWN_GROUP)
    assert "顾主任，您现在是张堰镇的镇监督员。\n本群已绑定张堰镇。" in answer.text
    return village
