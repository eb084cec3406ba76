"""Links to pages that one reader has, and forms taken once, on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from domain.model.message import Handled
from domain.model.page_link import FormResult, NewLink
from domain.model.people import Household, Role
from storage.database import Database
from tests.village import CHEN, Village, at

NOW = at("2026-09-10 10:00")
PHONE, OTHER = "+8619900000001", "+8619900000002"
KEY = "the-key-of-a-form"


@pytest.fixture
async def village(database: Database) -> Village:
    founded = Village(database)
    await founded.found()
    await founded.officer(CHEN, "陈国强", Role.SPECIALIST)
    return founded


@pytest.fixture
async def home(village: Village) -> Household:
    return await village.household(3, 12, "王建国", PHONE, OTHER)


async def give(village: Village, token: str, home: Household, phone: str | None) -> None:
    async with village.transactions.writing() as store:
        await store.page_links.replace(NewLink(token, NOW, NOW + timedelta(days=90), household_id=home.id, phone=phone))


async def opens(village: Village, *tokens: str) -> list[bool]:
    async with village.transactions.reading() as store:
        return [await store.page_links.find(token, NOW) is not None for token in tokens]


async def test_each_number_has_one_link_and_paper_any_number(village: Village, home: Household) -> None:
    for token, phone in (("a", PHONE), ("b", OTHER), ("c", None), ("d", None), ("e", PHONE)):
        await give(village, token, home, phone)
    assert await opens(village, "a", "b", "c", "d", "e", "x") == [False, True, True, True, True, False]


async def test_links_handed_over_on_paper_end_none(village: Village, home: Household) -> None:
    await give(village, "a", home, PHONE)
    links = [NewLink(token, NOW, NOW + timedelta(days=90), household_id=home.id) for token in ("b", "c")]
    async with village.transactions.writing() as store:
        await store.page_links.hand_over(links)
    assert await opens(village, "a", "b", "c", "x") == [True, True, True, False]


async def test_a_link_is_read_as_it_was_stored(village: Village, home: Household) -> None:
    await give(village, "a", home, PHONE)
    async with village.transactions.reading() as store:
        link = await store.page_links.find("a", NOW)
        assert link is not None
        assert (link.household_id, link.phone, link.officer_id) == (home.id, PHONE, None)
        assert (link.made, link.until) == (NOW, NOW + timedelta(days=90))
        assert await store.page_links.find("a", NOW + timedelta(days=90)) is None


async def test_a_supervisor_has_one_link(village: Village) -> None:
    async with village.transactions.writing() as store:
        (officer,) = await store.officers.of_unit("310116103208")
        for token in ("a", "b"):
            await store.page_links.replace(NewLink(token, NOW, NOW + timedelta(days=30), officer_id=officer.id))
    assert await opens(village, "a", "b") == [False, True]


async def test_a_form_is_taken_once_by_whoever_comes_first(village: Village, home: Household) -> None:
    await give(village, "a", home, PHONE)

    async def send(words: str) -> str:
        async with village.transactions.writing() as store:
            link = await store.page_links.find("a", NOW)
            assert link is not None
            if await store.page_links.take(link.id, KEY, NOW):
                await store.page_links.answer(link.id, KEY, FormResult(Handled.DONE, words))
            posted = await store.page_links.posted(link.id, KEY)
            assert posted is not None
            return posted.reply

    replies = await asyncio.gather(*(send(f"第{number}次") for number in range(4)))
    assert len(set(replies)) == 1


async def test_what_failed_can_be_sent_again(village: Village, home: Household) -> None:
    await give(village, "a", home, PHONE)

    async def fail() -> None:
        async with village.transactions.writing() as store:
            assert await store.page_links.take(1, KEY, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with village.transactions.writing() as store:
        assert await store.page_links.posted(1, KEY) is None
        assert await store.page_links.take(1, KEY, NOW)


async def test_last_claims_and_cases_of_a_household(village: Village, home: Household) -> None:
    await village.says(CHEN, "/bang")
    for words in ("献血", "扫雪", "修路"):
        await village.texts(PHONE, f"申报 {words}")
    await village.says(CHEN, "/kou 3-12 垃圾 2 门口")
    await village.texts(PHONE, "异议 1 没有扔")
    async with village.transactions.reading() as store:
        claims = await store.claims.of_household(home.id, 2)
        cases = await store.objections.of_household(home.id, 20)
    assert [one.content for one in claims] == ["修路", "扫雪"]
    assert [(one.entry_id, one.content) for one in cases] == [(1, "没有扔")]
