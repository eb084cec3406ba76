"""Texts by a phone of our own: in its turn, within its day, replies before notices."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from app.texts.allowance import Allowed
from domain.model.delivery import Delivery, Failed, Outcome, Queue, Retry, Sent, Unknown
from sms.channels import Allowance
from storage.database import Database
from storage.own_phones import SqlOwnPhones
from tests.sms.village import ZONE, at

NOW = at("2026-11-03 10:00")
TEXT = Delivery(7, Queue.SMS, "+8619900000001", {"body": "好"}, attempts=1, posted=NOW, urgent=False)


@dataclass
class Gateway:
    """Sends by one phone, with the outcome that the test wants."""

    allowance_: Allowance | None
    outcome: Outcome = field(default_factory=lambda: Sent("1"))
    found: Outcome | None = None
    sent: int = 0

    def allowance(self, _delivery: Delivery) -> Allowance | None:
        return self.allowance_

    async def deliver(self, _delivery: Delivery) -> Outcome:
        self.sent += 1
        return self.outcome

    async def look_up(self, _delivery: Delivery) -> Outcome | None:
        return self.found


@dataclass
class Allowing:
    """An allowance with a clock that the test moves, and what it slept."""

    allowed: Allowed
    gateway: Gateway
    now: list[datetime]
    slept: list[float]

    async def deliver(self, times: int, delivery: Delivery = TEXT) -> list[Outcome]:
        return [await self.allowed.deliver(delivery) for _ in range(times)]


def allowing(database: Database, daily: int | None = None, seconds: float = 0) -> Allowing:
    now, slept = [NOW], list[float]()
    gateway = Gateway(Allowance("0", daily, seconds))

    async def sleep(for_seconds: float) -> None:
        slept.append(for_seconds)

    phones = SqlOwnPhones(database, ZONE)
    return Allowing(Allowed(gateway, phones, lambda: now[0], sleep), gateway, now, slept)  # type: ignore[arg-type]  # only what is asked of a gateway here


async def test_notices_leave_a_fifth_of_the_day_to_replies(sqlite_database: Database) -> None:
    phone = allowing(sqlite_database, daily=10)
    notices = await phone.deliver(10)
    assert [type(outcome) for outcome in notices] == [Sent] * 8 + [Retry] * 2
    assert not await phone.allowed.phones.has_held("0", NOW)  # a notice that waits keeps nobody waiting
    replies = await phone.deliver(3, replace(TEXT, urgent=True))
    assert [type(outcome) for outcome in replies] == [Sent] * 2 + [Retry]
    assert notices[-1] == Retry("the day's limit of the SIM is reached", 14 * 3600, untried=True)
    assert phone.gateway.sent == 10
    assert await phone.allowed.phones.has_held("0", NOW)
    phone.now[0] += timedelta(hours=14)
    assert await phone.deliver(1) == [Sent("1")]


@pytest.mark.parametrize(
    ("outcome", "counted"), [(Sent("1"), 1), (Unknown("?"), 1), (Retry("no"), 0), (Failed("never"), 0)]
)
async def test_only_what_may_have_gone_is_counted(sqlite_database: Database, outcome: Outcome, counted: int) -> None:
    phone = allowing(sqlite_database, daily=10)
    phone.gateway.outcome = outcome
    await phone.deliver(1)
    assert await phone.allowed.phones.used("0", NOW) == counted


@pytest.mark.parametrize(
    ("found", "counted"), [(Retry("never reached the phone", 0), 0), (Failed("never"), 0), (Sent("1"), 1), (None, 1)]
)
async def test_a_sleeping_phone_does_not_use_up_the_day(
    sqlite_database: Database, found: Outcome | None, counted: int
) -> None:
    phone = allowing(sqlite_database, daily=10)
    phone.gateway.outcome, phone.gateway.found = Unknown("the phone did not answer in time"), found
    await phone.deliver(1)
    await phone.allowed.look_up(TEXT)
    assert await phone.allowed.phones.used("0", NOW) == counted


async def test_what_was_tried_yesterday_is_not_given_back_to_today(sqlite_database: Database) -> None:
    phone = allowing(sqlite_database, daily=10)
    phone.gateway.outcome, phone.gateway.found = Unknown("?"), Retry("never reached the phone", 0)
    await phone.deliver(1)
    phone.now[0] += timedelta(days=1)
    await phone.deliver(1, replace(TEXT, id=8))
    await phone.allowed.look_up(TEXT)
    assert await phone.allowed.phones.used("0", phone.now[0]) == 1


async def test_each_waits_for_its_turn(sqlite_database: Database) -> None:
    phone = allowing(sqlite_database, seconds=6)
    outcomes = await phone.deliver(5)
    assert phone.slept == [0, 6, 12, 18]
    assert outcomes[-1] == Retry("the phone's pause", 24, untried=True)


async def test_a_platform_keeps_its_own_limits(sqlite_database: Database) -> None:
    phone = allowing(sqlite_database)
    phone.gateway.allowance_ = None
    assert await phone.deliver(3) == [Sent("1")] * 3
    assert phone.slept == []
