"""``domain.ports.troubles.Troubles``: one trouble a door, until it is over."""

from __future__ import annotations

from datetime import timedelta

from app.troubles.notes import TroubleNotes
from app.troubles.wording import trouble
from domain.model.trouble import Door, Ill
from tests.chat_side import VillageClock
from tests.sms.village import Village

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AN_ADDRESS = "https://points.example.org/sms/inbound"


async def test_a_trouble_goes_on_since_it_began_and_another_one_begins_anew(village: Village) -> None:
    begun = village.now
    async with village.transactions.writing() as store:
        await store.troubles.note(Door("telegram"), Ill.TOKEN, "", begun)
        await store.troubles.note(Door("telegram"), Ill.TOKEN, "", begun + HOUR)
        await store.troubles.note(Door("twilio"), Ill.SIGNATURE, AN_ADDRESS, begun)
        chat, texts = await store.troubles.standing(begun)
        assert (chat.ill, chat.since, chat.last) == (Ill.TOKEN, begun, begun + HOUR)
        assert (texts.ill, texts.detail) == (Ill.SIGNATURE, AN_ADDRESS)
        await store.troubles.note(Door("telegram"), Ill.UNREACHED, "", begun + 2 * HOUR)
        (chat,) = await store.troubles.standing(begun + HOUR)
        assert (chat.ill, chat.since) == (Ill.UNREACHED, begun + 2 * HOUR)


async def test_what_is_over_is_told_no_more(village: Village) -> None:
    async with village.transactions.writing() as store:
        await store.troubles.note(Door("telegram"), Ill.TOKEN, "", village.now)
        await store.troubles.over(Door("telegram"))
        assert await store.troubles.standing(village.now - DAY) == []


async def kept(village: Village) -> list[Ill]:
    async with village.transactions.reading() as store:
        return [one.ill for one in await store.troubles.standing(village.now - DAY)]


async def test_a_stranger_at_a_door_where_the_platform_was_heard_is_no_trouble(village: Village) -> None:
    notes = TroubleNotes(village.transactions, VillageClock(village), lambda: 0.0)
    texts, chat = notes.at(Door("twilio")), notes.at(Door("telegram"))
    await texts(Ill.SIGNATURE, AN_ADDRESS)
    assert await kept(village) == [Ill.SIGNATURE]
    await texts(None, "")
    await texts(Ill.SIGNATURE, AN_ADDRESS)
    assert await kept(village) == []
    await chat(None, "")
    await chat(Ill.TWICE, "")
    assert await kept(village) == [Ill.TWICE]


async def test_every_trouble_has_its_words(village: Village) -> None:
    async with village.transactions.writing() as store:
        for ill in Ill:
            await store.troubles.note(Door("telegram"), ill, AN_ADDRESS, village.now)
            (one,) = await store.troubles.standing(village.now)
            assert AN_ADDRESS in trouble(one)
