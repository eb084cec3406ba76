"""The HTTP port under a crowd: idle connections end, those over the cap are turned away, a slow body is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from app import door
from app.door import Listener, limit_time, listen
from app.settings import Settings


@asynccontextmanager
async def served(port: int) -> AsyncIterator[Listener]:
    async def echo(request: web.Request) -> web.Response:
        return web.Response(body=await request.read())

    site = web.Application(middlewares=[limit_time])
    site.add_routes([web.post("/", echo)])
    listener = await listen(site, Settings(http_port=port))
    try:
        yield listener
    finally:
        await listener.close()


async def say(port: int, sent: bytes) -> bytes:
    """Everything that is answered until the connection ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


WHOLE = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


async def test_a_request_is_answered(unused_tcp_port: int) -> None:
    async with served(unused_tcp_port):
        assert (await say(unused_tcp_port, WHOLE)).endswith(b"\r\n\r\nok")


async def test_who_sends_nothing_or_half_of_the_headers_is_not_waited_for(
    unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "HEADER_SECONDS", 0.2)
    async with served(unused_tcp_port):
        assert await say(unused_tcp_port, b"") == b""
        assert await say(unused_tcp_port, b"POST / HTTP/1.1\r\nHost:") == b""


async def test_a_body_that_does_not_come_is_told(unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "REQUEST_SECONDS", 0.2)
    async with served(unused_tcp_port):
        answer = await say(unused_tcp_port, WHOLE[:-1])
    assert answer.startswith(b"HTTP/1.1 408 ")


async def test_more_than_fit_are_turned_away_and_told_of_once(
    unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(door, "MOST_CONNECTIONS", 3)
    monkeypatch.setattr(door, "_QUIET_SECONDS", 0.2)
    async with served(unused_tcp_port):
        inside = [await asyncio.open_connection("127.0.0.1", unused_tcp_port) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert await asyncio.gather(*(say(unused_tcp_port, WHOLE) for _ in range(5))) == [b""] * 5
        for _, writer in inside:
            writer.close()
            await writer.wait_closed()
        await asyncio.sleep(0.3)
        assert caplog.messages == ["5 connections turned away in a minute: more than 3 at once"]
        assert (await say(unused_tcp_port, WHOLE)).endswith(b"ok")
