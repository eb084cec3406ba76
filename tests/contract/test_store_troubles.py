"""``domain.ports.troubles.Troubles``: one trouble an endpoint, until it is over."""

from __future__ import annotations

from datetime import timedelta

from app.trouble_notes import TroubleNotes
from app.trouble_wording import trouble
from domain.model.trouble import Endpoint, TroubleKind
from tests.chat_side import VillageClock
from tests.sms.village import QINWANG, Village

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AN_ADDRESS = "https://points.example.org/sms/inbound"


async def test_a_trouble_goes_on_since_it_began_and_another_one_begins_anew(village: Village) -> None:
    begun = village.now
    async with village.transactions.writing() as store:
        await store.troubles.note(Endpoint("telegram"), TroubleKind.TOKEN, "", begun)
        await store.troubles.note(Endpoint("telegram"), TroubleKind.TOKEN, "", begun + HOUR)
        await store.troubles.note(Endpoint("twilio"), TroubleKind.SIGNATURE, AN_ADDRESS, begun)
        chat, texts = await store.troubles.standing(begun)
        assert (chat.kind, chat.since, chat.last) == (TroubleKind.TOKEN, begun, begun + HOUR)
        assert (texts.kind, texts.detail) == (TroubleKind.SIGNATURE, AN_ADDRESS)
        await store.troubles.note(Endpoint("telegram"), TroubleKind.UNREACHED, "", begun + 2 * HOUR)
        (chat,) = await store.troubles.standing(begun + HOUR)
        assert (chat.kind, chat.since) == (TroubleKind.UNREACHED, begun + 2 * HOUR)


async def test_what_is_over_is_told_no_more(village: Village) -> None:
    async with village.transactions.writing() as store:
        await store.troubles.note(Endpoint("telegram"), TroubleKind.TOKEN, "", village.now)
        await store.troubles.over(Endpoint("telegram"))
        assert await store.troubles.standing(village.now - DAY) == []


async def kept(village: Village) -> list[TroubleKind]:
    async with village.transactions.reading() as store:
        return [one.kind for one in await store.troubles.standing(village.now - DAY)]


async def test_a_stranger_at_a_door_where_the_platform_was_heard_is_no_trouble(village: Village) -> None:
    notes = TroubleNotes(village.transactions, VillageClock(village), lambda: 0.0)
    texts, chat = notes.at(Endpoint("twilio")), notes.at(Endpoint("telegram"))
    await texts(TroubleKind.SIGNATURE, AN_ADDRESS)
    assert await kept(village) == [TroubleKind.SIGNATURE]
    await texts(None, "")
    await texts(TroubleKind.SIGNATURE, AN_ADDRESS)
    assert await kept(village) == []
    await chat(None, "")
    await chat(TroubleKind.TWICE, "")
    assert await kept(village) == [TroubleKind.TWICE]


async def test_a_database_that_is_locked_keeps_no_message_waiting_for_its_note(village: Village) -> None:
    """Whoever brought it waits ten seconds for the answer; the note is written once it can be."""
    notes = TroubleNotes(village.transactions, VillageClock(village), lambda: 0.0, patience=0.0)
    async with village.transactions.writing() as store:
        await store.rounds.hold(QINWANG)
        await notes.at(Endpoint("twilio"))(TroubleKind.SIGNATURE, AN_ADDRESS)
        (under_way,) = notes._under_way.values()
    await under_way
    assert await kept(village) == [TroubleKind.SIGNATURE]


async def test_every_trouble_has_its_words(village: Village) -> None:
    async with village.transactions.writing() as store:
        for kind in TroubleKind:
            await store.troubles.note(Endpoint("telegram"), kind, AN_ADDRESS, village.now)
            (one,) = await store.troubles.standing(village.now)
            assert AN_ADDRESS in trouble(one)
