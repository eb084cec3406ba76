"""The chat side, built: every platform that is set up, and the workers that deliver to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from app.chat.delivery import ByPlatform
from app.chat.platforms import platforms_of
from app.chat.unit_news import UnitNews
from app.clock_watch import ClockWatch
from app.message_log import MessageLog
from app.metrics import Metrics
from app.outbox import TimeSource, Worker, chat_policy, evidence_policy
from app.runtime import Runtime
from app.settings import Settings
from app.trouble_notes import TroubleNotes
from domain.model.errors import Refused
from storage.outbox import SqlOutbox

if TYPE_CHECKING:
    from app.chat.side import Side

__all__ = ["Chat", "check_role", "make_chat"]


@dataclass(frozen=True, slots=True)
class Chat:
    """Ready to run."""

    sides: Sequence[Side]
    replies: Worker
    photos: Worker

    @property
    def workers(self) -> Sequence[Worker]:
        """Who delivers what the chat side has posted."""
        return (self.replies, self.photos)

    @property
    def routes(self) -> list[web.RouteDef]:
        """Where platforms call us."""
        return [route for side in self.sides for route in side.routes]

    async def close(self) -> None:
        """Let go of connections."""
        for side in self.sides:
            await side.close()


def check_role(settings: Settings, role: str) -> None:
    """Whether that role can serve every platform that is set up. Raises Refused("bad-settings")."""
    reasons = [platform.one_process for platform in platforms_of(settings).values() if platform.one_process]
    if reasons and role != "all":
        raise Refused("bad-settings", problems=reasons)


def make_chat(
    runtime: Runtime, metrics: Metrics, messages: MessageLog, watch: ClockWatch, troubles: TroubleNotes
) -> Chat | None:
    """Build the sides of the platforms that are set up; None where none is. Raises Refused("bad-settings")."""
    platforms = platforms_of(runtime.settings)
    if not platforms:
        return None
    from app.chat.side import ChatParts  # noqa: PLC0415 - the whole grammar is loaded, which only a chat needs
    from bot.photo_notes import PhotoNotes  # noqa: PLC0415 - as for the next

    notes = PhotoNotes(runtime.transactions, runtime.clock.now)
    parts = ChatParts(runtime, messages, watch, troubles)
    sides = {name: platform.make_side(parts) for name, platform in platforms.items()}
    outbox = SqlOutbox(runtime.database, runtime.clock.timezone)
    to_come = UnitNews(runtime.transactions, runtime.town.units, runtime.clock.now)
    replies = ByPlatform({name: side.messages for name, side in sides.items()}, to_come)
    per_second = min(platform.per_second for platform in platforms.values())
    photos = ByPlatform({name: side.photos for name, side in sides.items()})
    time = TimeSource(runtime.clock, rush=messages.in_a_rush)
    chat = Chat(
        tuple(sides.values()),
        Worker(outbox, replies, chat_policy(per_second), time, metrics.count),
        Worker(outbox, photos, evidence_policy(notes.lost), time, metrics.count),
    )
    for worker in chat.workers:
        runtime.database.notifier.listen(worker.notified)
    return chat
