"""What this platform can do, for whoever must not ask which one it is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.wecom.limits import RATES
from bot.channels.wecom.text import MOST_BYTES


@dataclass(frozen=True, slots=True)
class Abilities:
    """``hears_everything``: else only what mentions the bot. ``rates``: messages in seconds, a chat."""

    buttons_in_answers: bool = True
    buttons_pushed_to_persons: bool = True
    buttons_pushed_to_groups: bool = False
    edits: bool = False
    tells_who_left: bool = False
    hears_everything: bool = False
    most_bytes: int = MOST_BYTES
    rates: tuple[tuple[int, float], ...] = RATES


WECOM = Abilities()
