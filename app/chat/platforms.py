"""The chat platforms that the product knows, each declared once. Nothing of a platform is loaded before it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.settings import Settings
from bot.channels.telegram import wording as telegram_wording
from bot.channels.telegram.built_when_used import load_aiogram
from bot.channels.wecom import wording as wecom_wording
from domain.model.trouble import TroubleKind

if TYPE_CHECKING:
    from app.chat.side import ChatParts, Side


@dataclass(frozen=True, slots=True)
class ChatPlatform:
    """``make_side`` loads the platform's client, which takes time. Raises Refused("bad-settings").

    ``one_process``: why one process has to take messages in and to deliver; None where two may share that.
    ``troubles``: what keeps the platform from being heard, where that can be said more exactly than of any other.
    ``per_second``: how many messages that answer nobody it takes a second.
    """

    is_set_up: Callable[[Settings], bool]
    make_side: Callable[[ChatParts], Side]
    one_process: str | None = None
    troubles: Mapping[TroubleKind, str] = field(default_factory=dict)
    per_second: int = 30


def _telegram(parts: ChatParts) -> Side:
    load_aiogram()
    from app.chat import telegram  # noqa: PLC0415 - only where it is used

    return telegram.make_side(parts)


def _wecom(parts: ChatParts) -> Side:
    from app.chat import wecom  # noqa: PLC0415 - only where it is used

    return wecom.make_side(parts)


PLATFORMS: Mapping[str, ChatPlatform] = {
    "telegram": ChatPlatform(
        lambda settings: settings.telegram_token is not None,
        _telegram,
        troubles=telegram_wording.TROUBLES,
        # https://core.telegram.org/bots/faq, "My bot is hitting limits"
        per_second=30,
    ),
    "wecom": ChatPlatform(
        lambda settings: settings.wecom_bot_id is not None,
        _wecom,
        one_process="JIFEN_WECOM_BOT_ID：企业微信收发走同一个连接，请用 --role all",
        troubles=wecom_wording.TROUBLES,
    ),
}
"""By the name that its chats and people begin with."""


def platforms_of(settings: Settings) -> Mapping[str, ChatPlatform]:
    """Those that are set up."""
    return {name: platform for name, platform in PLATFORMS.items() if platform.is_set_up(settings)}
