"""A text that is being handed over when its household is forgotten does not go again."""

from __future__ import annotations

import pytest

from domain.model.delivery import Draft, Outcome, Queue, Retry, Settlement, Unknown
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.posting import SqlPost
from tests.sms.village import WANG, ZONE, Village


@pytest.mark.parametrize("outcome", [Retry("the platform is busy"), Unknown("cut off")])
async def test_what_fails_after_the_forgetting_is_dropped(village: Village, outcome: Outcome) -> None:
    wang = await village.household("王秀英", WANG)
    outbox = SqlOutbox(village.database, ZONE)
    async with village.database.transaction() as connection:
        await SqlPost(connection).post(
            [Draft(Queue.SMS, WANG, {"body": "积分"}, "text:1", None, urgent=True)], village.now
        )
    (delivery,) = (await outbox.claim(Queue.SMS, 1, village.now)).deliveries
    async with village.database.transaction() as connection:
        await SqlPeople(connection).forget(wang.id, village.now)
    await outbox.settle(Settlement(delivery, outcome, village.now, village.now))
    assert await village.count("outbox", "state = 'dropped'") == 1
    assert not (await outbox.claim(Queue.SMS, 1, village.now)).deliveries
