"""``domain.ports.roster.Roster`` and ``domain.ports.town.Town``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

import pytest

from domain.model.errors import Refused
from domain.model.people import Household, NewHousehold
from storage.database import Conflict
from storage.kin import SqlKin
from storage.roster import SqlRoster
from storage.units import store_units
from tests.sms.village import JIANNONG, LI, QINWANG, SHARED, WANG, Village

JOINED = date(2026, 7, 1)


@dataclass(frozen=True)
class Homes:
    """王 and 李 share a phone, and so does 王 of the next village, who has the same name as the first."""

    wang: Household
    li: Household
    elsewhere: Household


@pytest.fixture
async def homes(village: Village) -> Homes:
    return Homes(
        await village.household("王秀英", WANG, SHARED),
        await village.household("李建国", LI, SHARED),
        await village.household("王秀英", SHARED, unit=JIANNONG),
    )


@pytest.fixture
async def roster(village: Village, homes: Homes) -> AsyncIterator[SqlRoster]:
    async with village.database.transaction() as connection:
        yield SqlRoster(connection)


async def test_a_household_is_found_by_place_code_and_id(roster: SqlRoster, homes: Homes) -> None:
    wang = homes.wang
    assert await roster.at(QINWANG, wang.group, wang.number) == wang
    assert await roster.by_code(wang.code) == wang
    assert await roster.by_id(wang.id) == wang


async def test_what_is_not_there_is_not_found(roster: SqlRoster, homes: Homes) -> None:
    assert await roster.at(QINWANG, homes.wang.group, 99) is None
    assert await roster.at(JIANNONG, homes.wang.group, homes.wang.number) is None
    assert await roster.by_code("99999") is None
    with pytest.raises(LookupError):
        await roster.by_id(99)


async def test_a_name_is_looked_for_in_one_village(roster: SqlRoster, homes: Homes) -> None:
    assert await roster.by_head(QINWANG, "王秀英") == [homes.wang]
    assert await roster.by_head(JIANNONG, "王秀英") == [homes.elsewhere]
    assert await roster.by_head(QINWANG, "王秀") == []


async def test_the_end_of_a_phone_number_finds_in_one_village_and_a_whole_one_everywhere(
    roster: SqlRoster, homes: Homes
) -> None:
    assert await roster.by_tail(QINWANG, SHARED[-4:]) == [homes.wang, homes.li]
    assert await roster.by_tail(QINWANG, WANG[-4:]) == [homes.wang]
    assert {home.id for home in await roster.by_phone(SHARED)} == {homes.wang.id, homes.li.id, homes.elsewhere.id}
    assert await roster.by_phone(SHARED[-4:]) == []


async def test_heads_are_all_names_once_or_those_asked_for(roster: SqlRoster, homes: Homes) -> None:
    await roster.add([NewHousehold("50005", QINWANG, 9, 9, "李建国", JOINED)])
    assert sorted(await roster.heads(QINWANG)) == ["李建国", "王秀英"]
    assert await roster.heads(QINWANG, ["李建国", "无名"]) == ["李建国"]
    assert await roster.heads(QINWANG, []) == []


async def test_heads_among_words_are_in_simplified_characters_and_follow_who_comes(
    roster: SqlRoster, homes: Homes
) -> None:
    words = {"李建国", "王秀英", "李国强", "秀英", "国", ""}
    assert await roster.heads_among(QINWANG, words) == {"李建国", "王秀英"}
    await roster.add([NewHousehold("50005", QINWANG, 9, 9, "李國強", JOINED)])
    assert await roster.heads_among(QINWANG, words) == {"李建国", "王秀英", "李国强"}
    assert await roster.heads_among(QINWANG, ()) == frozenset()
    assert await roster.heads_among("310116103999", words) == frozenset()


async def test_kinship_holds_in_both_directions_until_it_is_replaced(roster: SqlRoster, homes: Homes) -> None:
    await SqlKin(roster.connection).replace({homes.wang.id: frozenset({homes.li.id})})
    assert await roster.kin(homes.wang.id) == (homes.li,)
    assert await roster.kin(homes.li.id) == (homes.wang,)
    await SqlKin(roster.connection).replace({homes.li.id: frozenset()})
    assert await roster.kin(homes.wang.id) == ()


async def test_the_unit_is_listed_by_group_and_number(roster: SqlRoster, homes: Homes) -> None:
    await roster.add(
        [NewHousehold("50005", QINWANG, 10, 1, "十组", JOINED), NewHousehold("60006", QINWANG, 2, 11, "二组", JOINED)]
    )
    listed = [(home.group, home.number) for home in await roster.of_unit(QINWANG)]
    assert listed == sorted(listed)
    assert len(listed) == 4


@pytest.mark.parametrize("same", ["code", "place"])
async def test_two_households_share_neither_code_nor_place(roster: SqlRoster, homes: Homes, same: str) -> None:
    wang = homes.wang
    code, number = (wang.code, 77) if same == "code" else ("50005", wang.number)
    with pytest.raises(Conflict):
        await roster.add([NewHousehold(code, QINWANG, wang.group, number, "赵", JOINED)])


async def test_households_may_change_places(roster: SqlRoster, homes: Homes) -> None:
    wang, li = homes.wang, homes.li
    swapped = [
        Household(wang.id, wang.code, QINWANG, li.group, li.number, "王小明"),
        Household(li.id, li.code, QINWANG, wang.group, wang.number, li.head),
    ]
    await roster.update(swapped)
    assert [await roster.by_id(home.id) for home in swapped] == swapped


async def test_a_unit_gets_its_new_name_and_none_goes_away(village: Village) -> None:
    async with village.database.transaction() as connection:
        await store_units(connection, {QINWANG: "秦望新村"})
        rows = await connection.fetch("SELECT name FROM units WHERE code = $1", QINWANG)
    assert [row["name"] for row in rows] == ["秦望新村"]
    assert await village.count("units") == len(village.town.units)


def test_a_town_knows_its_units_in_order_and_no_others(village: Village) -> None:
    assert QINWANG in village.town.units
    assert village.town.current(QINWANG).book.total == 120
    with pytest.raises(Refused, match="no-unit"):
        village.town.current("310116103999")
