"""The agenda names every unit that has something, and the scheduler looks into no other."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.background_pace import BackgroundPace
from app.clock import SystemClock
from app.clock_watch import ClockWatch
from app.duties import DUTIES
from app.duties.duty import Due, Duty
from app.runtime import Runtime, Schema, open_runtime
from app.scheduler import Scheduler
from app.settings import Settings
from sms.wording.notice import QuarterNotice
from storage.agenda import Matter, units_with
from storage.database import Database
from storage.store import SqlTransactions
from tests.contract.rows import add_entry
from tests.sms.village import at

EAST = "310116103001"
NOVEMBER, DECEMBER, JANUARY = at("2026-11-20 10:00"), at("2026-12-02 10:00"), at("2027-01-20 10:00")
SETTLED = "UPDATE rounds SET state = 'published', closed_ms = 1, final_on = '2026-12-08'"
QUEUED = "INSERT INTO jobs (name, period, ran_ms) VALUES ('{}', '{}', 0)"


@pytest.fixture
async def november(database: Database) -> Database:
    """东村 with a household, and an entry in the round of November."""
    async with database.transaction() as connection:
        await add_entry(connection)
    return database


async def named(database: Database, *done: str, on: datetime = NOVEMBER) -> set[Matter]:
    """What is on the agenda of 东村 when that was done."""
    async with database.transaction() as connection:
        for statement in done:
            await connection.execute(statement)
    async with database.reading() as connection:
        return {matter for matter in Matter if EAST in await units_with(connection, matter, on)}


async def test_in_the_middle_of_a_month_there_is_nothing(november: Database) -> None:
    assert await named(november) == set()


async def test_a_unit_without_any_round_begins_one(november: Database) -> None:
    assert await named(november, "UPDATE rounds SET current = 0") == {Matter.NO_ROUND}


async def test_a_round_that_is_over(november: Database) -> None:
    assert await named(november, on=DECEMBER) == {Matter.NO_ROUND, Matter.ROUND_OVER}


async def test_publicity_that_is_over_and_a_quarter_and_a_year_that_are(november: Database) -> None:
    assert await named(november, SETTLED, on=DECEMBER) == {Matter.NO_ROUND}
    assert await named(november, on=JANUARY) == {
        Matter.NO_ROUND,
        Matter.PUBLICITY_OVER,
        Matter.YEAR_OPEN,
        Matter.NOTICES_TO_QUEUE,
    }


async def test_a_quarter_of_a_group_in_which_nothing_is_settled(november: Database) -> None:
    officer = (
        "INSERT INTO officers (unit_code, role, name, status, chat_user, invited_ms)"
        f" VALUES ('{EAST}', 'specialist', '陈国强', 'active', 'telegram:1', 0)"
    )
    bound = (
        "INSERT INTO chats (chat_id, unit_code, bound_ms, bound_by)"
        f" SELECT 'telegram:-1', '{EAST}', 0, id FROM officers"
    )
    assert await named(november, officer, bound) == {Matter.QUARTER_UNSETTLED, Matter.GOOD_DEEDS}
    assert await named(november, SETTLED) == {Matter.GOOD_DEEDS}
    assert await named(november, QUEUED.format("good-deeds", f"{EAST}:2026-11-08")) == set()


async def test_notices_until_they_are_queued_and_all_have_arrived(november: Database) -> None:
    notice = (
        "INSERT INTO notices (household_id, unit_code, quarter, kind, queued_ms)"
        f" SELECT id, '{EAST}', '2026Q4', 'quarter', 0 FROM households"
    )
    out = await named(november, SETTLED, QUEUED.format("notices", f"{EAST}:2026Q4"), notice, on=JANUARY)
    assert Matter.NOTICES_TO_QUEUE not in out
    assert Matter.NOTICES_OUT in out
    arrived = QUEUED.format("notices-arrived", f"quarter:{EAST}:2026Q4")
    assert Matter.NOTICES_OUT not in await named(november, arrived, on=JANUARY)


async def test_a_year_until_what_is_unspent_has_lapsed(november: Database) -> None:
    closed = (
        "INSERT INTO years (unit_code, year, closed_ms, lapse_on, last_entry, last_confirmation, last_posting)"
        f" VALUES ('{EAST}', 2026, 1, '2027-02-01', 0, 0, 0)"
    )
    assert Matter.YEAR_OPEN in await named(november, closed, on=JANUARY)
    assert Matter.YEAR_OPEN not in await named(november, "UPDATE years SET lapsed_ms = 1", on=JANUARY)


async def test_warnings_that_the_year_ends_once_a_day_and_until_all_have_arrived(november: Database) -> None:
    last_weeks = at("2026-12-10 10:00")
    warning = (
        "INSERT INTO notices (household_id, unit_code, quarter, kind, queued_ms)"
        f" SELECT id, '{EAST}', '2026Q4', 'year-end', 0 FROM households"
    )
    assert Matter.YEAR_END_WARNING in await named(november, on=last_weeks)
    looked = QUEUED.format("year-end-warning", f"{EAST}:2026-12-10")
    seen = await named(november, looked, warning, on=last_weeks)
    assert Matter.YEAR_END_NOTICES_OUT in seen
    assert Matter.YEAR_END_WARNING not in seen
    assert Matter.YEAR_END_WARNING in await named(november, on=at("2026-12-11 10:00"))
    arrived = QUEUED.format("notices-arrived", f"year-end:{EAST}:2026Q4")
    assert Matter.YEAR_END_NOTICES_OUT not in await named(november, arrived, on=last_weeks)


async def test_each_matter_belongs_to_a_duty() -> None:
    assert {duty.among for duty in DUTIES} >= set(Matter)


@pytest.fixture
async def runtime(tmp_path: Path) -> AsyncIterator[Runtime]:
    settings = Settings(database_url=SecretStr(f"sqlite://{tmp_path}/jifen.db"), data_dir=tmp_path)
    async with open_runtime(settings, SystemClock(settings.zone), Schema.MADE) as opened:
        yield opened


async def test_while_messages_come_each_unit_s_work_is_followed_by_a_rest(runtime: Runtime) -> None:
    rests: list[float] = []
    seconds = itertools.count(0.0, 10.0)

    async def sleep(rest: float) -> None:
        rests.append(rest)

    way = BackgroundPace(lambda: float("inf"), lambda: next(seconds), sleep)
    watch = ClockWatch(runtime.transactions, runtime.clock)
    await Scheduler(runtime, QuarterNotice(), watch, way).look()
    assert len(rests) >= len(runtime.town.units)
    assert all(rest > 0 for rest in rests)


async def test_a_duty_is_looked_after_no_more_often_than_it_says(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    times, looks = [0.0], 0

    async def look(_: Due) -> None:
        nonlocal looks
        looks += 1

    monkeypatch.setattr("app.scheduler.DUTIES", [Duty(look, 1, of_town=True, every=timedelta(minutes=10))])
    watch = ClockWatch(runtime.transactions, runtime.clock)
    scheduler = Scheduler(runtime, QuarterNotice(), watch, BackgroundPace(seconds=lambda: times[-1]))
    for seconds in (0.0, 60.0, 599.0, 600.0, 660.0):
        times.append(seconds)
        await scheduler.look()
    assert looks == 2


async def test_what_another_worker_is_at_is_left_to_it(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def look(due: Due) -> None:
        done.append(due.work.unit)

    one = Duty(look, 1)
    monkeypatch.setattr("app.scheduler.DUTIES", [one])
    settings = Settings(database_url=SecretStr(postgres_url), data_dir=tmp_path)
    async with open_runtime(settings, SystemClock(settings.zone), Schema.MADE) as runtime:
        first, *others = runtime.town.units
        scheduler = Scheduler(runtime, QuarterNotice(), ClockWatch(runtime.transactions, runtime.clock))
        async with runtime.transactions.writing() as store:
            assert await store.jobs.alone(f"duty {one.name} {first}")
            await asyncio.create_task(scheduler.look())
    assert done == others


async def test_a_minute_without_work_writes_nothing_in_any_unit(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduler = Scheduler(runtime, QuarterNotice(), ClockWatch(runtime.transactions, runtime.clock))
    await scheduler.look()
    written = 0
    writing = SqlTransactions.writing

    def counted(transactions: SqlTransactions) -> object:
        nonlocal written
        written += 1
        return writing(transactions)

    monkeypatch.setattr(SqlTransactions, "writing", counted)
    await scheduler.look()
    assert written < len(runtime.town.units)
