"""A quarter's notices by a phone that loses and doubles its calls, sleeps, and reaches its SIM's daily limit.

Every household is told once, or stands on the list of those to visit, and none both.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from app.metrics import Metrics
from app.outbox import Rate, TimeSource, sms_policy
from app.outbox.handover import Handover
from app.runtime import Runtime
from app.settings import Settings
from app.texts.allowance import Allowed
from app.texts.phone_watch import PhoneWatch
from app.texts.side import admission, make_texts
from app.texts.status_watch import StatusWatch
from app.trouble_notes import TroubleNotes
from domain.guard import unreported
from domain.ledger.rounds import enter_newcomers
from domain.model.people import NewHousehold
from sandbox import server
from sandbox.model import Reach
from sandbox.smsgate.server import BASE, PASSWORD, SIGNING_KEY, USER, SmsGate
from sandbox.world import World
from storage.database import Database
from storage.own_phones import SqlOwnPhones
from storage.roster import SqlRoster
from tests.outbox.running import FOUNDED, MORNING, QUARTER, Running, VillageClock
from tests.sms.village import BOOK, QINWANG, ZONE, Village
from text.codes import make

STEP = timedelta(minutes=10)
MOST_DAYS = 8
HOUSEHOLDS = int(os.environ.get("JIFEN_TEST_NOTICES", "40"))
"""Two thousand take minutes."""
OFF, GONE = 20, 30
"""Every so many-th phone is switched off for good, or its number is no more."""


@dataclass
class Phones(Running):
    """The product before a phone; the test is its clock."""

    phone: SmsGate = field(kw_only=True)

    async def people(self, many: int) -> None:
        """So many households, each with a phone; some of them cannot be reached."""
        village, world = self.village, self.sandbox.world
        now, village.now = village.now, FOUNDED
        async with village.transactions.writing() as store:
            roster = store.roster
            assert isinstance(roster, SqlRoster)
            homes = [NewHousehold(make(2000 + n), QINWANG, 3, n, f"户{n}", FOUNDED.date()) for n in range(1, many + 1)]
            await roster.add(homes)
            ids = await roster.ids()
            await roster.replace_phones({ids[home.code]: [number(home.number)] for home in homes})
            await enter_newcomers(store, village.town, QINWANG, FOUNDED)
        village.now = now
        for place in range(1, many + 1):
            reach: Reach = "gone" if place % GONE == 0 else "off" if place % OFF == 0 else "on"
            world.add_phone(number(place), reach=reach)

    @property
    def handover(self) -> Handover:
        """With what the SIM may send."""
        assert self.texts.gateway
        clock = VillageClock(self.village)
        allowed = Allowed(self.texts.gateway, SqlOwnPhones(self.village.database, ZONE), clock.now)
        policy = sms_policy(Rate(100, 1), admission(self.village.transactions, self.village.town, self.outbox))
        return Handover(self.outbox, allowed, policy, TimeSource(clock, chance=lambda: 0.5))

    async def step(self) -> None:
        """Ten minutes pass: what is due goes, unknown texts are asked after, and so are silent ones."""
        self.village.now += STEP
        await self.hand_over()
        await self.ask()
        if self.phone.caller.awake.is_set():
            await self.phone.settled()
            for watch in self.texts.watches:
                if isinstance(watch, StatusWatch):
                    await watch.look()
            await self.phone.settled()

    async def hand_over(self) -> None:
        """As the worker does, eight at once."""
        handover = self.handover
        while deliveries := await self.claim():
            await asyncio.gather(*(handover.deliver(delivery) for delivery in deliveries))

    def arrived(self) -> dict[str, int]:
        """How many whole texts each number has received."""
        texts = self.sandbox.world.state.texts.values()
        found = dict.fromkeys((number(place) for place in range(1, HOUSEHOLDS + 1)), 0)
        for text in texts:
            found[text.to] += text.status == "delivered"
        return found

    async def to_visit(self) -> dict[str, bool]:
        """Whether each household is on the list of those to visit, by its number; none is still under way."""
        async with self.village.transactions.reading() as store:
            statuses = await store.notices.statuses(QINWANG, QUARTER)
        return {number(status.household.number): status.missed for status in statuses if not status.under_way}


def number(place: int) -> str:
    return f"+86138{place:08}"


@asynccontextmanager
async def phones(database: Database, folder: Path, daily: int | None = None) -> AsyncIterator[Phones]:
    village = Village(database)
    await village.found()
    village.now = MORNING
    ids = count(1)
    world = World(now=lambda: village.now, new_id=lambda: f"{next(ids):032x}")
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    sandbox = await server.start(world, app_url=f"http://127.0.0.1:{port}")
    sandbox.smsgate.caller.retry_seconds = 0.01
    settings = Settings.model_validate(
        {
            "rulebook": BOOK,
            "data_dir": folder,
            "public_url": f"http://127.0.0.1:{port}",
            "sms_gateway": "smsgate",
            "smsgate_url": sandbox.url + BASE,
            "smsgate_user": USER,
            "smsgate_password": SecretStr(PASSWORD),
            "smsgate_signing_key": SecretStr(SIGNING_KEY),
            "smsgate_daily_limit": daily,
        }
    )
    clock = VillageClock(village)
    runtime = Runtime(settings, clock, village.town, database, village.transactions)
    texts = make_texts(runtime, Metrics(), unreported, TroubleNotes(village.transactions, clock))
    site = web.Application()
    site.add_routes(texts.routes)
    async with TestServer(site, socket_factory=lambda *_: listener):
        try:
            played = Phones(village, sandbox, texts, phone=sandbox.smsgate)
            for watch in texts.watches:
                if isinstance(watch, PhoneWatch):
                    await watch.look()
            yield played
        finally:
            await texts.close()
            await sandbox.close()


@pytest.mark.parametrize(("daily", "sims"), [(None, 25), (30, None)])
async def test_every_notice_arrives_once_or_is_carried_there(
    sqlite_database: Database, tmp_path: Path, daily: int | None, sims: int | None
) -> None:
    scale = HOUSEHOLDS / 60
    async with phones(sqlite_database, tmp_path, daily and round(daily * scale)) as played:
        phone, caller = played.phone, played.phone.caller
        phone.device.sim.daily = sims and round(sims * scale)
        caller.faults.lost, caller.faults.doubled = 0.1, 0.2
        caller.faults.shuffled, caller.faults.delay_seconds = True, 0.01
        await played.people(HOUSEHOLDS)
        await played.queue()
        began = played.village.now
        phone.hangs = False
        while played.village.now - began < timedelta(days=MOST_DAYS) and len(await played.to_visit()) < HOUSEHOLDS:
            asleep = played.village.now.hour in (11, 12) and played.village.now.day % 2
            phone.sleep() if asleep else phone.wake()
            if played.village.now.hour == 22:
                played.village.now += timedelta(hours=9)
            await played.step()
        arrived, to_visit = played.arrived(), await played.to_visit()
    assert len(to_visit) == HOUSEHOLDS
    wrong = {one: (arrived[one], to_visit[one]) for one in arrived if arrived[one] + to_visit[one] != 1}
    assert wrong == {}
    assert sum(to_visit.values()) == len({n for n in range(1, HOUSEHOLDS + 1) if n % OFF == 0 or n % GONE == 0})
