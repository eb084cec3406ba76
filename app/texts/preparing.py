"""What takes long about the first text is done after the start, before somebody waits for it."""

from __future__ import annotations

import asyncio
from typing import Final

from app.loading import load_aside

_FIRST_USED: Final = ("sms.understanding.engine", "sms.answering", "sms.conversation")
"""What ``sms.desk`` loads with the first text."""
_START_SECONDS: Final = 1.0
"""In which the start comes to its end, and the desks of chats open."""


async def prepare(after_seconds: float = _START_SECONDS) -> None:
    """Load, aside, what understands and answers texts: a quarter of a second, which all others would wait for.

    A text that comes meanwhile waits for the rest of it.
    """
    await asyncio.sleep(after_seconds)
    await load_aside(*_FIRST_USED)
