"""Work that the server does again and again by itself, beside answering."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from domain.ports.store import Unavailable

_log = logging.getLogger(__name__)


async def run_periodically(
    doing: str,
    look: Callable[[], Awaitable[None]],
    pause: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Look, pause for so many seconds, and look again, until cancelled.

    An error ends no watch: the next look tries again. ``doing`` says in the log what failed; while the database is
    away nothing is said, since the health page does.
    """
    while True:
        try:
            await look()
        except Unavailable:
            pass  # the next look sees the same
        except Exception:  # noqa: BLE001 - whatever it is, what is watched must not go unwatched from then on
            _log.exception("%s failed; the next look tries again", doing)
        await sleep(pause())
