"""A stand-in for the platform, and a bot of ours that is connected to it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.channels.wecom.access import Access
from bot.channels.wecom.connection import WecomConnection
from bot.channels.wecom.session import Timing
from sandbox.wecom.certificate import Certificate, make_certificate
from sandbox.wecom.server import StandIn, start
from tests.patience import PATIENCE_SECONDS

if TYPE_CHECKING:
    from tests.wecom.chat import Chat

BOT, SECRET = "aibXYZ", "s3cret"
FAST = Timing(login=5.0, look=0.01, close=1.0)
PINGING = Timing(login=5.0, look=0.01, heartbeat=0.05, close=1.0)


@pytest.fixture(scope="session")
def certificate() -> Certificate:
    return make_certificate()


@dataclass
class Clock:
    """Seconds, moved by hand."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def stand_in(certificate: Certificate, clock: Clock) -> AsyncIterator[StandIn]:
    running = await start({BOT: SECRET}, now=clock, certificate=certificate)
    yield running
    await running.close()


@dataclass
class Ours:
    """A connection of ours, and all that it heard and said."""

    connection: WecomConnection
    heard: list[Any]
    alarms: list[str | None]
    task: asyncio.Task[None] = field(init=False)

    def start(self) -> None:
        self.task = asyncio.create_task(self.connection.run())

    async def connected(self) -> None:
        await until(lambda: self.connection.session is not None and self.connection.session.open)

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


def access(stand_in: StandIn, secret: str = SECRET) -> Access:
    return Access(BOT, secret, stand_in.url, stand_in.certificate)


def make_ours(where: Access, timing: Timing = FAST) -> Ours:
    heard: list[Any] = []
    alarms: list[str | None] = []
    return Ours(
        WecomConnection(where, heard.append, alarms.append, timing, first_pause=0.01, last_pause=0.02), heard, alarms
    )


@pytest.fixture
async def ours(stand_in: StandIn) -> AsyncIterator[Ours]:
    one = make_ours(access(stand_in))
    one.start()
    await one.connected()
    yield one
    await one.stop()


async def until(true: Callable[[], object]) -> None:
    """Wait for what must become true. Raises TimeoutError, so that only this test fails."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():  # noqa: ASYNC110 - what it waits for has no event
            await asyncio.sleep(0.005)


def ignore(_what: object) -> None:
    """For what a test does not look at."""


def depth() -> int:
    """How many calls stand within one another here."""
    frame, count = sys._getframe(), 0
    while frame.f_back is not None:
        frame, count = frame.f_back, count + 1
    return count


@pytest.fixture
async def chat(stand_in: StandIn, clock: Clock, tmp_path: Path) -> AsyncIterator[Chat]:
    """The bot's side of the platform, running."""
    from tests.wecom.chat import Chat  # noqa: PLC0415 - it is built on what stands above

    running = Chat(stand_in, clock, tmp_path)
    await running.start()
    yield running
    await running.stop()
