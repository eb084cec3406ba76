"""What the platform's signed calls do to a notice: each speaks of its own hand-over, and the visit list is right."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.model.delivery import Draft, Queue
from domain.model.message import Arrival
from sandbox.faults import Fault
from sms.inbound import InboundText, late_reply
from storage.database import Database
from tests.outbox.running import HALF_HOUR, Running, running
from tests.sms.village import LI, WANG

NEW = "+8619900000007"
WAITS, OUT, ARRIVED, FAILED = ("queued", False), ("sent", False), ("delivered", False), ("failed", True)


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(database, tmp_path) as opened:
        yield opened


async def go_out(stage: Running, *phones: str) -> None:
    """王建国's notice is with the platform."""
    await stage.home("王建国", *(phones or (WANG,)))
    await stage.queue()
    assert await stage.state("王建国") == WAITS
    await stage.deliver()
    assert await stage.state("王建国") == OUT


async def test_reports_out_of_order_and_repeated_lead_to_the_end_and_never_back(stage: Running) -> None:
    await go_out(stage)
    (text,) = stage.sent(WANG)
    for status in ("delivered", "sent", "queued", "delivered", "undelivered", "failed"):
        assert await stage.report(text, status) == 204
    assert await stage.state("王建国") == ARRIVED
    assert len(stage.sent(WANG)) == 1


async def test_a_report_of_a_foreign_text_changes_nothing_even_if_it_names_ours(stage: Running) -> None:
    await go_out(stage)
    (text,) = stage.sent(WANG)
    for sid in ("SMforeign1", "SMforeign2"):
        assert await stage.report(replace(text, sid=sid), "undelivered", 30005) == 204
    elsewhere = replace(text, sid="SMforeign3", callback=text.callback.partition("?")[0])
    assert await stage.report(elsewhere, "failed", 21610) == 204
    assert await stage.state("王建国") == OUT
    assert await stage.village.count("optouts") == 0
    await stage.report(text, "delivered")
    assert await stage.state("王建国") == ARRIVED


async def test_a_report_of_the_first_hand_over_said_again_sends_no_third_text(stage: Running) -> None:
    await go_out(stage)
    (first,) = stage.sent(WANG)
    await stage.report(first, "undelivered", 30003)
    assert await stage.state("王建国") == WAITS
    stage.village.now += HALF_HOUR
    await stage.deliver()
    second = stage.sent(WANG)[1]
    await stage.report(first, "undelivered", 30003)
    assert await stage.state("王建国") == OUT
    stage.village.now += HALF_HOUR
    await stage.deliver()
    await stage.report(second, "delivered")
    assert await stage.state("王建国") == ARRIVED
    assert len(stage.sent(WANG)) == 2


async def test_a_report_that_comes_before_the_answer_to_the_hand_over_counts(stage: Running) -> None:
    await stage.home("王建国", WANG)
    await stage.queue()
    stage.sandbox.twilio.faults.order(Fault(drop="after"), method="create")
    await stage.deliver()
    assert await stage.state("王建国") == ("unknown", False)
    await stage.report(stage.sent(WANG)[0], "delivered")
    assert await stage.state("王建国") == ARRIVED
    stage.village.now += HALF_HOUR
    await stage.ask()
    await stage.deliver()
    assert len(stage.sent(WANG)) == 1


@pytest.mark.parametrize("code", [14107, 20429, 21611, 30022, 30023, 63038])
async def test_a_request_that_is_refused_for_a_while_goes_later(stage: Running, code: int) -> None:
    await stage.home("王建国", WANG)
    await stage.queue()
    stage.sandbox.twilio.faults.order(Fault(status=400, code=code), method="create")
    await stage.deliver()
    assert await stage.state("王建国") == WAITS
    stage.village.now += HALF_HOUR
    await stage.deliver()
    await stage.report(stage.sent(WANG)[0], "delivered")
    assert await stage.state("王建国") == ARRIVED


@pytest.mark.parametrize("code", [30003, 30008, 30009, 30017, 30022, 30023, 30027, 30036, 30410, 39999, None])
async def test_what_did_not_arrive_for_a_while_goes_again(stage: Running, code: int | None) -> None:
    await go_out(stage)
    await stage.report(stage.sent(WANG)[0], "undelivered", code)
    assert await stage.state("王建国") == WAITS
    stage.village.now += HALF_HOUR
    await stage.deliver()
    await stage.report(stage.sent(WANG)[1], "delivered")
    assert await stage.state("王建国") == ARRIVED


async def test_a_code_that_nobody_knows_is_believed_in_the_end(stage: Running) -> None:
    await go_out(stage)
    for _ in range(8):
        await stage.report(stage.sent(WANG)[-1], "undelivered", 39999)
        stage.village.now += HALF_HOUR
        await stage.deliver()
    assert await stage.state("王建国") == FAILED
    assert len(stage.sent(WANG)) == 4


