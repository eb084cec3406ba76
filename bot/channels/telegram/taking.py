"""Taking one update, however it came: whatever is wrong with it keeps back no other."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from bot.channels.telegram.updates import UnreadableUpdate, update_number
from bot.raw import Raw
from domain.ports.store import Unavailable

log = logging.getLogger(__name__)

Handle = Callable[[Raw], Awaitable[None]]
"""Raises Unavailable for an update that was not taken and has to come again, UnreadableUpdate for one of nobody."""


async def take(raw: Raw, handle: Handle) -> None:
    """Handle an update, or name it in the log; what cannot be read would come again for ever. Raises Unavailable."""
    number = update_number(raw)
    if number is None:
        log.warning("the chat platform sent something without a number, it is passed over")
        return
    try:
        await handle(raw)
    except Unavailable:
        raise
    except UnreadableUpdate as error:
        log.warning("update %s cannot be read and is passed over: %s", number, error)
    except Exception:  # our mistake: the desk notes what it could read, this is what it could not
        log.exception("update %s could not be handled and is passed over", number)
