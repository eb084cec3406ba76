"""Notices on their way: whom, whether and when is decided as each leaves, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.texts.wording import REFUSALS
from bot.wording.supervising import unreached
from domain.model.calendar import parse_quarter
from domain.model.delivery import Draft, Queue, Receipt, Retry
from domain.notices.addressing import OF_UNIT
from tests.outbox.office import MORNING, NEW, QUARTER, Office, home, with_hours
from tests.sms.village import JIANNONG, LI, QINWANG, SHARED, WANG, at


async def test_a_number_that_changed_over_night_gets_the_notice(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    office.village.now = at("2026-10-05 22:00")
    await office.queue()
    await office.phones(wang, NEW)
    office.village.now = at("2026-10-06 08:00")
    await office.deliver()
    assert office.carrier.numbers == [NEW]


async def test_a_retry_goes_to_the_number_of_then(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    await office.queue()
    await office.deliver()
    await office.report(Receipt("SM1", "queued", error="30003"))
    await office.phones(wang, NEW, WANG)
    office.village.now += timedelta(minutes=30)
    await office.deliver()
    assert office.carrier.numbers == [WANG, WANG]  # still one of the household's
    await office.report(Receipt("SM2", "queued", error="30003"))
    await office.phones(wang, NEW)
    office.village.now += timedelta(minutes=30)
    await office.deliver()
    assert office.carrier.numbers == [WANG, WANG, NEW]
    await office.report(Receipt("SM3", "failed", opted_out=True))
    async with office.village.transactions.reading() as store:
        assert (await store.notices.targets(QINWANG, parse_quarter("2026Q2")))[0].unreached == "opted-out"


async def test_who_has_left_gets_nothing_more(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    await office.queue()
    await office.leave(wang)
    await office.deliver()
    assert office.carrier.numbers == []
    assert await office.states() == {"王建国": ("left", "left")}


async def test_a_household_without_a_number_by_then_is_to_be_visited(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    await office.queue()
    await office.phones(wang)
    await office.deliver()
    assert office.carrier.numbers == []
    assert await office.states() == {"王建国": ("no-phone", "no-phone")}


async def test_a_new_number_that_opted_out_gets_nothing(office: Office) -> None:
    wang = await home(office, "王建国", WANG)
    await office.queue()
    await office.phones(wang, NEW)
    async with office.village.transactions.writing() as store:
        await store.optouts.add(NEW, MORNING)
    await office.deliver()
    assert office.carrier.numbers == []
    assert await office.states() == {"王建国": ("opted-out", "opted-out")}


# Hours.


async def test_every_village_keeps_its_own_hours(office: Office) -> None:
    first = next(iter(office.village.town.books))
    assert first not in (QINWANG, JIANNONG)
    hours = {f"u{first}": (480, 570), f"u{JIANNONG}": (480, 600)}
    office.village.town = with_hours(office.village.town, **hours)
    await home(office, "王建国", WANG)
    await home(office, "李秀芳", LI, unit=JIANNONG)
    office.village.now = at("2026-10-05 09:59")
    await office.queue(QINWANG)
    await office.queue(JIANNONG)
    office.village.now = at("2026-10-05 10:35")
    await office.deliver()
    assert office.carrier.numbers == [WANG]
    office.village.now = at("2026-10-06 08:00")
    await office.deliver()
    assert office.carrier.numbers == [WANG, LI]


async def test_the_platform_is_told_until_when_it_may_bring_a_notice(office: Office) -> None:
    office.village.town = with_hours(office.village.town, **{f"u{QINWANG}": (480, 660)})
    await home(office, "王建国", WANG)
    office.village.now = at("2026-10-05 10:59")
    await office.queue()
    await office.deliver()
    assert [delivery.until for delivery in office.carrier.given] == [at("2026-10-05 11:00")]


async def test_nothing_goes_once_the_quiet_hours_have_begun_and_no_retry_either(office: Office) -> None:
    office.village.town = with_hours(office.village.town, **{f"u{QINWANG}": (480, 660)})
    await home(office, "王建国", WANG)
    await home(office, "李秀芳", LI)
    office.carrier.answers = {WANG: Retry("busy")}
    office.village.now = at("2026-10-05 10:50")
    await office.queue()
    await office.deliver()
    assert sorted(office.carrier.numbers) == [WANG, LI]
    await office.report(Receipt("SM2", "queued", error="30003"))
    for moment in ("2026-10-05 11:00", "2026-10-05 11:30", "2026-10-06 07:59"):
        office.village.now = at(moment)
        await office.deliver()
    assert len(office.carrier.numbers) == 2
    office.village.now = at("2026-10-06 08:00")
    await office.deliver()
    assert sorted(office.carrier.numbers) == [WANG, WANG, LI, LI]


async def test_nights_are_no_attempts(office: Office) -> None:
    await home(office, "王建国", WANG)
    await office.queue()
    for day in range(5, 12):
        office.village.now = at(f"2026-10-{day:02} 21:00")
        await office.deliver()
    assert await office.village.count("outbox", "state = 'queued' AND attempts = 0") == 1
    assert await office.village.count("text_attempts") == 0
    async with office.village.transactions.writing() as store:
        assert (await store.notices.unqueue(QINWANG, QUARTER)).unqueued == 1


async def test_a_hand_over_that_could_end_within_the_quiet_hours_waits(office: Office) -> None:
    office.village.town = with_hours(office.village.town, **{f"u{QINWANG}": (480, 660)})
    await home(office, "王建国", WANG)
    office.village.now = at("2026-10-05 10:59") + timedelta(seconds=50)
    await office.queue()
    await office.deliver()
    assert office.carrier.numbers == []
    office.village.now = at("2026-10-06 08:00")
    await office.deliver()
    assert [delivery.until for delivery in office.carrier.given] == [at("2026-10-06 11:00")]


# Our own account.


async def test_what_our_account_is_to_blame_for_says_nothing_of_the_number(office: Office) -> None:
    await home(office, "王建国", WANG, SHARED)
    await office.queue()
    for attempt in range(1, 8):
        await office.deliver()
        await office.report(Receipt(f"SM{attempt}", "queued", error="account suspended (30002)", ours=True))
        office.village.now += timedelta(minutes=30)
    assert office.carrier.numbers == [WANG] * 7
    async with office.village.transactions.reading() as store:
        reach = await store.post.reach(office.village.now)
    assert reach.refused == {"account suspended (30002)": 1}
    told = unreached({}, reach, REFUSALS)
    assert "短信平台不让发" in told
    assert "短信 1 条发不出，先等着：1 条因为" in told
    assert "account suspended (30002)" in told
    await office.deliver()
    await office.report(Receipt("SM8", "delivered"))
    async with office.village.transactions.reading() as store:
        assert unreached({}, await store.post.reach(office.village.now), REFUSALS) == ""
    assert (await office.states())["王建国"][0] == "delivered"


async def test_nobody_mends_the_account_for_a_month(office: Office) -> None:
    await home(office, "王建国", WANG)
    await office.queue()
    await office.deliver()
    office.village.now += timedelta(days=31)
    for attempt in range(1, 5):
        await office.report(Receipt(f"SM{attempt}", "queued", error="account suspended (30002)", ours=True))
        office.village.now += timedelta(minutes=30)
        await office.deliver()
    assert (await office.states())["王建国"][0] == "failed"


# The household's next number.


# One of several numbers opts out.


async def test_nothing_goes_that_could_not_be_looked_at(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await home(office, "王建国", WANG)
    await office.queue()
    with monkeypatch.context() as patched:
        patched.setattr(office.village, "town", replace(office.village.town, books={}))
        await office.deliver()
    assert office.carrier.numbers == []
    office.village.now += timedelta(minutes=1)
    await office.deliver()
    assert office.carrier.numbers == [WANG]


# A number that is no household's any more.


async def farewell(office: Office) -> None:
    """WANG's number is told by text that it gets no more."""
    async with office.village.transactions.writing() as store:
        draft = Draft(Queue.SMS, WANG, {"body": "bye", OF_UNIT: QINWANG}, "released:1", urgent=False)
        await store.post.post([draft], office.village.now)


async def test_it_is_told_within_the_quiet_hours_of_the_unit(office: Office) -> None:
    office.village.now = at("2026-10-05 22:00")
    await farewell(office)
    await office.deliver()
    assert office.carrier.numbers == []
    office.village.now = at("2026-10-06 08:00")
    await office.deliver()
    assert office.carrier.numbers == [WANG]


async def test_it_is_not_told_once_a_household_has_it_again(office: Office) -> None:
    await farewell(office)
    await home(office, "王建国", WANG)
    await office.deliver()
    assert office.carrier.numbers == []
