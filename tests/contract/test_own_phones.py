"""What each of our phones may send, for all processes together, and when it was heard of."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage.database import Database
from storage.own_phones import SqlOwnPhones, Turn
from tests.sms.village import ZONE, at

NOW = at("2026-11-03 10:00")


@pytest.fixture
def phones(database: Database) -> SqlOwnPhones:
    return SqlOwnPhones(database, ZONE)


async def test_turns_are_a_pause_apart_and_not_given_long_before(phones: SqlOwnPhones) -> None:
    turns = [await phones.take("0", 1, None, 8, NOW) for _ in range(4)]
    assert turns == [Turn(0), Turn(8), Turn(16), Turn(24, given=False, reason="the phone's pause")]
    assert await phones.take("0", 1, None, 8, NOW + timedelta(seconds=40)) == Turn(0)


async def test_two_processes_never_get_the_same_turn(phones: SqlOwnPhones) -> None:
    turns = await asyncio.gather(*(phones.take("0", 1, None, 5, NOW) for _ in range(5)))
    assert sorted(turn.seconds for turn in turns if turn.given) == [0, 5, 10, 15, 20]


async def test_a_clock_that_was_set_back_makes_nobody_wait(phones: SqlOwnPhones) -> None:
    await phones.take("0", 1, None, 5, NOW)
    assert await phones.take("0", 1, None, 5, NOW - timedelta(hours=3)) == Turn(0)


async def test_the_days_limit_counts_parts_and_ends_at_midnight(phones: SqlOwnPhones) -> None:
    assert (await phones.take("0", 3, 4, 0, NOW)).given
    refused = await phones.take("0", 2, 4, 0, NOW)
    assert (refused.given, refused.seconds) == (False, 14 * 3600)
    assert (await phones.take("0", 1, 4, 0, NOW)).given
    assert (await phones.take("0", 4, 4, 0, NOW + timedelta(days=1))).given
    assert await phones.used("0", NOW + timedelta(days=1)) == 4


async def test_what_did_not_go_is_given_back_once_and_on_its_day(phones: SqlOwnPhones) -> None:
    await phones.take("0", 2, 4, 0, NOW)
    await phones.give_back("0", 2, NOW)
    await phones.give_back("0", 2, NOW)
    assert await phones.used("0", NOW) == 0
    await phones.take("0", 2, 4, 0, NOW)
    await phones.give_back("0", 2, NOW + timedelta(days=1))
    assert await phones.used("0", NOW) == 2


async def test_phones_have_days_of_their_own(phones: SqlOwnPhones) -> None:
    await phones.take("0", 4, 4, 0, NOW)
    assert (await phones.take("310116103208", 4, 4, 0, NOW)).given


async def test_a_phone_is_heard_of(phones: SqlOwnPhones) -> None:
    assert await phones.contact("0") is None
    await phones.heard_from("0", NOW)
    await phones.told("0", silent=True, now=NOW)
    contact = await phones.contact("0")
    assert contact is not None
    assert (contact.heard, contact.told) == (NOW, True)


async def test_that_a_reply_was_held_is_known_for_that_day(phones: SqlOwnPhones) -> None:
    await phones.take("0", 1, None, 0, NOW)
    assert not await phones.has_held("0", NOW)
    await phones.holds_reply("0", NOW)
    assert await phones.has_held("0", NOW + timedelta(hours=1))
    assert not await phones.has_held("0", NOW + timedelta(days=1))
