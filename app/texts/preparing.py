"""What takes long about the first text is done after the start, before somebody waits for it."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import Final

_FIRST_USED: Final = ("sms.understanding.engine", "sms.answering", "sms.conversation")
"""What ``sms.desk`` loads with the first text."""


async def prepare() -> None:
    """Load, aside, what understands and answers texts: a quarter of a second, which all others would wait for.

    A text that comes meanwhile waits for the rest of it.
    """
    for module in _FIRST_USED:
        await asyncio.to_thread(import_module, module)
