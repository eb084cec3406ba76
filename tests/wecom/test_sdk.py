"""What is wrong with the platform's SDK when it is left alone. Where one of these fails, a workaround may go."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aibot.ws
import pytest
from aibot import WSClient, WSClientOptions

from bot.channels.wecom.access import Access, tls
from sandbox.wecom.faults import LineFault
from sandbox.wecom.server import StandIn
from tests.patience import PATIENCE_SECONDS
from tests.wecom.conftest import BOT, SECRET, access, depth, ignore, until

NOWHERE = "wss://127.0.0.1:1"
RESPOND = "aibot_respond_msg"


class Silent:
    """A logger."""

    def debug(self, message: str, *args: object) -> None: ...
    def info(self, message: str, *args: object) -> None: ...
    def warn(self, message: str, *args: object) -> None: ...
    def error(self, message: str, *args: object) -> None: ...


def make_client(url: str, **more: Any) -> WSClient:
    options = {"reconnect_interval": 0, "logger": Silent(), **more}
    return WSClient(WSClientOptions(BOT, SECRET, ws_url=url, **options))


@pytest.fixture
async def client(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[WSClient]:
    """Logged in; every event that it has is in ``client.told``."""
    monkeypatch.setattr(aibot.ws, "_SSL_CONTEXT", tls(access(stand_in)))
    one = make_client(stand_in.url)
    one.told = []
    for event in ("authenticated", "disconnected", "reconnecting", "error", "message"):
        one.on(event, _note(one.told, event))
    await one.connect()
    await until(lambda: one.told == ["authenticated"])
    yield one
    one.disconnect()
    await asyncio.sleep(0)
    await until(lambda: not one.is_connected)


def _note(told: list[str], event: str) -> Callable[..., None]:
    return lambda *_: told.append(event)


async def test_an_orderly_close_is_not_told_and_not_mended(stand_in: StandIn, client: WSClient) -> None:
    await stand_in.platform.hang_up()
    await until(client._ws_manager._receive_task.done)
    await asyncio.sleep(0.05)
    assert not client.is_connected
    assert client.told == ["authenticated"]
    assert stand_in.platform.logins == 1


async def test_a_frame_that_is_no_object_leaves_it_connected_and_deaf(stand_in: StandIn, client: WSClient) -> None:
    await stand_in.platform.send_raw("[]")
    await until(client._ws_manager._receive_task.done)
    assert client.is_connected
    await stand_in.people.say("wang", "在吗")
    await asyncio.sleep(0.05)
    assert client.told == ["authenticated", "error"]


async def test_a_take_over_is_told_as_an_event_like_any_other(stand_in: StandIn, client: WSClient) -> None:
    events: list[str] = []
    client.on("event.disconnected_event", _note(events, "taken over"))
    other = make_client(stand_in.url)
    await other.connect()
    await until(client._ws_manager._receive_task.done)
    assert events == ["taken over"]
    assert client.told == ["authenticated"], "neither disconnected nor an error"
    other.disconnect()
    await until(lambda: not other.is_connected)


async def test_its_tries_stand_within_one_another_and_it_gives_up() -> None:
    one = make_client(NOWHERE)
    one.on("error", ignore)
    depths: list[int] = []
    one.on("reconnecting", lambda _attempt: depths.append(depth()))
    await one.connect()
    assert len(depths) == 10
    assert depths == sorted(set(depths))


async def test_the_first_failure_raises_without_a_listener(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aibot.ws, "_SSL_CONTEXT", tls(Access(BOT, SECRET, NOWHERE)))
    with pytest.raises(OSError, match="127"):
        await make_client(NOWHERE, max_reconnect_attempts=0).connect()


async def test_a_failed_connect_returns_as_if_it_had_connected() -> None:
    one = make_client(NOWHERE, max_reconnect_attempts=0)
    one.on("error", ignore)
    assert await one.connect() is one
    assert not one.is_connected


async def test_a_late_acknowledgement_is_taken_for_the_next_ones(stand_in: StandIn, client: WSClient) -> None:
    client._ws_manager._reply_ack_timeout = 0.05
    await stand_in.people.say("wang", "查")
    frame = stand_in.people.last
    stand_in.platform.faults.order(LineFault("mute"), command=RESPOND)
    with pytest.raises(TimeoutError):
        await client.reply_stream(frame, "s1", "一", finish=True)
    client._ws_manager._reply_ack_timeout = PATIENCE_SECONDS
    stand_in.platform.faults.order(LineFault("lost"), command=RESPOND)
    second = asyncio.create_task(client.reply_stream(frame, "s2", "二", finish=True))
    await until(lambda: not stand_in.platform.faults._ahead)
    await stand_in.platform.send_raw(json.dumps({"headers": frame["headers"], "errcode": 0, "errmsg": "ok"}))
    assert (await second)["errcode"] == 0
    assert [one.text for one in stand_in.platform.memory.shown] == ["一"], "the second never arrived"


async def test_its_own_log_shows_what_people_write(stand_in: StandIn, client: WSClient, capfd: Any) -> None:
    client._ws_manager._logger = aibot.DefaultLogger()
    await stand_in.people.say("wang", "13800001111")
    await until(lambda: "message" in client.told)
    assert "13800001111" in capfd.readouterr().err
