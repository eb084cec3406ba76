"""Notices on their way: whom, whether and when is decided as each leaves, on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from app.outbox import Rate, TimeSource, sms_policy
from app.outbox.handover import Handover
from app.texts.side import admission
from app.texts.wording import REFUSALS
from app.town import LoadedTown, load
from bot.wording.supervising import unreached
from domain.model.calendar import parse_quarter
from domain.model.delivery import Delivery, Draft, Failed, Outcome, Queue, Receipt, Retry, Sent
from domain.model.people import Household
from domain.model.rulebook import Policy
from domain.notices.addressing import OF_UNIT
from domain.notices.planning import Mailing, WordedNotice, queue
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.receipts import SqlReceipts
from storage.roster import SqlRoster
from tests.sms.village import BOOK, JIANNONG, LI, QINWANG, SHARED, WANG, ZONE, Village, at

QUARTER = parse_quarter("2026Q3")
MORNING = at("2026-10-05 10:00")
NEW = "+8619900000007"
FIXED = "+862157212345"


@dataclass
class Carrier:
    """Answers by number, else with an id of its own; keeps what it was given."""

    answers: dict[str, Outcome] = field(default_factory=dict)
    given: list[Delivery] = field(default_factory=list)

    async def deliver(self, delivery: Delivery) -> Outcome:
        self.given.append(delivery)
        return self.answers.get(delivery.target) or Sent(f"SM{len(self.given)}")

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - a carrier's signature
        return None

    @property
    def numbers(self) -> list[str]:
        return [delivery.target for delivery in self.given]


@dataclass
class Office:
    """A village and the worker that delivers for it, step by step."""

    village: Village
    carrier: Carrier = field(default_factory=Carrier)

    def now(self) -> datetime:
        return self.village.now

    @property
    def desk(self) -> SqlOutbox:
        return SqlOutbox(self.village.database, ZONE)

    async def queue(self, unit: str = QINWANG) -> None:
        village = self.village
        async with village.transactions.writing() as store:
            letters = [WordedNotice(one, "三季度", 1) for one in await store.notices.targets(unit, QUARTER)]
            mailing = Mailing(unit, QUARTER, tuple(letters))
            work = village.work(store, unit=unit)
            await queue(work, mailing)

    async def deliver(self) -> None:
        """Everything that is due is handed over."""
        admit = admission(self.village.transactions, self.village.town, self.desk)
        policy, time = sms_policy(Rate(100, 1), admit), TimeSource(self, chance=lambda: 0.5)
        handover = Handover(self.desk, self.carrier, policy, time)
        while deliveries := await self.desk.claim(Queue.SMS, 10, self.village.now):
            for delivery in deliveries:
                await handover.deliver(delivery)

    async def report(self, receipt: Receipt) -> None:
        await SqlReceipts(self.village.database).take(receipt, self.village.now)

    async def phones(self, household: Household, *phones: str) -> None:
        async with self.village.database.transaction() as connection:
            await SqlRoster(connection).replace_phones({household.id: phones})

    async def leave(self, household: Household) -> None:
        async with self.village.database.transaction() as connection:
            await connection.execute("UPDATE households SET left_on = '2026-10-05' WHERE id = $1", household.id)

    async def states(self) -> Mapping[str, tuple[str, str | None]]:
        async with self.village.transactions.reading() as store:
            statuses = await store.notices.statuses(QINWANG, QUARTER)
        return {one.household.head: (one.state, one.error) for one in statuses}


def with_hours(town: LoadedTown, **hours: tuple[int, int]) -> LoadedTown:
    """The town with other hours for sending in some units: ``u310116103208=(480, 570)``, in minutes."""
    books = dict(town.books)
    for unit, (before, after) in hours.items():
        book = books[unit[1:]].book
        policy: Policy = replace(book.policy, quiet_before=before, quiet_after=after)
        books[unit[1:]] = replace(books[unit[1:]], book=replace(book, policy=policy))
    return replace(town, books=books)


@pytest.fixture
async def office(database: Database) -> Office:
    village = Village(database, load(BOOK))
    await village.found()
    return Office(village)


async def home(office: Office, head: str, *phones: str, unit: str = QINWANG) -> Household:
    office.village.now = at("2026-07-06 10:00")
    household = await office.village.household(head, *phones, unit=unit)
    office.village.now = MORNING
    return household


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
    told = unreached([], reach, REFUSALS)
    assert "短信平台不让发" in told
    assert "短信 1 条发不出，先等着：1 条因为" in told
    assert "account suspended (30002)" in told
    await office.deliver()
    await office.report(Receipt("SM8", "delivered"))
    async with office.village.transactions.reading() as store:
        assert unreached([], await store.post.reach(office.village.now), REFUSALS) == ""
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


async def test_a_mobile_number_comes_before_a_fixed_line(office: Office) -> None:
    await home(office, "王建国", FIXED, WANG)
    await office.queue()
    await office.deliver()
    assert office.carrier.numbers == [WANG]


@pytest.mark.parametrize("answer", [Failed("no such phone (30005)"), None])
async def test_the_next_number_gets_what_failed_for_good_at_the_first(office: Office, answer: Outcome | None) -> None:
    await home(office, "王建国", FIXED, WANG, SHARED)
    office.carrier.answers = {WANG: answer} if answer else {}
    await office.queue()
    await office.deliver()
    if answer is None:
        await office.report(Receipt("SM1", "failed", error="no such phone (30005)"))
        await office.deliver()
    assert office.carrier.numbers == [WANG, SHARED]
    await office.report(Receipt("SM2", "failed", error="no such phone (30005)"))
    await office.deliver()
    await office.report(Receipt("SM3", "failed", error="landline (30006)"))
    await office.deliver()
    assert office.carrier.numbers == [WANG, SHARED, FIXED]
    assert (await office.states())["王建国"][0] == "failed"
    assert await office.village.count("notices") == await office.village.count("outbox") == 1


async def test_a_late_word_that_the_first_number_got_it_keeps_the_next_one_quiet(office: Office) -> None:
    await home(office, "王建国", WANG, SHARED)
    office.village.now = at("2026-10-05 19:59")
    await office.queue()
    await office.deliver()
    await office.report(Receipt("SM1", "failed", error="no such phone (30005)"))
    await office.report(Receipt("SM1", "delivered"))
    office.village.now = at("2026-10-06 10:00")
    await office.deliver()
    assert office.carrier.numbers == [WANG]
    assert (await office.states())["王建国"][0] == "delivered"


# One of several numbers opts out.


async def refuse(office: Office, number: str) -> None:
    async with office.village.transactions.writing() as store:
        await store.optouts.add(number, office.village.now)


@pytest.mark.parametrize("when", ["before", "queued", "on the way", "refused", "reported"])
async def test_a_number_that_opts_out_leaves_the_notice_to_the_next_whenever_it_does(office: Office, when: str) -> None:
    await home(office, "王建国", WANG, SHARED)
    if when == "before":
        await refuse(office, WANG)
    await office.queue()
    if when == "queued":
        await refuse(office, WANG)
    if when == "refused":
        office.carrier.answers = {WANG: Failed("opted out (21610)", opted_out=True)}
    await office.deliver()
    if when == "on the way":
        await refuse(office, WANG)
        await office.report(Receipt("SM1", "queued", error="30003"))
        office.village.now += timedelta(minutes=30)
        await office.deliver()
    if when == "reported":
        await office.report(Receipt("SM1", "failed", opted_out=True))
        await office.deliver()
    assert office.carrier.numbers[-1] == SHARED
    assert office.carrier.numbers.count(WANG) == (0 if when in ("before", "queued") else 1)
    assert (await office.states())["王建国"][0] == "sent"


@pytest.mark.parametrize("order", [(WANG, SHARED), (SHARED, WANG)])
async def test_when_all_numbers_have_opted_out_somebody_has_to_go(office: Office, order: tuple[str, str]) -> None:
    await home(office, "王建国", WANG, SHARED)
    await office.queue()
    for number in order:
        await refuse(office, number)
    assert await office.states() == {"王建国": ("opted-out", "opted-out")}
    await office.deliver()
    assert office.carrier.numbers == []


async def test_what_was_delivered_before_is_not_sent_to_the_next_number(office: Office) -> None:
    await home(office, "王建国", WANG, SHARED)
    await office.queue()
    await office.deliver()
    await office.report(Receipt("SM1", "delivered"))
    await refuse(office, WANG)
    await office.deliver()
    assert office.carrier.numbers == [WANG]


async def test_a_number_that_never_answers_is_left_for_the_next_after_a_few_tries(office: Office) -> None:
    await home(office, "王建国", WANG, SHARED)
    await office.queue()
    for attempt in range(1, 6):
        await office.deliver()
        await office.report(Receipt(f"SM{attempt}", "queued", error="30003"))
        office.village.now += timedelta(minutes=30)
    assert office.carrier.numbers == [WANG] * 4 + [SHARED]


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
