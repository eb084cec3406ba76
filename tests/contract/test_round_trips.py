"""How many ways to the database a message takes: round trips on PostgreSQL, statements on SQLite."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest

from domain.boundary import unwrap
from domain.entries.award import Award
from domain.entries.recording import record
from domain.model.delivery import Draft, Queue, Receipt, Sent, Settlement
from domain.model.people import Role
from sms.inbound import InboundText
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.receipts import SqlReceipts
from tests.village import CHEN, ZONE, Village, at

_TRIPS = {
    "/kou 3-3 环1 2 搭了棚子": 5,
    "/kou 王五 环1 2 搭了棚子": 5,
    "/jia 3-3 志1 1 帮忙": 5,
    "/cha 3-3": 5,
    "/pai": 5,
}


"""A message, and how many round trips it may take on PostgreSQL, BEGIN and COMMIT among them."""


_TEXTS = {"积分": 4, "明细": 5, "排名": 5, "申报 献血": 14}


@pytest.fixture
async def told(database: Database) -> Village:
    """October, September is final; what is asked for the first time in a process has been asked."""
    village = Village(database)
    await village.found()
    for number, head in enumerate("二三四五六七八", 1):
        await village.household(3, number, f"王{head}", f"+861990000000{number}")
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.says(CHEN, "/bang")
    await village.says(CHEN, "/kou 3-3 环1 2 棚子")
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    await village.says(CHEN, "/kou 3-3 环2 2 柴堆")
    return village


class Counter:
    """Counts what goes to the database: statements, with BEGIN and COMMIT; it looks at the drivers' connections."""

    def __init__(self, database: Database) -> None:
        self.statements: list[str] = []
        client: object = database._client
        if database.dialect == "sqlite":
            client._writer.connection._conn.set_trace_callback(self.statements.append)  # type: ignore[attr-defined]
            client._reader._conn.set_trace_callback(self.statements.append)  # type: ignore[attr-defined]
            return
        for holder in client._pool._holders:  # type: ignore[attr-defined]
            if holder._con is not None:
                holder._con.add_query_logger(lambda query: self.statements.append(query.query))

    async def of(self, message: Awaitable[object]) -> list[str]:
        """What one message takes.

        How long to wait for a lock is told without a look at the file; what a trigger does is traced as its statement
        once more.
        """
        self.statements.clear()
        await message
        told = zip(self.statements, ["", *self.statements], strict=False)
        return [one for one, before in told if one != before and not one.startswith("PRAGMA busy_timeout")]


@pytest.mark.parametrize(("line", "trips"), _TRIPS.items())
async def test_a_line_takes_few_ways(told: Village, line: str, trips: int) -> None:
    taken = await Counter(told.database).of(told.says(CHEN, line))
    assert len(taken) <= (trips if told.database.dialect == "postgres" else 17), taken


@pytest.mark.parametrize(("body", "trips"), _TEXTS.items())
async def test_a_text_takes_few_ways(told: Village, body: str, trips: int) -> None:
    text = told.sms.receive(InboundText("SM1", "+8619900000003", body), told.now)
    taken = await Counter(told.database).of(text)
    assert len(taken) <= (trips if told.database.dialect == "postgres" else 18), taken


@pytest.mark.parametrize("line", ["/cha 3-3", "/pai"])
async def test_what_is_read_takes_the_same_however_much_there_is(told: Village, line: str) -> None:
    counter = Counter(told.database)
    before = len(await counter.of(told.says(CHEN, line)))
    for number in range(9, 13):
        await told.household(3, number, f"赵{number}")
    for item in ("环3", "环4", "环5", "文1"):
        await told.says(CHEN, f"/kou 3-3 {item} 1 记一笔")
    assert len(await counter.of(told.says(CHEN, line))) == before


async def test_a_report_of_a_text_takes_few_ways(told: Village) -> None:
    async with told.transactions.writing() as store:
        await store.post.post([Draft(Queue.SMS, "+8619900000003", {"body": "积分"}, "text:1")], told.now)
    worker = SqlOutbox(told.database, ZONE)
    (text,) = (await worker.claim(Queue.SMS, 1, told.now)).deliveries
    await worker.settle(Settlement(text, Sent("SM9"), told.now))
    report = SqlReceipts(told.database).take(Receipt("SM9", "delivered"), told.now)
    taken = await Counter(told.database).of(report)
    assert len(taken) <= (5 if told.database.dialect == "postgres" else 8), taken
    assert await told.count("outbox", "state = 'delivered'") == 1


async def test_what_is_read_ahead_waits_for_whoever_has_the_score(told: Village) -> None:
    async with told.transactions.writing() as store:
        (chen,) = (await store.officers.acting("telegram:101", "telegram:-4001")).officers
        home = await store.roster.at(chen.unit, 3, 3)
        assert home is not None
        await store.scores.lock(home.id, told.now.date())
        other = asyncio.create_task(told.says(CHEN, "/kou 3-3 环2 1 纸箱"))
        for _ in range(20):
            await asyncio.sleep(0.01)
        award = Award(home, "环2", -3, "杂物", "test:1", known=range(1_000_000))
        unwrap(await record(told.work(store, "test"), chen, [award]))
    assert "本项 4/10 分" in (await other).text


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_what_each_line_begins_with_is_planned_once_for_all(told: Village) -> None:
    for item in ("环3", "环4"):
        for number in range(1, 8):
            await told.says(CHEN, f"/kou 3-{number} {item} 1 纸箱")
    async with told.database.transaction() as connection:
        (plans,) = await connection.fetch(
            "SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE statement LIKE $1",
            "%WITH taken AS (%",
        )
    assert plans["custom_plans"] == 5  # as many as PostgreSQL tries before it compares
    assert plans["generic_plans"] > 5
