"""Texts whose status report never came: asked after, and in the end given up, on both databases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from app.texts.status_watch import StatusWatch
from app.town import load
from domain.model.delivery import Receipt
from storage.database import Database
from storage.receipts import SqlReceipts
from tests.outbox.office import MORNING, Office, home
from tests.sms.village import BOOK, WANG, Village


@dataclass
class Platform:
    """Says of each text what the test wants."""

    says: Receipt | None = None
    asked: list[str] = field(default_factory=list)

    async def report_of(self, external_id: str) -> Receipt | None:
        self.asked.append(external_id)
        return self.says


@pytest.fixture
async def office(database: Database) -> Office:
    village = Village(database, load(BOOK))
    await village.found()
    office = Office(village)
    await home(office, "王建国", WANG)
    await office.queue()
    await office.deliver()
    return office


def watching(office: Office, platform: Platform) -> StatusWatch:
    return StatusWatch(platform.report_of, SqlReceipts(office.village.database), office.report, office.now)


async def state(office: Office) -> str:
    return (await office.states())["王建国"][0]


async def after(office: Office, watch: StatusWatch, **passed: int) -> None:
    office.village.now = MORNING + timedelta(**passed)
    await watch.look()


async def test_it_is_asked_after_at_twice_its_age_each_time(office: Office) -> None:
    platform = Platform(Receipt("SM1", "sent"))
    watch = watching(office, platform)
    asked = []
    for minute in range(1, 50):
        await after(office, watch, minutes=minute)
        asked.append(len(platform.asked))
    assert [minute + 1 for minute in range(1, 49) if asked[minute] > asked[minute - 1]] == [5, 10, 20, 40]


async def test_of_several_processes_one_asks_and_another_goes_on_when_it_ends(office: Office) -> None:
    platforms = Platform(Receipt("SM1", "sent")), Platform(Receipt("SM1", "sent"))
    one, other = (watching(office, platform) for platform in platforms)
    for seconds in range(300, 2400, 30):
        await after(office, one, seconds=seconds)
        await after(office, other, seconds=seconds + 10)
    assert [len(platform.asked) for platform in platforms] == [3, 0]
    await after(office, other, seconds=2500)
    assert len(platforms[1].asked) == 1


async def test_what_the_platform_says_counts_as_its_report(office: Office) -> None:
    await after(office, watching(office, Platform(Receipt("SM1", "delivered"))), minutes=6)
    assert await state(office) == "delivered"


@pytest.mark.parametrize("says", [Receipt("SM1", "sent"), None])
async def test_after_three_days_somebody_has_to_look(office: Office, says: Receipt | None) -> None:
    platform = Platform(says)
    watch = watching(office, platform)
    for hours in (1, 30, 71):
        await after(office, watch, hours=hours)
    assert await state(office) == "sent"
    await after(office, watch, hours=73)
    assert await state(office) == ("unconfirmed" if says else "sent")


async def test_a_platform_that_never_answers_is_waited_for_a_week(office: Office) -> None:
    """As a phone that was lost with the texts that it had taken: somebody has to go to those households."""
    watch = watching(office, Platform())
    for hours in (1, 30, 72, 167):
        await after(office, watch, hours=hours)
    assert await state(office) == "sent"
    await after(office, watch, hours=169)
    assert await state(office) == "unconfirmed"


async def test_a_platform_that_is_away_just_after_a_long_stop_is_asked_once_more(office: Office) -> None:
    platform = Platform()
    watch = watching(office, platform)
    await after(office, watch, days=9)
    assert await state(office) == "sent"
    platform.says = Receipt("SM1", "delivered")
    await after(office, watch, days=9, hours=2)
    assert await state(office) == "delivered"


async def test_an_old_text_is_asked_after_once_an_hour_and_keeps_no_other_from_its_turn(office: Office) -> None:
    platform = Platform()
    watch = watching(office, platform)
    for minutes in range(0, 180, 5):
        await after(office, watch, days=4, minutes=minutes)
    assert len(platform.asked) == 3


async def test_a_report_that_comes_after_all_still_counts(office: Office) -> None:
    await after(office, watching(office, Platform(Receipt("SM1", "sent"))), hours=73)
    await office.report(Receipt("SM1", "delivered"))
    assert await state(office) == "delivered"


async def test_what_may_not_have_gone_out_is_given_up_after_three_days(office: Office) -> None:
    async with office.village.database.transaction() as connection:
        await connection.execute("UPDATE outbox SET state = 'unknown', external_id = NULL WHERE queue = 'sms'")
    watch = watching(office, Platform())
    await after(office, watch, days=2, hours=23)
    assert await state(office) == "unknown"
    await after(office, watch, days=3, minutes=1)
    assert await state(office) == "unconfirmed"
    assert await office.village.count("text_attempts") == 1
