"""A chat platform on loopback, its people, and the real client of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram import Bot

from bot.channels.telegram.adapter import make_bot
from sandbox.server import Sandbox, start
from sandbox.world import World
from storage.database import Database
from tests.bot.connected import Connected, connect
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


@pytest.fixture
async def connected(
    sandbox: Sandbox, people: People, sqlite_database: Database, tmp_path: Path
) -> AsyncIterator[Connected]:
    """The product on that platform; it keeps its files in ``data``."""
    async with connect(sandbox, people, sqlite_database, tmp_path / "data") as running:
        yield running
