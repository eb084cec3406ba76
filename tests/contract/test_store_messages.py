"""``domain.ports.messages.Inbox``, ``Post`` and ``Prompts``, ``Evidence`` and ``Jobs``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from domain.model.delivery import Draft, Queue
from domain.model.message import Arrival, Handled, Kept, Prompt, Seen
from domain.model.photo import Part, PhotoState
from domain.ports.messages import AlreadyTaken
from domain.ports.store import Store
from storage.database import Conflict
from tests.sms.village import WANG, Village

HOUR = timedelta(hours=1)


@pytest.fixture
async def store(village: Village) -> AsyncIterator[Store]:
    async with village.transactions.writing() as opened:
        yield opened


async def seen(village: Village, store: Store, key: str, sender: str = WANG) -> Seen:
    return await store.inbox.seen(text(village, key, sender=sender))


def text(village: Village, key: str, ago: timedelta = timedelta(), sender: str = WANG) -> Arrival:
    return Arrival("sms", key, sender, village.now - ago)


async def test_a_message_is_taken_once_from_each_source(village: Village, store: Store) -> None:
    sources = ["chat", "chat", "sms", "status"]
    assert [await store.inbox.take(source, "1", village.now) for source in sources] == [True, False, True, True]


async def test_a_message_that_comes_again_has_its_first_reply(village: Village, store: Store) -> None:
    assert await seen(village, store, "SM1") == Seen(False, None, (0, 0))
    await store.inbox.answer(text(village, "SM1"), "您家 110 分")
    assert await seen(village, store, "SM1") == Seen(True, "您家 110 分", (1, 1))
    assert await seen(village, store, "SM2", "+8619900000002") == Seen(False, None, (0, 0))


async def test_silence_is_an_answer_too_and_no_reply(village: Village, store: Store) -> None:
    await store.inbox.answer(text(village, "SM1"), None)
    assert await seen(village, store, "SM1") == Seen(True, None, (0, 0))


async def test_replies_are_counted_by_the_hour_and_by_the_day(village: Village, store: Store) -> None:
    today = village.now - village.now.replace(hour=0, minute=0, second=0, microsecond=0)
    instant = timedelta(milliseconds=1)
    for number, ago in enumerate([timedelta(), HOUR, HOUR + instant, today, today + instant]):
        await store.inbox.answer(text(village, f"SM{number}", ago), "好")
    assert (await seen(village, store, "new")).replies_since == (2, 4)


async def test_of_many_deliveries_at_once_one_answers(village: Village) -> None:
    async def deliver(number: int) -> str:
        try:
            async with village.transactions.writing() as store:
                await store.inbox.answer(text(village, "SM1"), f"第 {number} 次")
        except AlreadyTaken:
            return "taken"
        return f"第 {number} 次"

    outcomes = await asyncio.gather(*(deliver(number) for number in range(4)))
    (first,) = [outcome for outcome in outcomes if outcome != "taken"]
    async with village.transactions.reading() as store:
        assert (await seen(village, store, "SM1")).reply == first


async def test_what_became_of_a_message_is_noted_with_the_number_of_a_failure(village: Village) -> None:
    async with village.transactions.writing() as store:
        for handled in (Handled.DONE, Handled.REFUSED, Handled.ASKED):
            await store.inbox.take("chat", handled.value, village.now, handled)
        await store.inbox.take("chat", "failed", village.now, Handled.FAILED, "id-1")
        await store.inbox.answer(text(village, "failed"), None, Handled.FAILED, Kept(error="id-2"))
    assert await village.count("inbox", "outcome = key") == 5
    assert await village.count("inbox", "error IN ('id-1', 'id-2')") == 2


async def test_a_delivery_with_the_same_key_is_posted_once(village: Village) -> None:
    async with village.transactions.writing() as store:
        await store.post.post([], village.now)
        await store.post.post([Draft(Queue.SMS, WANG, {"body": "一"}, "k")], village.now)
        again = [Draft(Queue.SMS, WANG, {"body": "二"}, "k"), Draft(Queue.CHAT, "1", {"body": "三"}, "k2")]
        await store.post.post(again, village.now)
    assert await village.count("outbox") == 2
    assert await village.count("outbox", "payload LIKE '%二%'") == 0


async def test_a_question_is_kept_as_it_was_asked(village: Village, store: Store) -> None:
    prompt = Prompt(
        "token", "choice", village.assessor.id, "telegram:-100", {"text": "扣 王芳", "options": [1, None]}, village.now
    )
    await store.prompts.ask(prompt)
    assert await store.prompts.get("token") == prompt
    assert await store.prompts.get("other") is None


async def test_a_token_is_for_one_question(village: Village) -> None:
    async def ask() -> None:
        async with village.transactions.writing() as store:
            await store.prompts.ask(Prompt("token", "choice", None, "telegram:-100", {}, village.now))

    await ask()
    with pytest.raises(IntegrityError):
        await ask()


async def test_a_question_is_answered_once_however_many_press(village: Village) -> None:
    async with village.transactions.writing() as store:
        await store.prompts.ask(Prompt("token", "choice", None, "telegram:-100", {}, village.now))

    async def press() -> bool:
        async with village.transactions.writing() as store:
            return await store.prompts.use("token", village.now + HOUR)

    assert sorted(await asyncio.gather(*(press() for _ in range(4)))) == [False] * 3 + [True]
    async with village.transactions.writing() as store:
        prompt = await store.prompts.get("token")
        assert not await store.prompts.use("unknown", village.now)
    assert prompt is not None
    assert prompt.used == village.now + HOUR


async def test_a_photo_is_noted_once_and_keeps_its_id(village: Village, store: Store) -> None:
    photo, new = await store.evidence.keep(Part("unique", "file-1"), village.now)
    assert (await store.evidence.keep(Part("unique", "file-2"), village.now), new) == ((photo, False), True)
    assert (await store.evidence.keep(Part("another", "file-1"), village.now))[1]


async def test_a_photo_that_was_not_to_be_had_is_fetched_again_when_it_is_sent_again(
    village: Village, store: Store
) -> None:
    photo, _ = await store.evidence.keep(Part("unique", "file-1"), village.now)
    await store.evidence.settle(photo, PhotoState.LOST, None, None, "gone")
    assert [one.error for one in await store.evidence.photos(photo)] == ["gone"]
    assert await store.evidence.keep(Part("unique", "file-2"), village.now) == (photo, True)
    (again,) = await store.evidence.photos(photo)
    assert (again.state, again.error) == (PhotoState.PENDING, None)


async def test_a_photo_is_kept_only_with_its_content(village: Village) -> None:
    async with village.transactions.writing() as store:
        photo, _ = await store.evidence.keep(Part("unique", "file"), village.now)
        await store.evidence.settle(photo, PhotoState.REFUSED, None, None)
    assert await village.count("evidence", "state = 'refused'") == 1
    with pytest.raises(Conflict):
        await settle_without_content(village, photo)


async def settle_without_content(village: Village, photo: int) -> None:
    async with village.transactions.writing() as store:
        await store.evidence.settle(photo, PhotoState.KEPT, None, None)


async def test_work_is_done_once_a_period(village: Village, store: Store) -> None:
    asked = [("notices", "2026Q3"), ("notices", "2026Q3"), ("notices", "2026Q4"), ("rounds", "2026Q3")]
    assert [await store.jobs.claim(name, period, village.now) for name, period in asked] == [True, False, True, True]
    assert await store.jobs.claimed(asked[0][0], [*(period for _, period in asked), "never"]) == {
        period for name, period in asked if name == asked[0][0]
    }
