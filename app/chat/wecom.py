"""WeCom's side: one connection for what comes in and what goes out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from aiohttp import web

from app.chat.side import DESK, ChatParts
from app.loading import load_aside
from app.printing.printer import print_for_chat
from app.settings import shown
from bot.channels.wecom.access import OFFICIAL, Access, tls
from bot.channels.wecom.channel import Clocks, Program, WecomChannel
from bot.channels.wecom.evidence import WecomPhotos
from bot.channels.wecom.ids import ABILITIES, PLATFORM
from bot.channels.wecom.sending import WecomCarrier
from bot.channels.wecom.session import End
from bot.channels.wecom.wording import WELCOME
from bot.evidence import EvidenceCarrier
from bot.photo_notes import PhotoNotes
from bot.posted import read_posted
from bot.reply import Say
from domain.model.errors import Refused
from domain.model.trouble import Endpoint, TroubleKind
from storage.offers import SqlOffers
from storage.outbox import SqlOutbox

_KINDS: Mapping[End | None, TroubleKind] = {
    End.LOST: TroubleKind.UNREACHED,
    End.SILENT: TroubleKind.UNREACHED,
    End.REFUSED: TroubleKind.TOKEN,
    End.ELSEWHERE: TroubleKind.TWICE,
}


@dataclass(frozen=True, slots=True)
class WecomSide:
    """``app.chat.side.Side``."""

    channel: WecomChannel
    photos: EvidenceCarrier

    @property
    def messages(self) -> WecomCarrier:
        """Delivers messages."""
        return self.channel.carrier

    @property
    def routes(self) -> Sequence[web.RouteDef]:
        """None: the connection is ours."""
        return []

    async def receive(self) -> None:
        """Keep connected; ends only when another program has taken the bot over, which the log says."""
        await load_aside(DESK)
        await self.channel.run()

    async def close(self) -> None:
        """The connection ends with ``receive``."""


def make_side(parts: ChatParts) -> WecomSide:
    """Build it. Raises Refused("bad-settings") for an address that would send the secret unprotected."""
    settings, clock = parts.runtime.settings, parts.runtime.clock
    access = Access(settings.wecom_bot_id or "", shown(settings.wecom_secret) or "", settings.wecom_url or OFFICIAL)
    try:
        context = tls(access)
    except ValueError as error:
        raise Refused("bad-settings", problems=[f"JIFEN_WECOM_URL：{error}"]) from None
    desk = cache(lambda: parts.desk("", ABILITIES))  # what mentions the bot comes without its name
    note = parts.troubles.at(Endpoint(PLATFORM), reaches=PLATFORM)
    telling = set[asyncio.Task[None]]()

    def alarm(_words: str | None) -> None:
        """Kept for the doctor, the digest and readiness."""
        task = asyncio.ensure_future(note(_KINDS.get(channel.connection.ended), ""))
        telling.add(task)
        task.add_done_callback(telling.discard)

    channel = WecomChannel(
        access,
        Program(
            lambda incoming: parts.give_to_desk(desk(), incoming),
            SqlOffers(parts.runtime.database),
            partial(_said, SqlOutbox(parts.runtime.database, clock.timezone)),
            partial(print_for_chat, parts.runtime),
            Clocks(clock.now, time.monotonic),
            settings.data_dir,
        ),
        welcome=WELCOME,
        alarm=alarm,
    )
    notes = PhotoNotes(parts.runtime.transactions, clock.now)
    photos = EvidenceCarrier(WecomPhotos(settings.evidence_max_bytes, context), settings.photo_folder, notes)
    return WecomSide(channel, photos)


async def _said(outbox: SqlOutbox, delivery: int) -> Say | None:
    """What was said by that message of the outbox; None for one that says nothing or cannot be read."""
    payload = await outbox.payload_of(delivery)
    try:
        reply = read_posted(payload).reply if payload else None
    except (KeyError, TypeError, ValueError):
        return None
    return reply if isinstance(reply, Say) else None
