"""The SMS side, built: what answers, what delivers, and the notices' wording."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from app.ids import CODES, short_id
from app.metrics import Metrics
from app.outbox import Admit, Admitted, Rate, TimeSource, Worker, sms_policy
from app.runtime import Runtime
from app.texts.allowance import Allowed
from app.texts.budget_watch import BudgetWatch
from app.texts.catch_up import CALL_SECONDS, CatchUp
from app.texts.channel import sms_channel
from app.texts.in_order import InOrder
from app.texts.phone_watch import ContactNotes, PhoneWatch
from app.texts.phones_file import unknown_units
from app.texts.status_watch import StatusWatch
from app.trouble_notes import TroubleNotes
from bot.news import ChatNews
from domain.guard import Guard, ReportMessage
from domain.model.delivery import Delivery, Receipt
from domain.model.errors import Refused
from domain.model.message import Arrival
from domain.model.trouble import PHONES, Endpoint
from domain.notices.addressing import address
from domain.notices.planning import NoticeWriter
from domain.ports.store import Transactions, Unavailable
from domain.ports.town import Town
from sms.channels import Channel, Gateway, GatewayError, InboundHandlers
from sms.desk import SmsDesk
from sms.inbound import InboundText, late_reply
from sms.reception import Later, Reception
from sms.wording.notice import QuarterNotice
from storage.inbound_marks import SqlInboundMarks
from storage.outbox import SqlOutbox
from storage.own_phones import SqlOwnPhones
from storage.receipts import SqlReceipts

log = logging.getLogger(__name__)

Watch = BudgetWatch | StatusWatch | PhoneWatch
_NOTE_AGAIN = (0.2, 1.0, 3.0, 5.0)
"""Seconds before a status report that could not be noted is noted again."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The SMS side, ready to run. Without a gateway texts stay in the outbox until one is configured."""

    worker: Worker | None
    gateway: Gateway | None
    routes: Sequence[web.RouteDef]
    notices: NoticeWriter
    reception: Reception
    watches: Sequence[Watch]
    """What looks by itself, beside the worker."""
    catch_up: CatchUp | None
    """Runs where texts come in, as they wait for older ones, and where they go out, should nobody take any in."""

    async def close(self) -> None:
        """Let go of connections."""
        await self.reception.close()
        if self.gateway:
            await self.gateway.close()


def make_texts(runtime: Runtime, metrics: Metrics, report: ReportMessage, troubles: TroubleNotes) -> Texts:
    """Build the SMS side from the settings. Raises Refused("bad-settings")."""
    settings, clock, transactions = runtime.settings, runtime.clock, runtime.transactions
    phones = settings.smsgate_phones if settings.sms_gateway == "smsgate" else ()
    if problem := unknown_units(phones, runtime.town.units):
        raise Refused("bad-settings", problems=[problem])
    channel = sms_channel(settings, clock.now)
    gateway, note = _gateway(channel), _noting(runtime)
    guard = Guard("sms", time.monotonic, report)
    desk = SmsDesk(transactions, runtime.town, ChatNews(), short_id, CODES, settings.public_url, guard)
    order = InOrder(desk, clock.now)
    reception = Reception(order, _posting(runtime), channel.patience_seconds, in_call=channel.answers_in_call)
    trouble, contacts = troubles.at(Endpoint(settings.sms_gateway)), ContactNotes(_phones(runtime), clock.now)
    routes = channel.routes(InboundHandlers(reception, note, clock.now, trouble, contacts.heard_from))
    worker, catch_up, watches = None, None, list[Watch]([BudgetWatch(runtime)])
    if gateway:
        worker = _worker(runtime, channel, gateway, metrics)
        catch_up = _catch_up(runtime, channel, gateway, order)
        watches.append(StatusWatch(gateway.report_of, SqlReceipts(runtime.database), note, clock.now))
    if gateway and gateway.devices:
        trouble = troubles.at(PHONES)
        watches.append(PhoneWatch(gateway.devices, _phones(runtime), transactions, runtime.town, trouble, clock.now))
    return Texts(worker, gateway, routes, QuarterNotice(), reception, watches, catch_up)


def _worker(runtime: Runtime, channel: Channel, gateway: Gateway, metrics: Metrics) -> Worker:
    """Delivers texts as fast as the channel and the settings let it."""
    clock, outbox = runtime.clock, SqlOutbox(runtime.database, runtime.clock.timezone)
    rate = channel.rate or Rate(runtime.settings.sms_per_second, 1)
    policy = sms_policy(rate, admission(runtime.transactions, runtime.town, outbox), channel.apart)
    worker = Worker(outbox, Allowed(gateway, _phones(runtime), clock.now), policy, TimeSource(clock), metrics.count)
    runtime.database.notifier.listen(worker.notified)
    return worker


def _catch_up(runtime: Runtime, channel: Channel, gateway: Gateway, order: InOrder) -> CatchUp:
    """Activity for texts that the channel took in and did not bring."""
    clock = runtime.clock
    marks = SqlInboundMarks(runtime.database, clock.timezone)
    patience = CALL_SECONDS if channel.answers_in_call else 0
    return CatchUp(runtime.settings.sms_gateway, gateway, marks, order, clock.now, patience=patience)


def _phones(runtime: Runtime) -> SqlOwnPhones:
    return SqlOwnPhones(runtime.database, runtime.clock.timezone)


def _posting(runtime: Runtime) -> Later:
    """Posts a reply that came too late for the answer to its text."""

    async def later(text: InboundText, reply: str) -> None:
        async with runtime.transactions.writing() as store:
            now = runtime.clock.now()
            kept = (await store.inbox.seen(Arrival("sms", text.sid, text.sender, now))).reply
            await store.post.post([late_reply(text, reply, now, kept)], now)

    return later


def _noting(runtime: Runtime) -> Callable[[Receipt], Awaitable[None]]:
    """Notes status reports. Nobody brings one again: a short outage is waited for."""
    receipts = SqlReceipts(runtime.database)

    async def note(receipt: Receipt) -> None:
        for seconds in _NOTE_AGAIN:
            try:
                return await receipts.take(receipt, runtime.clock.now())
            except Unavailable:
                await asyncio.sleep(seconds)
        return await receipts.take(receipt, runtime.clock.now())

    return note


def admission(transactions: Transactions, town: Town, outbox: SqlOutbox) -> Admit:
    """A look at texts before they go: their households, their numbers and their villages' quiet hours of now."""

    async def admit(deliveries: Sequence[Delivery], now: datetime) -> Sequence[Admitted]:
        async with transactions.reading() as store:
            found = await address(store, town, deliveries, now)
        for delivery, admitted in zip(deliveries, found, strict=True):
            if isinstance(admitted, Delivery) and admitted.target != delivery.target:
                await outbox.readdress(admitted)
        return found

    return admit


def _gateway(channel: Channel) -> Gateway | None:
    try:
        return channel.gateway()
    except GatewayError as error:
        log.warning("no texts are sent: %s", error)
        return None
