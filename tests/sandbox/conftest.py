"""A sandbox on a free port, its people, and real clients of the platforms that it stands for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from twilio.http.async_http_client import AsyncTwilioHttpClient  # type: ignore[import-untyped]  # it ships no types
from twilio.rest import Client  # type: ignore[import-untyped]  # it ships no types

from sandbox.model import Chat, Person
from sandbox.pages import WebPage
from sandbox.play_views import Offer, Step, Try
from sandbox.server import Sandbox, start
from sandbox.world import World
from tests.sandbox.echo import EchoApp

PAGE = "https://points.example/u/310116103208"


async def _at_its_address(_: str) -> str:
    return PAGE


OFFER = Offer(
    (
        Try("chat", "/cha 3-12", "查一户", "look up", ("管理专员",)),
        Try("chat", "/jian", "看各村", "compare", ("镇监督员",)),
        Try("phone", "我家还有多少分", "问积分", "ask for points"),
    ),
    steps=(
        Step("chat", "/kou 3-12 垃圾", "扣分", "take points", "记好了", "It is noted"),
        Step("phone", "积分", "短信", "text", "答了", "It is answered"),
    ),
    pages=(WebPage("秦望村", "Village", _at_its_address, "/u", {"积分公示": "The published points."}),),
)
"""What the page offers to try, and the way round."""


class LocalTwilioClient(AsyncTwilioHttpClient):  # type: ignore[misc]  # its base ships no types
    """The real HTTP client, talking to another address."""

    base = ""

    async def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return await super().request(method, url.replace("https://api.twilio.com", self.base), *args, **kwargs)


def make_world() -> World:
    """A world whose clock moves a second at a time and whose ids count up."""
    seconds, ids = count(), count(1)
    morning = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    return World(now=lambda: morning + timedelta(seconds=next(seconds)), new_id=lambda: f"{next(ids):032x}")


@dataclass(frozen=True, slots=True)
class Village:
    """The officers' group of one village."""

    group: Chat
    fang: Person
    ming: Person
    outsider: Person


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def village(world: World) -> Village:
    fang, ming = world.add_person("王芳", "管理专员"), world.add_person("李明", "考核组员")
    outsider = world.add_person("赵六", "外人")
    return Village(world.add_group("夏家村考核群", [fang, ming, outsider], admins=[fang]), fang, ming, outsider)


@pytest.fixture
async def echo() -> AsyncIterator[EchoApp]:
    app = await EchoApp.start()
    yield app
    await app.close()


@pytest.fixture
async def sandbox(world: World, village: Village, echo: EchoApp) -> AsyncIterator[Sandbox]:
    running = await start(world, app_url=echo.url, public_url="https://points.example.cn", offer=OFFER)
    running.telegram.updates.retry_seconds = 0.01
    yield running
    await running.close()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = Bot(sandbox.world.bot.token, session=session)
    yield bot
    await session.close()


@pytest.fixture
async def twilio(sandbox: Sandbox) -> AsyncIterator[Client]:
    account = sandbox.world.account
    http = LocalTwilioClient()
    http.base = sandbox.url
    yield Client(account.sid, account.auth_token, http_client=http)
    await http.close()
