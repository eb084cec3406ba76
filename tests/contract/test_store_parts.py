"""Texts in several parts, reports under ids that we made, and arrivals that are taken back."""

from __future__ import annotations

import pytest

from domain.model.delivery import Receipt, Retry, Sent, Unknown
from storage.database import Database
from storage.receipts import SqlReceipts
from tests.contract.test_store_receipts import HALF_HOUR, Carried

ID = "0.1.2.aaaaaaaaaa"


@pytest.fixture
async def carried(database: Database) -> Carried:
    carried = Carried(database)
    await carried.post()
    return carried


async def take(carried: Carried, *receipts: Receipt) -> None:
    for receipt in receipts:
        await SqlReceipts(carried.database).take(receipt, carried.now)


def arrived(part: str, parts: int = 2) -> Receipt:
    return Receipt(ID, "delivered", part=part, parts=parts)


FAILED = Receipt(ID, "failed", error="not obtainable", revokes=True)
LATER = Receipt(ID, "queued", error="the other phone was off", revokes=True)


@pytest.mark.parametrize(
    ("receipts", "state"),
    [
        ([arrived("e1")], "sent"),
        ([arrived("e1"), arrived("e1"), arrived("e1")], "sent"),
        ([arrived("e1"), arrived("e2")], "delivered"),
        ([arrived("e2"), arrived("e1"), arrived("e2")], "delivered"),
        ([arrived("e1"), Receipt(ID, "delivered")], "delivered"),
        ([arrived("e1"), FAILED], "failed"),
        ([arrived("e1"), LATER], "queued"),
        ([FAILED, arrived("e1")], "failed"),
        ([arrived("e1"), arrived("e2"), FAILED], "failed"),
        ([arrived("e1"), arrived("e2"), LATER], "failed"),
        ([arrived("e1", 1), FAILED], "failed"),
        ([arrived("e1", 1), FAILED, arrived("e1", 1)], "failed"),
    ],
)
async def test_a_text_has_arrived_with_its_last_part_and_not_if_one_failed(
    carried: Carried, receipts: list[Receipt], state: str
) -> None:
    await carried.hand_over(Sent(ID))
    await take(carried, *receipts)
    assert await carried.states() == [state]


async def test_a_failure_of_twilio_after_the_arrival_is_only_late(carried: Carried) -> None:
    await carried.hand_over(Sent("SM1"))
    await take(carried, Receipt("SM1", "delivered"), Receipt("SM1", "failed"))
    assert await carried.states() == ["delivered"]


@pytest.mark.parametrize("outcome", [None, Unknown("no answer")])
async def test_a_report_that_comes_before_the_answer_names_the_hand_over(
    carried: Carried, outcome: Unknown | None
) -> None:
    await carried.claim()
    if outcome:
        await carried.settle(outcome)
    number = carried.deliveries[0].id
    await take(carried, Receipt(ID, "delivered", number, part="e1", parts=1))
    await carried.settle(Sent(ID))
    assert await carried.states() == ["delivered"]


async def test_a_report_names_no_text_that_nobody_hands_over(carried: Carried) -> None:
    await take(carried, Receipt(ID, "delivered", 1, part="e1", parts=1))
    assert await carried.states() == ["queued"]


async def test_a_hand_over_knows_how_often_the_platform_took_the_text(carried: Carried) -> None:
    await carried.hand_over(Retry("not reached"), carried.now)
    await carried.hand_over(Sent(ID))
    await take(carried, LATER)
    carried.now += HALF_HOUR
    await carried.hand_over(Unknown("no answer"))
    assert [delivery.taken for delivery in carried.deliveries] == [0, 0, 1]
    (unknown,) = await carried.desk.unknowns(carried.deliveries[0].queue, 5, carried.now + HALF_HOUR)
    assert unknown.taken == 1
