"""Status reports of texts: each speaks of its own hand-over, however they come, and nothing that arrived goes again."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

import pytest

from domain.model.delivery import Delivery, Draft, Failed, Outcome, Queue, Receipt, Retry, Sent, Settlement, Unknown
from storage.database import Database
from storage.optouts import SqlOptOuts
from storage.outbox import SqlOutbox
from storage.posting import SqlPost
from storage.receipts import SqlReceipts
from tests.sms.village import ZONE, at

NOW = at("2026-07-06 10:00")
MINUTE = timedelta(minutes=1)
HALF_HOUR = timedelta(minutes=30)
ONE, TWO = "+8619900000001", "+8619900000002"

Reported = Literal["sent", "delivered", "failed", "queued"]


@dataclass
class Carried:
    """One text on its way, with a clock that the test moves."""

    database: Database
    now: datetime = NOW
    deliveries: list[Delivery] = field(default_factory=list)

    @property
    def desk(self) -> SqlOutbox:
        return SqlOutbox(self.database, ZONE)

    async def post(self, key: str = "a", to: str = ONE, *, urgent: bool = False) -> None:
        async with self.database.transaction() as connection:
            await SqlPost(connection).post([Draft(Queue.SMS, to, {"body": key}, key, None, urgent)], self.now)

    async def claim(self) -> int:
        """How many are handed over now."""
        deliveries = (await self.desk.claim(Queue.SMS, 10, self.now)).deliveries
        self.deliveries += deliveries
        return len(deliveries)

    async def hand_over(self, outcome: Outcome, due: datetime | None = None) -> None:
        assert await self.claim() == 1
        await self.settle(outcome, due)

    async def settle(self, outcome: Outcome, due: datetime | None = None, attempt: int = -1) -> None:
        await self.desk.settle(Settlement(self.deliveries[attempt], outcome, self.now, due))

    async def report(
        self,
        sid: str,
        state: Reported,
        attempt: int | None = None,
        delivery: int | None = None,
        *,
        opted_out: bool = False,
    ) -> None:
        number = self.deliveries[0].id if attempt and delivery is None else delivery
        error = None if state in ("sent", "delivered") else "30003"
        await SqlReceipts(self.database).take(Receipt(sid, state, number, attempt, error, opted_out), self.now)

    async def opt_out(self, phone: str = ONE) -> None:
        async with self.database.transaction() as connection:
            await SqlOptOuts(connection).add(phone, self.now)

    async def states(self) -> list[str]:
        async with self.database.reading() as connection:
            rows = await connection.fetch("SELECT state FROM outbox ORDER BY id")
        return [row["state"] for row in rows]

    async def external_id(self) -> str | None:
        async with self.database.reading() as connection:
            rows = await connection.fetch("SELECT external_id FROM outbox ORDER BY id")
        found: str | None = rows[0]["external_id"]
        return found


@pytest.fixture
def text(database: Database) -> Carried:
    return Carried(database)


# One hand-over.


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        (["delivered", "sent"], "delivered"),
        (["sent", "delivered"], "delivered"),
        (["delivered", "failed"], "delivered"),
        (["failed", "delivered"], "failed"),
        (["failed", "queued"], "failed"),
        (["failed", "sent"], "failed"),
        (["delivered", "queued"], "delivered"),
        (["queued"], "queued"),
        (["queued", "queued"], "queued"),
        (["queued", "sent"], "queued"),
        (["queued", "delivered"], "delivered"),
        (["queued", "delivered", "queued"], "delivered"),
    ],
)
async def test_reports_in_any_order_never_go_back(text: Carried, reports: list[Reported], expected: str) -> None:
    await text.post()
    await text.hand_over(Sent("SM1"))
    for state in reports:
        await text.report("SM1", state)
    assert await text.states() == [expected]


@pytest.mark.parametrize("state", ["sent", "delivered", "failed", "queued"])
@pytest.mark.parametrize("answer", [Sent("SM1"), Unknown("timeout")])
async def test_a_report_that_is_faster_than_the_answer_stands(text: Carried, state: Reported, answer: Outcome) -> None:
    await text.post()
    await text.claim()
    await text.report("SM1", state, attempt=1)
    await text.settle(answer, NOW)
    assert (await text.states(), await text.external_id()) == ([state], "SM1")


async def test_a_report_settles_an_unknown_one(text: Carried) -> None:
    await text.post()
    await text.hand_over(Unknown("timeout"), NOW)
    await text.report("SM1", "sent", attempt=1)
    assert await text.states() == ["sent"]
    assert await text.desk.unknowns(Queue.SMS, 10, NOW) == []


@pytest.mark.parametrize(
    ("sid", "attempt", "delivery"),
    [("SM2", None, None), ("SM3", 1, 999_999), ("SM4", 1, None), ("SM5", 2, None), ("SM6", 0, None)],
)
async def test_a_report_about_something_else_changes_nothing_and_is_logged(
    text: Carried, sid: str, attempt: int | None, delivery: int | None, caplog: pytest.LogCaptureFixture
) -> None:
    await text.post()
    await text.hand_over(Sent("SM1"))
    await text.report(sid, "failed", attempt, delivery)
    assert (await text.states(), await text.external_id()) == (["sent"], "SM1")
    assert "none of ours" in caplog.text
    assert ONE not in caplog.text


# Several hand-overs.


async def test_a_report_of_a_former_hand_over_said_again_sends_no_third_text(
    text: Carried, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await text.post()
    await text.hand_over(Sent("SM1"))
    await text.report("SM1", "queued", attempt=1)
    text.now += HALF_HOUR
    await text.hand_over(Sent("SM2"))
    await text.report("SM1", "queued", attempt=1)
    assert await text.states() == ["sent"]
    assert "late report" in caplog.text
    await text.report("SM2", "delivered", attempt=2)
    text.now += HALF_HOUR
    assert (await text.states(), await text.claim()) == (["delivered"], 0)


async def test_a_former_hand_over_that_arrived_after_all_calls_the_next_off(text: Carried) -> None:
    await text.post()
    for number in (1, 2):
        await text.hand_over(Sent(f"SM{number}"))
        await text.report(f"SM{number}", "queued")
        text.now += HALF_HOUR
    await text.report("SM1", "delivered")
    assert (await text.states(), await text.claim()) == (["delivered"], 0)


@pytest.mark.parametrize("second", [Sent("SM2"), Retry("busy"), Unknown("timeout"), Failed("30005")])
async def test_what_arrived_while_the_next_was_on_its_way_goes_no_third_time(text: Carried, second: Outcome) -> None:
    await text.post()
    await text.hand_over(Sent("SM1"))
    await text.report("SM1", "queued")
    text.now += HALF_HOUR
    await text.claim()
    await text.report("SM1", "delivered")
    assert await text.states() == ["sending"]
    await text.settle(second, text.now)
    if second == Sent("SM2"):
        await text.report("SM2", "queued")
    text.now += HALF_HOUR
    assert (await text.states(), await text.claim()) == (["delivered"], 0)


async def test_a_late_answer_to_a_former_hand_over_is_kept_for_its_reports(text: Carried) -> None:
    await text.post()
    await text.hand_over(Unknown("timeout"), NOW)
    await text.settle(Retry("never reached", 0), text.now)
    await text.claim()
    await text.settle(Sent("SM1"), attempt=0)
    assert await text.states() == ["sending"]
    await text.settle(Retry("busy"), text.now + MINUTE)
    await text.report("SM1", "delivered")
    assert await text.states() == ["delivered"]


async def test_a_text_that_does_not_arrive_is_tried_every_half_hour_a_few_times(text: Carried) -> None:
    await text.post()
    for attempt in range(1, 5):
        await text.hand_over(Sent(f"SM{attempt}"))
        await text.report(f"SM{attempt}", "queued", attempt)
        text.now += 29 * MINUTE
        assert await text.claim() == 0
        text.now += MINUTE
    assert (await text.states(), await text.claim()) == (["failed"], 0)


# Those who want no more.


async def test_a_notice_that_did_not_arrive_goes_no_more_to_who_opted_out_meanwhile(text: Carried) -> None:
    await text.post()
    await text.hand_over(Sent("SM1"))
    await text.opt_out()
    await text.report("SM1", "queued")
    text.now += HALF_HOUR
    assert (await text.states(), await text.claim()) == (["dropped"], 0)
    await text.report("SM1", "delivered")
    assert await text.states() == ["delivered"]


@pytest.mark.parametrize("answer", [Retry("busy"), Retry("not let in", ours=True)])
async def test_who_opts_out_in_the_middle_of_a_hand_over_gets_no_second_one(text: Carried, answer: Outcome) -> None:
    await text.post()
    await text.claim()
    await text.opt_out()
    await text.settle(answer, text.now)
    assert await text.states() == ["dropped"]


async def test_opting_out_stops_what_waits_to_go_again(text: Carried) -> None:
    await text.post()
    await text.hand_over(Sent("SM1"))
    await text.report("SM1", "queued")
    await text.opt_out()
    assert await text.states() == ["dropped"]


async def test_the_answer_to_a_claim_still_goes_to_who_wants_no_notices(text: Carried) -> None:
    await text.post(urgent=True)
    await text.opt_out()
    await text.hand_over(Sent("SM1"))
    await text.report("SM1", "queued")
    assert await text.states() == ["queued"]


async def test_who_refuses_by_a_report_gets_no_more_notices(text: Carried) -> None:
    await text.post("a")
    await text.post("b")
    await text.hand_over(Sent("SM1"))
    await text.report("SM1", "failed", opted_out=True)
    await text.report("SM1", "failed", opted_out=True)
    await text.report("SM2", "failed", opted_out=True)
    assert await text.states() == ["failed", "dropped"]
