"""``app.outbox.port.Outbox`` and the status reports that come after it: what is sent, when, and never twice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest

from domain.model.delivery import (
    ONCE_SENT,
    PLATFORM_AWAY,
    Delivery,
    Draft,
    Failed,
    Outcome,
    Queue,
    Rate,
    Retry,
    Sent,
    Settlement,
    Unknown,
)
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.posting import SqlPost
from tests.contract.outbox_desk import HOUR, MINUTE, NOW, ONE, SECOND, TWO, Office
from tests.sms.village import ZONE


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database, SqlOutbox(database, ZONE))


# Claiming.


async def test_a_delivery_is_handed_over_as_it_was_posted(office: Office) -> None:
    await office.post("a", to=ONE, urgent=False, due=NOW + MINUTE)
    later = NOW + HOUR
    assert await office.one(now=later) == Delivery(1, Queue.SMS, ONE, {"key": "a"}, 1, NOW, later, False)


async def test_nothing_is_claimed_before_it_is_due_or_for_another_queue(office: Office) -> None:
    await office.post("later", due=NOW + SECOND)
    await office.post("chat", queue=Queue.CHAT)
    assert await office.claimed() == []
    assert await office.claimed(NOW + SECOND) == ["later"]


async def test_a_platform_that_is_reached_again_gets_what_waited_for_it_and_nothing_else_goes_sooner(
    office: Office,
) -> None:
    reasons = {
        "wecom:group:a": Retry(PLATFORM_AWAY),
        "wecom:group:b": Retry("846607 frequency"),
        "telegram:-1": Retry(PLATFORM_AWAY),
    }
    await office.post(*reasons, queue=Queue.CHAT)
    for delivery in (await office.desk.claim(Queue.CHAT, 10, NOW)).deliveries:
        await office.desk.settle(Settlement(delivery, reasons[delivery.target], NOW, NOW + MINUTE))
    async with office.database.transaction() as connection:
        await SqlPost(connection).reached("wecom")
    claimed = await office.desk.claim(Queue.CHAT, 10, NOW)
    assert [delivery.target for delivery in claimed.deliveries] == ["wecom:group:a"]


async def test_what_is_claimed_is_claimed_by_one_worker_only(office: Office) -> None:
    keys = [f"k{number:02}" for number in range(20)]
    await office.post(*keys)
    claims = await asyncio.gather(*(office.claimed(limit=7) for _ in range(6)))
    assert sorted(key for claim in claims for key in claim) == keys


async def test_two_workers_never_write_to_one_number_at_the_same_time(office: Office) -> None:
    await office.post(*(f"k{number}" for number in range(6)), to=ONE)
    claims = await asyncio.gather(*(office.claimed() for _ in range(4)))
    assert [key for claim in claims for key in claim] == ["k0"]


async def test_replies_go_before_notices_then_at_once_then_by_due_time_then_in_order(office: Office) -> None:
    await office.post("notice", urgent=False, due=NOW - HOUR)
    await office.post("third", due=NOW - MINUTE)
    await office.post("first", "second")
    assert await office.claimed(limit=3) == ["first", "second", "third"]
    assert await office.claimed() == ["notice"]


async def test_what_one_transaction_posts_bit_by_bit_goes_in_that_order(office: Office) -> None:
    keys = ["c", "a", "d", "b"]
    async with office.database.transaction() as connection:
        for key in keys:
            await SqlPost(connection).post([Draft(Queue.SMS, key, {"key": key}, key, None, urgent=True)], NOW)
    assert await office.claimed() == keys


async def test_a_number_gets_one_text_after_the_other(office: Office) -> None:
    await office.post("a1", "a2", to=ONE)
    await office.post("b", to=TWO)
    first, other = await office.claim()
    assert (first.target, other.target) == (ONE, TWO)
    assert await office.claimed() == []
    await office.desk.settle(Settlement(first, Sent("SM1"), NOW))
    assert await office.claimed() == ["a2"]


async def test_a_number_rests_between_two_texts_whoever_sends_them(office: Office) -> None:
    rest = 3 * SECOND
    await office.post("a1", "a2", to=ONE)
    await office.post("b", to=TWO)
    first, _ = await office.claim(apart=rest)
    await office.desk.settle(Settlement(first, Sent("SM1"), NOW))
    assert await office.claimed(NOW + 2 * SECOND, apart=rest) == []
    assert await office.claimed(NOW + rest, apart=rest) == ["a2"]


async def test_all_workers_together_keep_to_the_rate(office: Office) -> None:
    await office.post(*(f"k{number:02}" for number in range(20)))
    await office.post("notice", urgent=False)
    rate = Rate(5, 1)
    claims = await asyncio.gather(*(office.claimed(rate=rate) for _ in range(4)))
    assert sorted(key for claim in claims for key in claim) == [f"k{number:02}" for number in range(5)]
    assert await office.claimed(NOW + SECOND / 2, rate=rate) == []
    assert len(await office.claimed(NOW + SECOND, limit=3, rate=rate)) == 3
    assert len(await office.claimed(NOW + SECOND * 3 / 2, rate=rate)) == 2
    assert len(await office.claimed(NOW + 4 * SECOND, limit=20, rate=Rate(20, 1))) == 11


async def test_a_rate_that_is_not_of_urgent_ones_neither_counts_nor_holds_them_back(office: Office) -> None:
    rate = Rate(5, 1, of_urgent=False)
    await office.post(*(f"told {number}" for number in range(10)), urgent=False)
    assert len(await office.claimed(limit=4, rate=rate)) == 4
    await office.post(*(f"answer {number}" for number in range(20)))
    claimed = await office.claimed(NOW + SECOND / 2, limit=30, rate=rate)
    assert [key.partition(" ")[0] for key in claimed] == [*["answer"] * 20, "told"]
    assert len((await office.desk.claim(Queue.SMS, 30, NOW + 2 * SECOND, rate, not_urgent=2)).deliveries) == 2


async def test_what_another_clock_leased_slows_nobody_down(office: Office) -> None:
    await office.post(*(f"k{number}" for number in range(10)))
    assert len(await office.claimed(NOW + HOUR, rate=Rate(5, 1))) == 5
    assert len(await office.claimed(NOW, rate=Rate(5, 1))) == 5


async def test_a_later_text_does_not_overtake_one_that_waits_for_another_attempt(office: Office) -> None:
    await office.post("first", "second", to=ONE)
    (first,) = await office.claim()
    await office.desk.settle(Settlement(first, Retry("30003"), NOW, NOW + MINUTE))
    assert await office.claimed(NOW + SECOND) == []
    assert await office.claimed(NOW + MINUTE) == ["first"]


async def test_a_reply_does_not_wait_for_a_notice_and_a_notice_waits_for_the_reply(office: Office) -> None:
    await office.post("notice", to=ONE, urgent=False)
    await office.post("reply", to=ONE)
    reply = await office.one()
    assert reply.payload == {"key": "reply"}
    await office.desk.settle(Settlement(reply, Sent("SM1"), NOW))
    assert await office.claimed() == ["notice"]


# Settling.

SETTLED: Mapping[str, Outcome] = {
    "sent": Sent("SM1"),
    "failed": Failed("21211"),
    "queued": Retry("20429"),
    "unknown": Unknown("timeout"),
}


@pytest.mark.parametrize("state", SETTLED)
async def test_an_outcome_is_noted(office: Office, state: str) -> None:
    await office.post("a")
    await office.one(SETTLED[state])
    assert await office.states() == {"a": state}


async def test_a_retry_comes_back_at_its_time_as_one_attempt_more(office: Office) -> None:
    await office.post("a")
    first = await office.one(Retry("20429"), NOW + MINUTE)
    assert await office.next_due() == NOW + MINUTE
    assert await office.claimed(NOW + MINUTE - SECOND) == []
    assert (await office.one(now=NOW + MINUTE)).attempts == first.attempts + 1


async def test_a_text_that_may_have_gone_out_is_never_claimed_again(office: Office) -> None:
    await office.post("a")
    await office.one(Unknown("timeout"), NOW + MINUTE)
    assert await office.claimed(NOW + 24 * HOUR) == []
    assert await office.next_due() is None


async def test_unknown_ones_are_looked_into_at_their_time_longest_due_first(office: Office) -> None:
    await office.post("a", "b", "c")
    for delivery, minutes in zip(await office.claim(), (3, 1, 9), strict=True):
        await office.desk.settle(Settlement(delivery, Unknown("timeout"), NOW, NOW + minutes * MINUTE))

    async def due(limit: int) -> list[str]:
        return [one.target for one in await office.desk.unknowns(Queue.SMS, limit, NOW + 3 * MINUTE)]

    assert (await due(10), await due(1)) == (["b", "a"], ["b"])


@pytest.mark.parametrize("found", [Sent("SM1"), Failed("gone"), Retry("never went out")])
async def test_a_look_up_settles_an_unknown_one(office: Office, found: Outcome) -> None:
    await office.post("a")
    delivery = await office.one(Unknown("timeout"), NOW)
    await office.desk.settle(Settlement(delivery, found, NOW, NOW))
    expected = {Sent: "sent", Failed: "failed", Retry: "queued"}[type(found)]
    assert await office.states() == {"a": expected}


async def test_a_worker_that_comes_late_changes_nothing(office: Office) -> None:
    await office.post("a")
    slow = await office.one()
    await office.desk.settle(Settlement(slow, Retry("20429"), NOW, NOW))
    again = await office.one()
    await office.desk.settle(Settlement(slow, Failed("too late"), NOW))
    assert await office.states() == {"a": "sending"}
    await office.desk.settle(Settlement(again, Sent("SM1"), NOW))
    await office.desk.settle(Settlement(again, Failed("too late"), NOW))
    assert await office.states() == {"a": "sent"}


async def test_a_number_that_refuses_texts_gets_no_more_notices(office: Office) -> None:
    await office.post("refused", to=ONE)
    await office.post("notice", to=ONE, urgent=False)
    await office.post("reply", to=ONE)
    await office.post("other", to=TWO, urgent=False)
    (delivery,) = await office.claim(limit=1)
    await office.desk.settle(Settlement(delivery, Failed("21610", opted_out=True), NOW))
    assert await office.states() == {"refused": "failed", "notice": "dropped", "reply": "queued", "other": "queued"}


# Workers that die.


async def test_what_a_dead_worker_held_becomes_unknown_and_is_looked_into_at_once(office: Office) -> None:
    await office.post("a")
    await office.one()
    assert await office.desk.under_way(Queue.CHAT) == {}
    assert await office.desk.under_way(Queue.SMS) == {1: 1}
    assert await office.desk.take_over(Queue.SMS, {1: 2}, NOW + MINUTE) == 0
    assert await office.desk.take_over(Queue.SMS, {1: 1}, NOW + MINUTE) == 1
    assert [one.target for one in await office.desk.unknowns(Queue.SMS, 10, NOW + MINUTE)] == ["a"]
    assert await office.claimed(NOW + HOUR) == []


async def test_a_dead_workers_delivery_is_taken_over_once(office: Office) -> None:
    await office.post("a", "b", "c")
    await office.claim()
    counts = await asyncio.gather(
        *(office.desk.take_over(Queue.SMS, {1: 1, 2: 1, 3: 1}, NOW + MINUTE) for _ in range(4))
    )
    assert sum(counts) == 3


async def test_a_dead_worker_holds_up_its_number_for_seconds_only(office: Office) -> None:
    await office.post("lost", "next", to=ONE)
    await office.one()
    assert await office.claimed(NOW + 4 * SECOND) == []
    assert await office.claimed(NOW + 5 * SECOND) == ["next"]


async def test_the_next_due_time_is_of_the_queue(office: Office) -> None:
    assert await office.next_due() is None
    await office.post("a", due=NOW + HOUR)
    await office.post("b", due=NOW + MINUTE)
    await office.post("chat", queue=Queue.CHAT)
    assert await office.next_due() == NOW + MINUTE
    assert await office.desk.counts() == {("sms", "queued"): 2, ("chat", "queued"): 1}


async def test_a_claim_tells_when_the_next_one_is_due(office: Office) -> None:
    await office.post("notice", due=NOW + HOUR, urgent=False)
    await office.post("reply", "later reply", to=ONE)
    assert await office.claimed() == ["reply"]
    behind = await office.next_due()
    assert behind is not None
    assert behind < NOW  # what stands behind a text to the same number goes at once, as soon as that is out
    assert await office.claimed(NOW + 5 * SECOND) == ["later reply"]
    assert await office.next_due() == NOW + HOUR
    assert await office.claimed(NOW + HOUR) == ["notice"]
    assert await office.next_due() is None


# A clock that is set.


@pytest.mark.parametrize("outcome", [Sent("SM1"), Failed("no such number")])
async def test_a_secret_goes_from_what_is_over(office: Office, outcome: Outcome) -> None:
    async with office.database.transaction() as connection:
        secret = {"body": "https://…/h/secret", ONCE_SENT: "链接回过了", "key": "one"}
        await SqlPost(connection).post([Draft(Queue.SMS, ONE, secret, "one")], NOW)
    (delivery,) = await office.claim()
    await office.desk.settle(Settlement(delivery, Retry("later"), NOW, NOW))
    (delivery,) = await office.claim()
    assert delivery.payload["body"] == "https://…/h/secret"
    await office.desk.settle(Settlement(delivery, outcome, NOW))
    assert await office.desk.payload_of(delivery.id) == {"body": "链接回过了", "key": "one"}
