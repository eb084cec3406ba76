"""The outbox when the clock is set, or stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.model.delivery import (
    Outcome,
    Queue,
    Rate,
    Retry,
    Unknown,
)
from storage.database import Database
from storage.outbox import SqlOutbox
from tests.contract.outbox_desk import HOUR, MINUTE, NOW, ONE, SECOND, TWO, Office
from tests.sms.village import ZONE, at

STEPS = [timedelta(hours=-1), timedelta(days=-1), timedelta(days=-8), timedelta(hours=1), timedelta(days=8)]


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database, SqlOutbox(database, ZONE))


@pytest.mark.parametrize("step", STEPS)
async def test_what_goes_at_once_goes_whatever_the_clock_shows(office: Office, step: timedelta) -> None:
    await office.post("a", "b", to=ONE)
    await office.post("c", to=TWO, now=NOW + step)
    assert await office.claimed(NOW + step) == ["a", "c"]


@pytest.mark.parametrize("step", STEPS)
async def test_a_lost_delivery_of_another_time_holds_up_nobody(office: Office, step: timedelta) -> None:
    await office.post("lost", "next", to=ONE)
    await office.one()
    assert await office.claimed(NOW + step) == ["next"]


@pytest.mark.parametrize("outcome", [Retry("20429"), Unknown("timeout")])
async def test_a_pause_begins_again_when_the_clock_is_set_back(office: Office, outcome: Outcome) -> None:
    await office.post("a")
    await office.one(outcome, NOW + MINUTE)
    earlier = NOW - 8 * 24 * HOUR
    assert await office.desk.clock_set_back(Queue.CHAT, earlier) == 0
    assert await office.desk.clock_set_back(Queue.SMS, earlier) == 1
    assert await office.row("due_ms") == int((earlier + MINUTE).timestamp() * 1000)
    assert await office.desk.clock_set_back(Queue.SMS, earlier + SECOND) == 0, "another worker saw it as well"


async def test_what_waits_for_the_morning_waits_for_the_next_one(office: Office) -> None:
    await office.post("a", due=at("2026-07-07 08:00"))
    assert await office.desk.clock_set_back(Queue.SMS, NOW + HOUR) == 0
    for _ in range(2):
        await office.desk.clock_set_back(Queue.SMS, at("2026-06-29 21:00"))
        assert await office.row("due_ms") == int(at("2026-06-30 08:00").timestamp() * 1000)


@pytest.mark.parametrize("outcome", [Retry("20429"), Unknown("timeout")])
async def test_a_pause_goes_on_while_the_clock_stands(office: Office, outcome: Outcome) -> None:
    await office.post("a")
    await office.one(outcome, NOW + MINUTE)
    await office.desk.clock_lost(Queue.CHAT, NOW, 40 * SECOND)
    for left in (20 * SECOND, -20 * SECOND, -20 * SECOND):
        await office.desk.clock_lost(Queue.SMS, NOW, 40 * SECOND)
        assert await office.row("due_ms") == int((NOW + left).timestamp() * 1000)


async def test_what_waits_for_the_morning_waits_while_the_clock_stands(office: Office) -> None:
    await office.post("a", due=at("2026-07-07 08:00"))
    await office.desk.clock_lost(Queue.SMS, NOW, HOUR)
    assert await office.row("due_ms") == int(at("2026-07-07 08:00").timestamp() * 1000)


async def test_a_rate_is_kept_and_goes_on_while_the_clock_stands(office: Office) -> None:
    await office.post("a", "b", "c", to=ONE)
    await office.post("d", to=TWO)
    assert await office.claimed(NOW, rate=Rate(1, 1)) == ["a"]
    assert await office.claimed(NOW, rate=Rate(1, 1)) == []
    await office.desk.clock_lost(Queue.SMS, NOW, 2 * SECOND)
    assert await office.claimed(NOW, rate=Rate(1, 1)) == ["d"]
