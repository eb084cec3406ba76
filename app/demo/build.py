"""Building the town: the roster, officers who join by invitation, their groups, and the months gone by."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from itertools import pairwise
from operator import itemgetter
from random import Random

from app.demo.happenings import make_happenings
from app.demo.past import Past
from app.demo.scene import Group, hand_out_phones, receive, set_up_group, set_up_office
from app.demo.village import (
    FAVOURITE,
    NOTIFIED,
    PLAYED,
    SUPERVISOR,
    TOWN,
    VETOED,
    Member,
    Village,
    make_villages,
)
from app.runtime import Runtime
from bot.platforms import on_platform
from domain.boundary import unwrap
from domain.ledger.rounds import ensure_current
from domain.model.calendar import Period, fortnight_before, month_of, quarter_of
from domain.model.delivery import Queue, Receipt, Sent, Settlement
from domain.model.people import NewHousehold, Officer, Role
from domain.officers.joining import invite, join
from domain.work import Work
from sandbox.model import Chat, Person
from sandbox.world import World
from storage.kin import SqlKin
from storage.outbox import SqlOutbox
from storage.receipts import SqlReceipts
from storage.roster import SqlRoster

_SEED = 2024
_NOTICES_AFTER = timedelta(days=4, hours=9, minutes=30)
"""How far into the new quarter the last one's notices went out: on the morning of the fifth."""
_VETO_AGO = timedelta(days=3)
_CLAIM_AGO = timedelta(minutes=40)
_SETTLED_AFTER = timedelta(hours=9)
"""How far into the new month the last one is settled."""
_SHOP_AFTER = timedelta(days=9)
_GOODS = (("大米", 60, 20), ("食用油", 80, 10), ("肥皂", 10, 60), ("洗衣粉", 25, 30), ("毛巾", 15, 40))
"""Name, price in points, how many."""
_AT_ONCE = 1000

Deed = tuple[datetime, Callable[[], Awaitable[None]]]
"""When something happened, and what makes it happen in the books."""


async def build(runtime: Runtime, world: World, advance: Callable[[], None]) -> None:
    """Fill an empty database and an empty world; ``advance`` is called after each unit."""
    now, random = runtime.clock.now(), Random(_SEED)  # noqa: S311 - made-up people, nothing secret
    villages = make_villages(dict(runtime.town.units), random)
    months = months_before(now)
    for village in villages:
        group = set_up_group(world, village, now)
        hand_out_phones(world, village)
        await _settle(runtime, village, group, months, random)
        if village.unit == NOTIFIED:
            await _deliver(runtime, world, _notice_day(now))
        advance()
    await _open_office(runtime, set_up_office(world, runtime.town.current(PLAYED).book.town), now)


def months_before(now: datetime) -> list[Period]:
    """The open month after at least two whole ones, the end of a quarter among them."""
    last_of_quarter = quarter_of(now.date()).previous().after - timedelta(days=1)
    months = [month_of(now.date())]
    while len(months) <= 2 or months[0].first > last_of_quarter:  # noqa: PLR2004 - two whole months
        months.insert(0, months[0].previous())
    return months


def _notice_day(now: datetime) -> datetime:
    return min(now, _midnight(quarter_of(now.date()), now) + _NOTICES_AFTER)


def _midnight(period: Period, now: datetime) -> datetime:
    return datetime.combine(period.first, time(), now.tzinfo)


async def _settle(runtime: Runtime, village: Village, group: Group, months: Sequence[Period], random: Random) -> None:
    now, unit, town = runtime.clock.now(), village.unit, runtime.town
    began = _midnight(months[0], now)
    async with runtime.database.transaction() as connection:
        store = runtime.transactions.store(connection)
        await _move_in(SqlRoster(connection), village, months[0])
        await ensure_current(store, town, unit, began)
        officers = [
            await _join(Work(store, town, unit, began, f"demo {person.id}"), village, member, person, group.chat)
            for member, person in zip(village.team, group.people, strict=True)
        ]
        past = Past(store, town, unit, officers, random)
        for _, happens in sorted(_history(past, village, months, now), key=itemgetter(0)):
            await happens()
        await ensure_current(store, town, unit, now)
        await store.jobs.claim("good-deeds", f"{unit}:{fortnight_before(now.date())}", now)


