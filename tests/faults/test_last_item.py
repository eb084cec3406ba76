"""Twenty want the last bag, again and again: one gets it. And a way of doing it wrongly, which must be seen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from app.ids import pickup_code
from domain.boundary import unwrap
from domain.mall.redeeming import RedemptionRequest, reserve
from domain.mall.redemption import Redeemed
from domain.mall.stock import find
from domain.model.account import PostingKind
from domain.model.people import Household
from storage.database import Database
from tests.faults.counts import times
from tests.scenarios.auditing import audited
from tests.village import CHEN, Village

TAKERS = 20
RACES = times(2, 10_000)


async def winners(take: Callable[[int], Awaitable[bool]]) -> int:
    """How many of those who come at once believe that they got it."""
    return sum(await asyncio.gather(*(take(number) for number in range(TAKERS))))


async def takers(mall: Village) -> list[Household]:
    homes = [await mall.household(7, number, f"户{number}") for number in range(1, 1 + TAKERS)]
    async with mall.transactions.writing() as store:
        for home in homes:
            assert await store.accounts.post(home.id, 2026, PostingKind.CORRECTION, RACES, f"gift:{home.id}", mall.now)
    return homes


async def test_one_gets_it(mall: Village) -> None:
    homes = await takers(mall)
    before = sorted(await audited(mall))  # which finds the gifts

    async def take(race: int, number: int) -> bool:
        async with mall.transactions.writing() as store:
            work = mall.work(store, f"race:{race}:{number}")
            (oil,) = unwrap(await find(work, "香油"))
            return isinstance(await reserve(work, RedemptionRequest(homes[number], oil, 1), pickup_code), Redeemed)

    for race in range(RACES):
        await mall.says(CHEN, "/wu 加 香油 1 1")
        assert await winners(lambda number, race=race: take(race, number)) == 1  # type: ignore[misc] # bound now
        assert await mall.count("goods", f"name = '香油' AND stock = 0 AND held = {race + 1}") == 1
        mall.now += timedelta(minutes=11)
    assert sorted(await audited(mall)) == before


async def test_whoever_looks_first_and_takes_then_is_seen(database: Database) -> None:
    """The negative control: with the look and the taking apart, everybody believes to have got it."""
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO units (code, name) VALUES ('shelf', '1')")

    everybody_has_looked = asyncio.Barrier(TAKERS)

    async def take(_: int) -> bool:
        async with database.reading() as connection:
            (row,) = await connection.fetch("SELECT name FROM units WHERE code = 'shelf'")
        await everybody_has_looked.wait()
        if row["name"] != "1":
            return False
        async with database.transaction() as connection:
            await connection.execute("UPDATE units SET name = '0' WHERE code = 'shelf'")
        return True

    assert await winners(take) == TAKERS
