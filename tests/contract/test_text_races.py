"""Texts that several processes get at the same moment: equal ones of one number, and those of many strangers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from app.ids import CODES
from bot.news import ChatNews
from sms.desk import SmsDesk
from sms.inbound import InboundText
from storage.database import Database
from storage.store import SqlTransactions
from tests.keys import KEY
from tests.village import PUBLIC_URL, ZONE, Village, at

WANG = "+8619900000003"
_PROCESSES, _TEXTS, _ANSWERED = 2, 8, 3
_STRANGERS, _STRANGERS_ANSWERED = 64, 50
NOW = at("2026-09-10 10:00")


def _desk(village: Village, database: Database) -> SmsDesk:
    return SmsDesk(SqlTransactions(database, ZONE), village.town, ChatNews(), lambda: "error", CODES, PUBLIC_URL)


async def test_a_key_held_down_is_answered_three_times_however_many_processes_hear_it(
    database: Database, database_url: str
) -> None:
    village = Village(database)
    await village.found()
    await village.household(3, 3, "王五", WANG)
    said = await _answers(village, database_url, [InboundText(f"SM{number}", WANG, "积分") for number in range(_TEXTS)])
    assert _TEXTS - said.count(None) == _ANSWERED


async def test_strangers_together_get_as_many_replies_as_they_may_however_many_text_at_once(
    database: Database, database_url: str
) -> None:
    village = Village(database)
    await village.found()
    texts = [InboundText(f"SM{number}", f"+86199000010{number:02}", "积分") for number in range(_STRANGERS)]
    said = await _answers(village, database_url, texts)
    assert _STRANGERS - said.count(None) == _STRANGERS_ANSWERED


async def _answers(village: Village, url: str, texts: Sequence[InboundText]) -> list[str | None]:
    """What each is told, by processes that take turns."""
    others = [await Database.open(url, KEY) for _ in range(_PROCESSES)]
    try:
        desks = [_desk(village, one) for one in others]
        takes = (desks[number % _PROCESSES].receive(text, NOW) for number, text in enumerate(texts))
        return await asyncio.gather(*takes)
    finally:
        for one in others:
            await one.close()
