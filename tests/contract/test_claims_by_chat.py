"""Of a crowd of answers is claimed what one by one in due order would be, at the same cost however many wait."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import pytest

from app.terminal.trial import trial
from domain.model.delivery import Draft, Queue
from storage import claiming
from storage.claiming import Bounds, claim, claim_of_crowd
from storage.database import Connection, Database, Row
from storage.instants import to_ms
from storage.outbox import SqlOutbox
from storage.posting import SqlPost
from tests.contract.outbox_desk import HOUR, NOW, SECOND
from tests.postgres import OneDatabase
from tests.sms.village import ZONE

CHATS = [f"telegram:-{number}" for number in range(1, 9)]
BOUNDS = Bounds(None, 3 * SECOND)
FILLS, ROWS = 40, 24
FEW, MANY = 50, 1_500

Take = Callable[[Connection, int, int, datetime, Bounds], Awaitable[list[Row]]]


async def waiting(connection: Connection, chance: random.Random) -> None:
    """Deliveries of a few chats in whatever state they can be."""
    minutes = (-HOUR, -SECOND, timedelta(), SECOND, HOUR)
    await connection.execute_many(
        "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms, leased_ms,"
        " settled_ms, closed) VALUES ($1, $2, '{}', $3, $4, $5, 0, $6, $7, $8, $9, $10)",
        [
            (
                chance.choice(("chat", "chat", "chat", "sms")),
                chance.choice(CHATS),
                f"k{number}",
                chance.choice((0, 1, 1)),
                chance.choice(("queued", "queued", "queued", "sending", "sent")),
                to_ms(NOW + chance.choice(minutes)),
                to_ms(NOW),
                chance.choice((*[None] * 12, to_ms(NOW - SECOND), to_ms(NOW - HOUR), to_ms(NOW + SECOND))),
                chance.choice((None, None, to_ms(NOW - SECOND))),
                chance.choice((0, 0, 1)),
            )
            for number in range(ROWS)
        ],
    )


async def claimed(database: Database, seed: int, urgent: int, take: Take) -> list[str]:
    """What is claimed of such a fill, which is not kept."""
    async with trial(database.transaction()) as connection:
        await waiting(connection, random.Random(seed))
        rows = await take(connection, urgent, 4, NOW, BOUNDS)
        first = min(row["id"] for row in await connection.fetch("SELECT id FROM outbox"))
    return [f"{row['id'] - first} to {row['target']}" for row in rows]


@pytest.mark.parametrize("urgent", [0, 1])
@pytest.mark.parametrize("crowd", [0, 3, 100])
async def test_it_is_what_is_found_one_by_one_in_due_order(
    database: Database, urgent: int, crowd: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is found among the first, from chat to chat, or in both ways."""
    monkeypatch.setattr(claiming, "CROWD", crowd)
    of_crowd = [await claimed(database, seed, urgent, claim_of_crowd) for seed in range(FILLS)]
    one_by_one = [await claimed(database, seed, urgent, partial(claim, Queue.CHAT)) for seed in range(FILLS)]
    assert of_crowd == one_by_one
    assert sum(map(len, of_crowd)) > FILLS / 2


async def test_two_workers_never_write_to_one_chat_at_the_same_time(database: Database) -> None:
    async with database.transaction() as connection:
        await SqlPost(connection).post([Draft(Queue.CHAT, CHATS[n % 2], {}, f"k{n}") for n in range(6)], NOW)
    desk = SqlOutbox(database, ZONE)
    claims = await asyncio.gather(*(desk.claim(Queue.CHAT, 10, NOW) for _ in range(4)))
    assert sorted(one.target for claim in claims for one in claim.deliveries) == CHATS[:2]


async def rows_read(connection: Connection) -> int:
    """How many rows of the outbox this connection has read on PostgreSQL."""
    sql = "SELECT seq_tup_read + idx_tup_fetch AS rows FROM pg_stat_xact_user_tables WHERE relname = 'outbox'"
    (found,) = await connection.fetch(sql)
    rows: int = found["rows"]
    return rows


@pytest.fixture
def never_filled(one_postgres: OneDatabase) -> None:
    """By what PostgreSQL has found in a table before, it may rather read some thousand rows through."""
    one_postgres.create()


@pytest.mark.usefixtures("never_filled")
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_it_reads_no_more_however_many_wait_in_each_chat(database: Database) -> None:
    for many in (FEW, MANY):
        async with database.transaction() as connection:
            drafts = [Draft(Queue.CHAT, CHATS[n % len(CHATS)], {}, f"{many} {n}") for n in range(many)]
            await SqlPost(connection).post(drafts, NOW)
        async with database.transaction() as connection:
            before = await rows_read(connection)
            assert len(await claim_of_crowd(connection, 1, 2, NOW, BOUNDS)) == 2
            assert await rows_read(connection) - before < 5 * claiming.CROWD
