"""Whoever waits goes away, at each single wait: nothing is half done, nobody else notices, no lock is left."""

from __future__ import annotations

import asyncio

import pytest

from domain.model.delivery import Queue
from storage.database import Database
from tests.faults.cancelling import at_every_wait
from tests.patience import PATIENCE_SECONDS
from tests.scenarios.auditing import audited
from tests.village import GROUP, ZHOU, Village

WHEN = pytest.mark.parametrize("late", [False, True], ids=["while waiting", "with the answer there"])


async def write(database: Database, name: str) -> None:
    """A block of two rows."""
    async with database.transaction() as connection:
        for part in "ab":
            await connection.execute("INSERT INTO units (code, name) VALUES ($1, $1)", name + part)


async def kept(database: Database, name: str) -> str:
    async with database.reading() as connection:
        rows = await connection.fetch("SELECT code FROM units WHERE code IN ($1, $2)", f"{name}a", f"{name}b")
    return "".join(sorted(row["code"][-1] for row in rows))


@WHEN
@pytest.mark.parametrize("others", [0, 3], ids=["alone", "with others in its commit"])
async def test_a_unit_of_work(database: Database, late: bool, others: int) -> None:
    company: list[asyncio.Task[None]] = []

    async def one(number: int) -> None:
        company.extend(asyncio.create_task(write(database, f"{number}-{other}-")) for other in range(others))
        if others:  # some of them begin before it, and some behind it
            await asyncio.sleep(0)
            company.append(asyncio.create_task(write(database, f"{number}-last-")))
        await write(database, f"{number}-")

    async def all_is_well(number: int, ended: bool) -> None:
        await asyncio.wait_for(asyncio.gather(*company), PATIENCE_SECONDS)
        assert await kept(database, f"{number}-") in (["ab"] if ended else ["", "ab"])
        for other in [*range(others), *(["last"] if len(company) > others else [])]:
            assert await kept(database, f"{number}-{other}-") == "ab"
        await asyncio.wait_for(
            asyncio.gather(*(write(database, f"{number}+{more}") for more in range(6))), PATIENCE_SECONDS
        )
        company.clear()

    assert await at_every_wait(one, all_is_well, late=late) >= 2


@WHEN
async def test_a_message_is_brought_again_and_carried_out_once(village: Village, late: bool) -> None:
    async def say(number: int) -> None:
        await village.says(ZHOU, f"/jia 3-13 志2 1 第{number}次", key=f"cut{number}")

    async def it_is_brought_again(number: int, ended: bool) -> None:
        if not ended:
            await asyncio.wait_for(say(number), PATIENCE_SECONDS)
        assert await village.count("inbox", f"key = 'cut{number}' AND outcome IN ('done', 'asked')") == 1
        assert await village.count("outbox", f"key LIKE 'chat:cut{number}:%'") == 1

    waits = await at_every_wait(say, it_is_brought_again, late=late)
    assert waits > 3
    assert await village.count("entries") == await village.count("inbox", "key LIKE 'cut%' AND outcome = 'done'")
    assert len(await village.deliveries(Queue.CHAT, GROUP)) >= waits
    assert await audited(village) == []
