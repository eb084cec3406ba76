"""What was said is kept for the rulebook's months, and no longer."""

from __future__ import annotations

from app.duties.duty import Due
from app.duties.keeping import reduce_old_messages
from domain.work import Work
from sms.wording.notice import QuarterNotice
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.village import CHEN, Village, at, town


async def look(village: Village, when: str) -> None:
    village.now = at(when)
    async with village.transactions.writing() as store:
        await reduce_old_messages(Due(Work(store, town(), "", village.now, "duty"), QuarterNotice()))


async def said(village: Village) -> list[str]:
    """What the outbox still says that has gone out."""
    async with village.database.reading() as connection:
        rows = await connection.fetch("SELECT target || payload AS said FROM outbox WHERE settled_ms IS NOT NULL")
    return [row["said"] for row in rows]


async def settled(village: Village) -> None:
    async with village.database.transaction() as connection:
        await connection.execute("UPDATE outbox SET state = 'sent', settled_ms = posted_ms")


async def test_what_was_said_goes_after_two_years_and_that_it_was_said_stays(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-18 09:00")
    await village.says(CHEN, "/kou 3-12 环4 2 垃圾")
    await settled(village)
    before = await said(village)
    assert any("垃圾" in text for text in before)
    await look(village, "2028-08-01 03:00")
    assert await said(village) == before
    await look(village, "2028-11-01 03:00")
    assert await said(village) == ["{}"] * len(before)


async def test_what_still_waits_is_kept(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-18 09:00")
    await village.says(CHEN, "/kou 3-12 环4 2 垃圾")
    await look(village, "2029-11-01 03:00")
    async with village.database.reading() as connection:
        rows = await connection.fetch("SELECT payload FROM outbox WHERE settled_ms IS NULL")
    assert all(row["payload"] != "{}" for row in rows)


async def test_it_is_done_once_a_day(village: Village, homes: Homes) -> None:
    await look(village, "2028-11-01 03:00")
    village.now = at("2026-09-18 09:00")
    await village.says(CHEN, "/kou 3-12 环4 2 垃圾")
    await settled(village)
    before = await said(village)
    await look(village, "2028-11-01 03:01")
    assert await said(village) == before


async def test_who_was_called_long_ago_is_no_longer_known_and_the_books_are_right(
    village: Village, homes: Homes
) -> None:
    village.now = at("2026-09-18 09:00")
    await village.texts("+8619900000001", "找人 屋顶漏了")
    listed = await village.says(CHEN, "/dian")
    await village.presses(CHEN, listed.buttons[0])
    await look(village, "2028-11-01 03:00")
    assert await village.count("callbacks", "phone = '' AND words = ''") == 1
    assert await audited(village) == []