@pytest.mark.parametrize("code", [30005, 30006, 21610])
async def test_what_fails_for_good_goes_to_the_next_number_or_to_nobody_who_opted_out(
    stage: Running, code: int
) -> None:
    await go_out(stage, WANG, LI)
    await stage.report(stage.sent(WANG)[0], "undelivered", code)
    await stage.deliver()
    assert await stage.state("王建国") == OUT
    await stage.report(stage.sent(LI)[0], "undelivered", 30005)
    assert await stage.state("王建国") == FAILED
    stage.village.now += HALF_HOUR
    await stage.deliver()
    assert (len(stage.sent(WANG)), len(stage.sent(LI))) == (1, 1)


async def test_who_opts_out_by_text_between_queue_and_hand_over_gets_nothing(stage: Running) -> None:
    await stage.home("王建国", WANG)
    await stage.queue()
    assert (await stage.write(WANG, "退订")).replies
    await stage.deliver()
    assert stage.sent(WANG) == []
    assert await stage.state("王建国") == ("opted-out", True)


async def test_who_opts_out_by_text_after_a_failure_gets_no_second_one(stage: Running) -> None:
    await go_out(stage)
    (text,) = stage.sent(WANG)
    await stage.write(WANG, "T")
    await stage.report(text, "undelivered", 30008)
    stage.village.now += HALF_HOUR
    await stage.deliver()
    assert len(stage.sent(WANG)) == 1
    assert await stage.state("王建国") == ("opted-out", True)


async def test_a_number_that_changed_in_between_gets_the_second_attempt(stage: Running) -> None:
    wang = await stage.home("王建国", WANG)
    await stage.queue()
    await stage.deliver()
    (text,) = stage.sent(WANG)
    await stage.phones(wang, NEW)
    await stage.report(text, "undelivered", 30003)
    stage.village.now += HALF_HOUR
    await stage.deliver()
    assert (len(stage.sent(WANG)), len(stage.sent(NEW))) == (1, 1)
    await stage.report(text, "undelivered", 30003)
    await stage.report(stage.sent(NEW)[0], "delivered")
    assert await stage.state("王建国") == ARRIVED


# --- cut off in the middle: the answers to texts as well


async def the_text(stage: Running, kind: str) -> None:
    """A notice, or a late reply, waits in the outbox for WANG."""
    await stage.home("王建国", WANG)
    if kind == "notice":
        await stage.queue()
    else:
        async with stage.village.transactions.writing() as store:
            await store.inbox.answer(Arrival("sms", "SM1", WANG, stage.village.now), "收到")
            await store.post.post([_late(stage)], stage.village.now)


def _late(stage: Running) -> Draft:
    return late_reply(InboundText("SM1", WANG, "积分"), "收到", stage.village.now)


async def outbox_states(stage: Running) -> list[str]:
    async with stage.village.database.reading() as connection:
        rows = await connection.fetch("SELECT state FROM outbox WHERE queue = $1 ORDER BY id", Queue.SMS.value)
    return [row["state"] for row in rows]


KINDS = pytest.mark.parametrize("kind", ["notice", "reply"])


@KINDS
async def test_killed_before_the_request_it_goes_once(stage: Running, kind: str) -> None:
    await the_text(stage, kind)
    assert len(await stage.claim()) == 1
    stage.village.now += HALF_HOUR
    await stage.restart()
    assert stage.sent(WANG) == []
    await stage.deliver()
    await stage.report(stage.sent(WANG)[0], "delivered")
    await stage.restart()
    assert (await outbox_states(stage), len(stage.sent(WANG))) == (["delivered"], 1)


@KINDS
async def test_killed_after_the_request_it_is_looked_up_and_not_sent_again(stage: Running, kind: str) -> None:
    await the_text(stage, kind)
    assert stage.texts.gateway
    for delivery in await stage.claim():
        await stage.texts.gateway.deliver(delivery)
    stage.village.now += HALF_HOUR
    await stage.restart()
    await stage.deliver()
    assert (await outbox_states(stage), len(stage.sent(WANG))) == (["sent"], 1)
    await stage.report(stage.sent(WANG)[0], "delivered")
    assert await outbox_states(stage) == ["delivered"]


@KINDS
async def test_what_cannot_be_looked_up_waits_for_its_report(stage: Running, kind: str) -> None:
    await the_text(stage, kind)
    assert stage.texts.gateway
    for delivery in await stage.claim():
        await stage.texts.gateway.deliver(delivery)
    stage.sandbox.twilio.faults.order(Fault(status=500), method="list", times=5)
    for _ in range(3):
        stage.village.now += HALF_HOUR
        await stage.restart()
        await stage.deliver()
    assert (await outbox_states(stage), len(stage.sent(WANG))) == (["unknown"], 1)
    await stage.report(stage.sent(WANG)[0], "undelivered", 30005)
    assert (await outbox_states(stage), len(stage.sent(WANG))) == (["failed"], 1)
