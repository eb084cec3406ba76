"""The chat side, built: every platform that is set up, and the workers that deliver to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from app.chat.delivery import ByPlatform
from app.clock_watch import ClockWatch
from app.metrics import Metrics
from app.outbox import Worker, chat_policy, evidence_policy
from app.runtime import Runtime
from app.settings import Settings
from app.troubles import TroubleNotes
from bot.channels.telegram.built_when_used import load_aiogram
from domain.guard import Hear
from domain.model.errors import Refused
from storage.outbox import SqlOutbox

if TYPE_CHECKING:
    from app.chat.side import ChatParts, Side

__all__ = ["Chat", "check_role", "has_chat", "make_chat"]


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


def has_chat(settings: Settings) -> bool:
    """Whether any platform is set up."""
    return settings.telegram_token is not None or settings.wecom_bot_id is not None


def check_role(settings: Settings, role: str) -> None:
    """WeCom's answers go by the connection that its messages come by, so one process has to do both.

    Raises Refused("bad-settings").
    """
    if settings.wecom_bot_id is not None and role != "all":
        raise Refused("bad-settings", problems=["JIFEN_WECOM_BOT_ID：企业微信收发走同一个连接，请用 --role all"])


def make_chat(runtime: Runtime, metrics: Metrics, hear: Hear, watch: ClockWatch, troubles: TroubleNotes) -> Chat:
    """Build the sides of the platforms that are set up. Raises Refused("bad-settings")."""
    from app.chat.side import ChatParts  # noqa: PLC0415 - the whole grammar is loaded, which only a chat needs

    sides = _sides(ChatParts(runtime, hear, watch, troubles))
    outbox = SqlOutbox(runtime.database, runtime.clock.timezone)
    messages = ByPlatform({name: side.messages for name, side in sides.items()})
    photos = ByPlatform({name: side.photos for name, side in sides.items()})
    chat = Chat(
        tuple(sides.values()),
        Worker(outbox, messages, chat_policy(), runtime.clock, count=metrics.count),
        Worker(outbox, photos, evidence_policy(), runtime.clock, count=metrics.count),
    )
    for worker in chat.workers:
        runtime.database.bell.listen(worker.told)
    return chat


def _sides(parts: ChatParts) -> Mapping[str, Side]:
    """By the platform's name. Each loads its own client, which takes time."""
    sides: dict[str, Side] = {}
    if parts.runtime.settings.telegram_token is not None:
        load_aiogram()
        from app.chat import telegram  # noqa: PLC0415 - only where it is used

        sides[telegram.PLATFORM] = telegram.make_side(parts)
    if parts.runtime.settings.wecom_bot_id is not None:
        from app.chat import wecom  # noqa: PLC0415 - only where it is used

        sides[wecom.PLATFORM] = wecom.make_side(parts)
    return sides
