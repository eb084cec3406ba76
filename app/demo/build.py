"""Building the town: the roster, officers who join by invitation, their groups, and the months gone by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from app.demo.happenings import make_happenings
from app.demo.past import Past
from app.demo.village import NOTIFIED, OUTSIDER, PLAYED, VETOED, Member, Village, make_villages
from app.runtime import Runtime
from bot.wording.joining import ROLES
from domain.calendar import Period, month_of, quarter_of
from domain.delivery import Lane, Sent
from domain.joining import invite, join
from domain.people import NewHousehold, Officer
from domain.ports import Store
from domain.rounds import ensure_open
from sandbox.model import Chat, Message, Person, Text
from sandbox.world import World
from storage.outbox import SqlDesk
from storage.roster import SqlRoster

_SEED = 2024
_NOTICES_AFTER = timedelta(days=4, hours=9, minutes=30)
"""How far into the new quarter the last one's notices went out: on the morning of the fifth."""
_TALK = ((1, "今天我走前面两个组，门前和河边都看一看。"), (0, "好。看到什么就直接在群里记，拍张照更好。"))
"""Who of the team says what."""


@dataclass(frozen=True, slots=True)
class Group:
    """A village's chat group; ``people`` are its officers in the order of the team."""

    chat: Chat
    people: Sequence[Person]


async def build(runtime: Runtime, world: World, advance: Callable[[], None]) -> None:
    """Fill an empty database and an empty world; ``advance`` is called after each unit."""
    now, random = runtime.clock.now(), Random(_SEED)  # noqa: S311 - made-up people, nothing secret
    villages = make_villages(dict(runtime.town.units), random)
    months = months_before(now)
    for village in villages:
        group = _people(world, village)
        await _settle(runtime, village, group, months, random)
        _talk(world, group, now)
        if village.unit == NOTIFIED:
            await _deliver(runtime, world, _notice_day(now))
        advance()


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


def _people(world: World, village: Village) -> Group:
    people = [world.add_person(member.name, ROLES[member.role]) for member in village.team]
    guests = [world.add_person(OUTSIDER, "外人")] if village.unit == PLAYED else []
    for home in sorted(village.homes, key=lambda home: home.head != "王建国"):
        if home.phone:
            where = f"{home.group}组{home.number}号"
            shared = world.state.phones.get(home.phone)
            owner = f"{shared.owner}、{where}" if shared else f"{home.head} {where}"
            world.add_phone(home.phone, owner if village.unit == PLAYED or shared else f"{village.name} {owner}")
    return Group(world.add_group(f"{village.name}积分考核群", [*people, *guests], admins=people[:1]), people)


async def _settle(runtime: Runtime, village: Village, group: Group, months: Sequence[Period], random: Random) -> None:
    now, unit, town = runtime.clock.now(), village.unit, runtime.town
    began = _midnight(months[0], now)
    async with runtime.database.transaction() as connection:
        store = runtime.transactions.store(connection)
        await _move_in(SqlRoster(connection), village, months[0])
        await ensure_open(store, town, unit, began)
        officers = [
            await _join(runtime, store, village, member, person, group.chat, began)
            for member, person in zip(village.team, group.people, strict=True)
        ]
        past = Past(store, town, unit, officers, random)
        happenings = make_happenings(village, months, now, random)
        pause = _notice_day(now)
        await past.live(one for one in happenings if one.at < pause)
        if unit == NOTIFIED:
            await past.notify(quarter_of(now.date()).previous(), pause)
        await past.live(one for one in happenings if one.at >= pause)
        await ensure_open(store, town, unit, now)
        if unit == PLAYED:
            at = max(now - timedelta(days=3), _midnight(months[-1], now))
            await past.veto(village.at(VETOED).code, "否1", "后院新搭一间平房，劝了没拆", at)


async def _move_in(roster: SqlRoster, village: Village, month: Period) -> None:
    homes = village.homes
    await roster.add(
        [NewHousehold(home.code, village.unit, home.group, home.number, home.head, month.first) for home in homes]
    )
    ids = await roster.ids()
    await roster.replace_phones({ids[home.code]: [home.phone] for home in homes if home.phone})
    if village.kin:
        one, other = (ids[village.at(place).code] for place in village.kin)
        await roster.replace_kin({one: frozenset({other})})


async def _join(
    runtime: Runtime, store: Store, village: Village, member: Member, person: Person, chat: Chat, at: datetime
) -> Officer:
    home = village.at(member.home).code if member.home else ""
    code = f"demo {person.id}"
    await invite(store, runtime.town, village.unit, member.role, member.name, home, code, at)
    return (await join(store, code, person.id, chat.id, False, at)).officer


async def _deliver(runtime: Runtime, world: World, at: datetime) -> None:
    """The notices queued so far reached their phones at the time."""
    outbox = SqlDesk(runtime.database, runtime.clock.timezone)
    while parcels := await outbox.claim(Lane.SMS, 1000, at):
        for parcel in parcels:
            sid = f"SM{world.new_id()}"
            body = str(parcel.payload["body"])
            world.put_text(Text(sid, world.account.number, parcel.target, body, at, "outbound-api", "delivered"))
            await outbox.settle(parcel, Sent(sid), at, None)
            await outbox.report(parcel.id, sid, "delivered", None, at)


def _talk(world: World, group: Group, now: datetime) -> None:
    """What the officers said this morning, so that the group is not empty."""
    for number, (who, words) in enumerate(_TALK):
        at = now - timedelta(minutes=2 * (len(_TALK) - number))
        message = Message(world.count("message"), group.chat.id, at, group.people[who].id, words)
        world.put_message(message)
