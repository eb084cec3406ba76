"""Villagers' phones, which insist on an answer."""

from __future__ import annotations

import asyncio

from tests.e2e.support.stage import Stage


async def told(stage: Stage, phone: str, body: str, sid: str) -> str:
    """Write a text, brought until it is answered with 200: what with; empty where the answer follows as a text."""
    while (exchange := await stage.sandbox.network.write(phone, body, sid=sid)).status != 200:  # noqa: ASYNC110 - the server is killed now and then; asking again is the point
        await asyncio.sleep(0.05)
    return "".join(exchange.replies)


async def told_in_the_end(stage: Stage, phone: str, body: str, sid: str) -> str:
    """The same, waiting for the text that follows: what a killed process was sending waits until its lease is over."""
    before = len(stage.world.texts(phone))
    said = await told(stage, phone, body, sid)
    while not said:
        await asyncio.sleep(0.5)
        said = "".join(_sent(stage, phone)[before:])
    return said


def _sent(stage: Stage, phone: str) -> list[str]:
    """What it was sent, and in the place of what it wrote nothing."""
    return [text.body if text.direction == "outbound-api" else "" for text in stage.world.texts(phone)]