def _history(past: Past, village: Village, months: Sequence[Period], now: datetime) -> list[Deed]:
    happenings = make_happenings(village, months, now, past.random)
    history: list[Deed] = [(one.at, partial(past.points, one)) for one in happenings]
    history += _rounds(past, months, now)
    opened = _midnight(months[0], now) + _SHOP_AFTER
    history += [(opened, partial(past.stock, *goods, opened)) for goods in _GOODS]
    if village.unit == NOTIFIED:
        at = _notice_day(now)
        history.append((at, partial(past.notify, quarter_of(now.date()).previous(), at)))
    if village.unit == PLAYED:
        at = now - _VETO_AGO
        history.append((at, partial(past.veto, village.at(VETOED), "否1", "后院新搭一间平房，劝了没拆", at)))
        at = now - _CLAIM_AGO
        history.append((at, partial(past.claim, village.at(FAVOURITE), "献血200毫升", "志2", at)))
    return history


def _rounds(past: Past, months: Sequence[Period], now: datetime) -> list[Deed]:
    """Each month is settled on the morning after it, and final when its days of publicity have passed."""
    publicity = timedelta(days=past.town.current(past.unit).book.policy.publicity_days)
    deeds: list[Deed] = []
    for month, after in pairwise(months):
        settled = _midnight(after, now) + _SETTLED_AFTER
        deeds += [(settled, partial(past.settle, month, settled))]
        deeds += [(settled + publicity, partial(past.finalise, month, settled + publicity))]
    return [(at, happens) for at, happens in deeds if at <= now]


async def _move_in(roster: SqlRoster, village: Village, month: Period) -> None:
    homes = village.homes
    await roster.add(
        [NewHousehold(home.code, village.unit, home.group, home.number, home.head, month.first) for home in homes]
    )
    ids = await roster.ids()
    await roster.replace_phones({ids[home.code]: [home.phone] for home in homes if home.phone})
    if village.kin:
        one, other = (ids[village.at(place).code] for place in village.kin)
        await SqlKin(roster.connection).replace({one: frozenset({other})})


async def _join(work: Work, village: Village, member: Member, person: Person, chat: Chat) -> Officer:
    """``work``: whose key invites that person."""
    home = village.at(member.home).code if member.home else ""
    unwrap(await invite(work, member.role, member.name, home, work.key))
    return unwrap(await join(work, work.key, _named(person.id), _named(chat.id), False)).officer


def _named(number: int) -> str:
    """A chat or a person of the stand-in."""
    return on_platform("telegram", str(number))


async def _open_office(runtime: Runtime, office: Group, at: datetime) -> None:
    """The supervisor joins in the town's own group, which is bound thereby."""
    (supervisor,) = office.people
    code = f"demo {supervisor.id}"
    async with runtime.transactions.writing() as store:
        work = Work(store, runtime.town, TOWN, at, code)
        unwrap(await invite(work, Role.SUPERVISOR, SUPERVISOR, "", code))
        unwrap(await join(work, code, _named(supervisor.id), _named(office.chat.id), False))


async def _deliver(runtime: Runtime, world: World, at: datetime) -> None:
    """The notices queued so far reached their phones at the time."""
    outbox = SqlOutbox(runtime.database, runtime.clock.timezone)
    while deliveries := (await outbox.claim(Queue.SMS, _AT_ONCE, at)).deliveries:
        for delivery in deliveries:
            sid = receive(world, delivery, at)
            await outbox.settle(Settlement(delivery, Sent(sid), at))
            await SqlReceipts(runtime.database).take(Receipt(sid, "delivered"), at)
