"""Equal texts of one number that several processes get at the same moment."""

from __future__ import annotations

import asyncio

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


def _desk(village: Village, database: Database) -> SmsDesk:
    return SmsDesk(SqlTransactions(database, ZONE), village.town, ChatNews(), lambda: "error", CODES, PUBLIC_URL)


async def test_a_key_held_down_is_answered_three_times_however_many_processes_hear_it(
    database: Database, database_url: str
) -> None:
    village = Village(database)
    await village.found()
    await village.household(3, 3, "王五", WANG)
    others = [await Database.open(database_url, KEY) for _ in range(_PROCESSES)]
    try:
        desks = [_desk(village, one) for one in others]
        texts = [InboundText(f"SM{number}", WANG, "积分") for number in range(_TEXTS)]
        now = at("2026-09-10 10:00")
        said = await asyncio.gather(
            *(desks[number % _PROCESSES].receive(text, now) for number, text in enumerate(texts))
        )
    finally:
        for one in others:
            await one.close()
    assert _TEXTS - said.count(None) == _ANSWERED
