"""The demo's town is whole and believable on whatever day it is built, and talks to nobody who exists."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, product
from random import Random
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
import smsutil

from app.demo.build import _SEED, build, months_before
from app.demo.folder import Folder
from app.demo.happenings import make_happenings
from app.demo.settings import settings_of
from app.demo.village import NOTIFIED, OUTSIDER, PLAYED, TOWN, make_villages
from app.runtime import Runtime, Schema, open_runtime
from app.town import load
from domain.boundary import unwrap
from domain.model.calendar import quarter_of
from domain.model.people import Household, Role
from domain.model.round import Round
from domain.notices.planning import plan
from domain.ports.store import Store
from domain.work import Work
from sandbox.world import World
from sms.wording.notice import QuarterNotice
from storage.ledger import SqlLedger
from storage.rounds import SqlRounds
from tests.e2e.support.demo import ask
from tests.e2e.support.launch import Warm
from tests.sms.village import BOOK
from tests.village import named

SHANGHAI = ZoneInfo("Asia/Shanghai")
SEGMENT = 70
SIGNATURE = "【张堰积分】"
WRITTEN = {((3, 12), "环4"), ((3, 8), "环4"), ((3, 8), "志1"), ((3, 14), "环2"), ((2, 6), "志1")}
"""What the page suggests to write, and what the demo's tests write in ``test_demo``: the household and the item."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """A clock that stands still."""

    at: datetime

    @property
    def timezone(self) -> ZoneInfo:
        return SHANGHAI

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True)
class Built:
    """A town as it was built at a moment."""

    now: datetime
    folder: Folder
    world: World

    @asynccontextmanager
    async def runtime(self, schema: Schema = Schema.AS_IT_IS) -> AsyncIterator[Runtime]:
        """The product on this town."""
        settings = settings_of(self.folder, "http://127.0.0.1:9", 9)
        async with open_runtime(settings, Stopped(self.now), schema) as runtime:
            yield runtime

    async def build(self) -> None:
        """Build it."""
        self.folder.lay_out_rules()
        async with self.runtime(schema=Schema.MADE) as runtime:
            await build(runtime, self.world, lambda: None)


@pytest.fixture(
    scope="module",
    params=[
        datetime(2026, 11, 24, 9, 30, tzinfo=SHANGHAI),
        datetime(2027, 1, 1, 0, 5, tzinfo=SHANGHAI),
        datetime(2027, 3, 31, 23, 59, tzinfo=SHANGHAI),
        datetime(2028, 2, 29, 12, 0, tzinfo=SHANGHAI),
    ],
    ids="{:%Y-%m-%d}".format,
)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    now: datetime = request.param
    ids = count(1)
    world = World(now=lambda: now, new_id=lambda: f"{next(ids):032x}")
    town = Built(now, Folder(tmp_path_factory.mktemp("demo") / "town"), world)
    asyncio.run(town.build())
    return town


async def roster_of(runtime: Runtime, store: Store) -> Mapping[str, list[Household]]:
    """The households of every unit."""
    return {unit: list(await store.roster.of_unit(unit)) for unit in runtime.town.units}


async def test_ten_units_have_households_officers_and_a_group_and_so_has_the_town(built: Built) -> None:
    async with built.runtime() as runtime, runtime.database.transaction() as connection:
        store = runtime.transactions.store(connection)
        roster = await roster_of(runtime, store)
        ((prefix, office),) = await store.officers.town_chats()
        groups = {unit: await store.officers.chat_of(unit) for unit in roster}
        roles = {unit: {officer.role for officer in await store.officers.of_unit(unit)} for unit in roster}
    assert len(roster) == 10
    assert 300 <= sum(map(len, roster.values())) <= 500
    assert all(len({(home.group, home.number) for home in homes}) == len(homes) for homes in roster.values())
    assert all(found == {Role.SPECIALIST, Role.ASSESSOR} for found in roles.values())
    assert prefix == TOWN
    assert {office, *groups.values()} == {named(chat) for chat in built.world.state.chats}
    (played,) = [chat for number, chat in built.world.state.chats.items() if named(number) == groups[PLAYED]]
    assert OUTSIDER in {built.world.state.people[person].name for person in played.members}


