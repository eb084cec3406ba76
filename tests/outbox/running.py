"""The SMS side as it is served, before a platform that reports what the test says; its clock is the village's."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from app.metrics import Metrics
from app.outbox import Rate, TimeSource, sms_policy
from app.outbox.handover import Handover
from app.runtime import Runtime
from app.settings import Settings
from app.texts.side import Texts, admission, make_texts
from app.trouble_notes import TroubleNotes
from domain.guard import unreported
from domain.model.calendar import parse_quarter
from domain.model.delivery import Delivery, Queue
from domain.model.people import Household
from domain.notices.planning import Mailing, WordedNotice, queue
from sandbox import server
from sandbox.model import Text
from sandbox.server import Sandbox
from sandbox.sms_network import Exchange
from sandbox.world import World
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.roster import SqlRoster
from tests.sms.village import BOOK, QINWANG, ZONE, Village, at

QUARTER = parse_quarter("2026Q3")
FOUNDED, MORNING = at("2026-07-06 10:00"), at("2026-10-05 10:00")
HALF_HOUR = timedelta(minutes=31)


@dataclass(frozen=True, slots=True)
class VillageClock:
    """``app.clock.Clock`` that shows what the test set."""

    village: Village

    @property
    def timezone(self) -> ZoneInfo:
        return ZONE

    def now(self) -> datetime:
        return self.village.now


@dataclass
class Running:
    """The product's webhooks, its outbox and its carrier; what the worker does, the test does step by step."""

    village: Village
    sandbox: Sandbox
    texts: Texts

    # --- the village

    async def home(self, head: str, *phones: str) -> Household:
        """A household that has been there since July."""
        now, self.village.now = self.village.now, FOUNDED
        household = await self.village.household(head, *phones)
        self.village.now = now
        return household

    async def phones(self, household: Household, *phones: str) -> None:
        """From now on it has these numbers."""
        async with self.village.database.transaction() as connection:
            await SqlRoster(connection).replace_phones({household.id: phones})

    async def queue(self) -> None:
        """The quarter's notices."""
        async with self.village.transactions.writing() as store:
            letters = [WordedNotice(one, "三季度", 1) for one in await store.notices.targets(QINWANG, QUARTER)]
            mailing = Mailing(QINWANG, QUARTER, tuple(letters))
            work = self.village.work(store, unit=QINWANG)
            await queue(work, mailing)

    async def state(self, head: str) -> tuple[str, bool]:
        """What became of a household's notice, and whether it stands on the list of those to visit."""
        async with self.village.transactions.reading() as store:
            statuses = await store.notices.statuses(QINWANG, QUARTER)
        (one,) = [status for status in statuses if status.household.head == head]
        return one.state, one.missed

    # --- the worker

    @property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self.village.database, ZONE)

    @property
    def handover(self) -> Handover:
        admit = admission(self.village.transactions, self.village.town, self.outbox)
        assert self.texts.gateway
        clock = VillageClock(self.village)
        policy = sms_policy(Rate(100, 1), admit)
        return Handover(self.outbox, self.texts.gateway, policy, TimeSource(clock, chance=lambda: 0.5))

    async def claim(self) -> Sequence[Delivery]:
        return (await self.outbox.claim(Queue.SMS, 10, self.village.now)).deliveries

    async def deliver(self) -> None:
        """Hand over what is due."""
        handover = self.handover
        while deliveries := await self.claim():
            for delivery in deliveries:
                await handover.deliver(delivery)

    async def restart(self) -> None:
        """Another worker takes over what the last one left, and asks what became of it."""
        under_way = await self.outbox.under_way(Queue.SMS)
        await self.outbox.take_over(Queue.SMS, under_way, self.village.now)
        await self.ask()

    async def ask(self) -> None:
        """Ask what became of the unknown ones."""
        for delivery in await self.outbox.unknowns(Queue.SMS, 10, self.village.now):
            await self.handover.look_up(delivery)

    # --- the platform and the phones

    def sent(self, number: str) -> list[Text]:
        """The texts that the platform took for a number by the API."""
        texts = self.sandbox.world.state.texts.values()
        return [text for text in texts if (text.to, text.direction) == (number, "outbound-api")]

    async def report(self, text: Text, status: str, code: int | None = None) -> int:
        """The platform's call about one text, signed; what it is answered."""
        form = {"MessageSid": text.sid, "MessageStatus": status, "From": text.sender, "To": text.to}
        more = {"ErrorCode": str(code)} if code else {}
        exchange = await self.sandbox.network.post(text.callback, form | more)
        return exchange.status

    async def write(self, number: str, body: str) -> Exchange:
        """A villager's text by the real webhook."""
        return await self.sandbox.network.write(number, body)


@asynccontextmanager
async def running(database: Database, folder: Path) -> AsyncIterator[Running]:
    """A village in October whose texts go over HTTP, and a platform that brings nothing by itself."""
    village = Village(database)
    await village.found()
    village.now = MORNING
    numbers = count(1)
    world = World(now=lambda: village.now, new_id=lambda: f"{next(numbers):032x}")
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    sandbox = await server.start(world, app_url=f"http://127.0.0.1:{port}")
    sandbox.network.stalled = True
    troubles = TroubleNotes(village.transactions, VillageClock(village))
    texts = make_texts(_runtime(village, world, sandbox.url, port, folder), Metrics(), unreported, troubles)
    site = web.Application()
    site.add_routes(texts.routes)
    async with TestServer(site, socket_factory=lambda *_: listener):
        try:
            yield Running(village, sandbox, texts)
        finally:
            await texts.close()
            await sandbox.close()


def _runtime(village: Village, world: World, twilio: str, port: int, folder: Path) -> Runtime:
    given: Mapping[str, object] = {
        "rulebook": BOOK,
        "data_dir": folder,
        "public_url": f"http://127.0.0.1:{port}",
        "twilio_account_sid": world.account.sid,
        "twilio_auth_token": SecretStr(world.account.auth_token),
        "twilio_from": world.account.number,
        "twilio_api": twilio,
    }
    settings = Settings.model_validate(given)
    return Runtime(settings, VillageClock(village), village.town, village.database, village.transactions)
