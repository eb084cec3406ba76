"""Chats and people as they are named outside this folder: with the platform, as one platform may use another's ids."""

from __future__ import annotations

from bot.abilities import Abilities
from bot.platforms import on_platform, split

PLATFORM = "telegram"
ABILITIES = Abilities()


def named(number: int) -> str:
    """Our name for a chat or a person."""
    return on_platform(PLATFORM, str(number))


def number_of(name: str) -> int:
    """The platform's number for it. Raises ValueError for a name of another platform."""
    platform, number = split(name)
    if platform != PLATFORM:
        raise ValueError(f"not of this platform: {platform}")
    return int(number)