async def test_two_whole_months_and_the_end_of_a_quarter_lie_behind(built: Built) -> None:
    taken_back = 0
    async with built.runtime() as runtime, runtime.database.reading() as connection:
        for unit in runtime.town.units:
            *past, current = await SqlRounds(connection).of_unit(unit)
            entries = await SqlLedger(connection, SHANGHAI).of_unit(unit)
            assert len(past) >= 2
            assert current.state == "open"
            assert current.period.first <= built.now.date() < current.period.after
            assert {one.state for one in past[:-1]} == {"final"}
            assert past[-1].state == last_month_state(built.now)
            assert any(ends_quarter(one) for one in past)
            assert {one.id for one in past} <= {entry.round_id for entry in entries}
            assert all(entry.at <= built.now for entry in entries)
            taken_back += sum(entry.reverses is not None for entry in entries)
    assert taken_back > 0


def last_month_state(now: datetime) -> str:
    """Settled at nine on the month's first day, final at nine on the eighth."""
    first = now.replace(day=1, hour=9, minute=0)
    return "open" if now < first else "published" if now < first + timedelta(days=7) else "final"


def ends_quarter(round_: Round) -> bool:
    last = round_.period.after - timedelta(days=1)
    return quarter_of(last).after == round_.period.after


async def test_the_played_village_has_something_to_show(built: Built) -> None:
    async with built.runtime() as runtime, runtime.database.transaction() as connection:
        store = runtime.transactions.store(connection)
        homes = await store.roster.of_unit(PLAYED)
        entries = await SqlLedger(connection, SHANGHAI).of_unit(PLAYED)
        targets = await store.notices.targets(PLAYED, quarter_of(built.now.date()))
    phones = [target.phone for target in targets if target.phone]
    assert len(phones) < len(homes), "somebody has no phone"
    assert len(set(phones)) < len(phones), "two households share one"
    assert len({home.head for home in homes}) < len(homes), "two heads bear one name"
    assert any(entry.item.startswith("否") and entry.live for entry in entries), "a veto is in force"


def test_on_no_day_is_there_already_what_a_visitor_writes() -> None:
    """In any month of a leap year and another: the product asks whether the same is recorded twice on a day."""
    units = dict(load(BOOK).units)
    for year, month in product((2027, 2028), range(1, 13)):
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=SHANGHAI) - timedelta(minutes=1)
        random = Random(_SEED)
        played, *_ = make_villages(units, random)
        happened = make_happenings(played, months_before(end), end, random)
        this_month = {((one.home.group, one.home.number), one.item) for one in happened if one.at.month == month}
        assert not this_month & WRITTEN


async def test_no_number_can_exist(built: Built) -> None:
    for phone in built.world.state.phones:
        number = phonenumbers.parse(phone)
        assert phonenumbers.is_possible_number(number), "the product would take it"
        assert not phonenumbers.is_valid_number(number)


async def test_every_notice_fits_one_segment(built: Built) -> None:
    """Of the last quarter; of households without a phone as well, since they may get one."""
    last = quarter_of(built.now.date()).previous()
    texts = [text.body for text in built.world.state.texts.values()]
    async with built.runtime() as runtime, runtime.database.transaction() as connection:
        store = runtime.transactions.store(connection)
        households = sum(map(len, (await roster_of(runtime, store)).values()))
        for unit in runtime.town.units:
            signature = runtime.town.current(unit).book.policy.signature
            mailing = unwrap(await plan(Work(store, runtime.town, unit, built.now, "test"), QuarterNotice(), last))
            texts += [QuarterNotice().write(notice.target, last, signature) for notice in mailing.notices]
    assert households - len(texts) < 0.1 * households, "but for the few whom the notice already sent did not reach"
    for text in texts:
        assert text.startswith(SIGNATURE)
        assert len(text.encode("utf-16-le")) // 2 <= SEGMENT
        assert QuarterNotice().segments(text) == len(smsutil.split(text).parts) == 1


async def test_only_one_village_has_had_its_notices(built: Built) -> None:
    last = quarter_of(built.now.date()).previous()
    async with built.runtime() as runtime, runtime.database.transaction() as connection:
        store = runtime.transactions.store(connection)
        roster = await roster_of(runtime, store)
        open_ = {unit: len(await store.notices.targets(unit, last)) for unit in roster}
    assert open_ == {unit: 0 if unit == NOTIFIED else len(homes) for unit, homes in roster.items()}
    assert {text.status for text in built.world.state.texts.values()} == {"delivered"}


def test_the_audit_agrees(built: Built, warm: Warm) -> None:
    assert "核对无误：10 个单位" in ask(warm, built.folder.path, "audit")
