"""Villagers' phones, which insist on an answer."""

from __future__ import annotations

import asyncio
from typing import Final

from tests.e2e.support.stage import Stage

_PATIENCE_SECONDS: Final = 300
"""A text that was being sent at a kill is looked up when the lease of who sent it is over."""


async def told(stage: Stage, phone: str, body: str, sid: str) -> str:
    """Write a text, brought until it is answered with 200: that answer, or the text that follows where it is empty."""
    before = len(stage.world.texts(phone))
    while (exchange := await stage.sandbox.network.write(phone, body, sid=sid)).status != 200:  # noqa: ASYNC110 - the server is killed now and then; asking again is the point
        await asyncio.sleep(0.05)
    if exchange.replies:
        return "".join(exchange.replies)
    return await stage.world.until(lambda: "".join(_sent(stage, phone)[before:]), _PATIENCE_SECONDS)


def _sent(stage: Stage, phone: str) -> list[str]:
    """What it was sent, and in the place of what it wrote nothing."""
    return [text.body if text.direction == "outbound-api" else "" for text in stage.world.texts(phone)]
