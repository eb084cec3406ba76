"""A village whose texts wait in the outbox, and a carrier that answers as a test says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.outbox import Rate, TimeSource, sms_policy
from app.outbox.handover import Handover
from app.texts.side import admission
from app.town import LoadedTown
from domain.model.calendar import parse_quarter
from domain.model.delivery import Delivery, Outcome, Queue, Receipt, Sent
from domain.model.people import Household
from domain.model.rulebook import Policy
from domain.notices.planning import Mailing, WordedNotice, queue
from storage.outbox import SqlOutbox
from storage.receipts import SqlReceipts
from storage.roster import SqlRoster
from tests.sms.village import QINWANG, ZONE, Village, at

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
        while deliveries := (await self.desk.claim(Queue.SMS, 10, self.village.now)).deliveries:
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


async def home(office: Office, head: str, *phones: str, unit: str = QINWANG) -> Household:
    office.village.now = at("2026-07-06 10:00")
    household = await office.village.household(head, *phones, unit=unit)
    office.village.now = MORNING
    return household
