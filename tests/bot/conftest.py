"""A chat platform on loopback, its people, and the real client of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from bot.channels.telegram.adapter import make_bot
from sandbox.server import Sandbox, start
from sandbox.world import World
from tests.bot.platform import People, new_world, populate


@pytest.fixture
def world() -> World:
    return new_world()


@pytest.fixture
def people(world: World) -> People:
    return populate(world)


@pytest.fixture
async def sandbox(world: World, people: People) -> AsyncIterator[Sandbox]:
    running = await start(world)
    running.telegram.updates.retry_seconds = 0.01
    yield running
    await running.close()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    client = make_bot(sandbox.world.bot.token, sandbox.url)
    yield client
    await client.session.close()
