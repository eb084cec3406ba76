"""What a chat platform's side is to the rest, and what all of them have in common."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from aiohttp import web

from app.clock_watch import ClockWatch
from app.ids import CODES, invitation_code, short_id
from app.runtime import Runtime
from app.trouble_notes import TroubleNotes
from bot.abilities import Abilities
from bot.context import Services
from bot.incoming import Incoming
from bot.outgoing import drafts_of
from domain.guard import Guard, ReportMessage
from domain.ports.carrier import Carrier
from sms.wording.notice import QuarterNotice
from sms.wording.villager_texts import SmsVillagerTexts

if TYPE_CHECKING:
    from bot.desk import ChatDesk

DESK = "bot.desk"
"""What loads all that a desk needs: the grammar of the chat, which takes nearly as long as all the rest of a start."""


class Side(Protocol):
    """One platform: what delivers to it, and what receives from it."""

    @property
    def messages(self) -> Carrier:
        """Delivers messages."""
        ...

    @property
    def photos(self) -> Carrier:
        """Fetches photos."""
        ...

    @property
    def routes(self) -> Sequence[web.RouteDef]:
        """Where the platform calls us, if it does."""
        ...

    async def receive(self) -> None:
        """Take what comes in, until it is cancelled."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


@dataclass(frozen=True, slots=True)
class ChatParts:
    """What every side is given."""

    runtime: Runtime
    report: ReportMessage
    watch: ClockWatch
    troubles: TroubleNotes

    def desk(self, bot_name: str, abilities: Abilities) -> ChatDesk:
        """A desk that answers to that name, on a platform that can do so much. Who has not loaded ``DESK`` waits."""
        from bot.desk import ChatDesk  # noqa: PLC0415 - loaded aside, while the platform is asked or connected to
        from bot.handling import Handling  # noqa: PLC0415 - the same

        runtime, settings = self.runtime, self.runtime.settings
        services = Services(
            runtime.town,
            QuarterNotice(),
            SmsVillagerTexts(),
            invitation_code,
            CODES,
            settings.evidence_max_bytes,
            settings.public_url,
            abilities,
        )
        guard = Guard("chat", time.monotonic, self.report)
        return ChatDesk(runtime.transactions, Handling(services, bot_name), drafts_of, short_id, guard)

    async def give_to_desk(self, desk: ChatDesk, incoming: Incoming) -> None:
        """Have the desk handle what happened. Raises Unavailable: it was not taken."""
        await self.watch.notice()
        await desk.receive(incoming, self.runtime.clock.now())
