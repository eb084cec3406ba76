"""``domain.ports.store.Transactions``: all of a block or nothing of it, whoever else is there."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import pytest

from domain.boundary import in_transaction, unwrap
from domain.entries.award import Award
from domain.entries.recording import record
from domain.model.delivery import Draft, Queue
from domain.model.errors import Refused, Stop
from domain.model.people import Household
from domain.model.photo import Part
from domain.ports.store import Store
from domain.scoring.repeats import DoneJustNow
from tests.sms.village import Village

KEPT = ("entries", "outbox", "inbox", "jobs", "optouts", "evidence")
"""What ``a_message`` leaves behind, one row each."""


async def a_message(village: Village, household: Household, store: Store, key: str = "m1") -> None:
    """Everything that one message may touch."""
    now = village.now
    assert await store.inbox.take("chat", key, now)
    photo, _ = await store.evidence.keep(Part(key, "file"), now)
    award = Award(household, "环4", -1, "", key, photo, known=range(100))
    unwrap(await record(village.work(store), village.assessor, [award]))
    await store.post.post([Draft(Queue.CHAT, "-1", {"text": "好"}, key)], now)
    await store.optouts.add(f"+86{key}", now)
    assert await store.jobs.claim("job", key, now)


async def broken_off(village: Village, work: Callable[[Store], Awaitable[object]]) -> None:
    """Do it, and fail just before the commit."""
    with contextlib.suppress(ZeroDivisionError):
        async with village.transactions.writing() as store:
            await work(store)
            raise ZeroDivisionError


async def kept(village: Village) -> list[int]:
    return [await village.count(table) for table in KEPT]


async def test_a_block_that_ends_well_is_kept_as_a_whole(village: Village) -> None:
    wang = await village.household("王秀英")
    async with village.transactions.writing() as store:
        await a_message(village, wang, store)
    assert await kept(village) == [1] * len(KEPT)


@pytest.mark.parametrize("stop", [Refused("no-entry", entry=1), DoneJustNow(1)])
async def test_what_is_stopped_after_something_was_written_leaves_nothing(village: Village, stop: Stop) -> None:
    wang = await village.household("王秀英")

    async def stopped(store: Store) -> int | Stop:
        await a_message(village, wang, store)
        return stop

    assert await in_transaction(village.transactions, stopped) is stop
    assert await kept(village) == [0] * len(KEPT)


async def test_what_is_not_stopped_is_kept_and_returned(village: Village) -> None:
    wang = await village.household("王秀英")

    async def done(store: Store) -> int | Stop:
        await a_message(village, wang, store)
        return 7

    assert await in_transaction(village.transactions, done) == 7
    assert await kept(village) == [1] * len(KEPT)


async def test_a_block_that_fails_leaves_nothing(village: Village) -> None:
    wang = await village.household("王秀英")
    await broken_off(village, lambda store: a_message(village, wang, store))
    assert await kept(village) == [0] * len(KEPT)
    async with village.transactions.writing() as store:
        await a_message(village, wang, store)
    assert await kept(village) == [1] * len(KEPT)


async def test_a_block_that_is_cancelled_leaves_nothing_and_lets_the_next_one_in(village: Village) -> None:
    wang = await village.household("王秀英")
    done = asyncio.Event()

    async def stuck() -> None:
        async with village.transactions.writing() as store:
            await a_message(village, wang, store)
            done.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await done.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await kept(village) == [0] * len(KEPT)
    async with village.transactions.writing() as store:
        await a_message(village, wang, store)
    assert await kept(village) == [1] * len(KEPT)


async def test_many_writers_at_once_all_get_their_turn(village: Village) -> None:
    wang = await village.household("王秀英")

    async def write(key: str) -> None:
        async with village.transactions.writing() as store:
            await a_message(village, wang, store, key)

    await asyncio.gather(*(write(f"m{number}") for number in range(12)))
    assert await kept(village) == [12] * len(KEPT)


async def test_a_reader_sees_one_moment_and_nothing_that_is_not_committed(village: Village) -> None:
    wang = await village.household("王秀英")
    async with village.transactions.writing() as store:
        await a_message(village, wang, store)
        async with village.transactions.reading() as outside:
            assert await outside.ledger.latest(wang.id, 10) == []
            standing = await outside.standings.of_household(wang, 2026)
    assert standing.current_score == 110
    async with village.transactions.reading() as before:
        assert len(await before.ledger.latest(wang.id, 10)) == 1
        await village.record(wang, "环4", -1, "")
        assert len(await before.ledger.latest(wang.id, 10)) == 1
    async with village.transactions.reading() as after:
        assert len(await after.ledger.latest(wang.id, 10)) == 2


Claim = Callable[[Store], Awaitable[bool]]


def _takes(village: Village) -> Claim:
    return lambda store: store.inbox.take("chat", "same", village.now)


def _claims(village: Village) -> Claim:
    return lambda store: store.jobs.claim("notices", "2026Q3", village.now)


@pytest.mark.parametrize("claim", [_takes, _claims])
async def test_exactly_one_of_many_gets_it(village: Village, claim: Callable[[Village], Claim]) -> None:
    async def ask() -> bool:
        async with village.transactions.writing() as store:
            return await claim(village)(store)

    assert sorted(await asyncio.gather(*(ask() for _ in range(6)))) == [False] * 5 + [True]


@pytest.mark.parametrize("claim", [_takes, _claims])
async def test_who_fails_after_getting_it_leaves_it_to_the_next(
    village: Village, claim: Callable[[Village], Claim]
) -> None:
    await broken_off(village, claim(village))
    async with village.transactions.writing() as store:
        assert await claim(village)(store)
