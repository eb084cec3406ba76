"""The HTTP port under a crowd: idle connections end, those over the cap are turned away, a slow body is told."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from app import http_server
from app.http_server import ServedSite, listen
from app.settings import Settings
from tests.patience import PATIENCE_SECONDS


@asynccontextmanager
async def served(let: asyncio.Event | None = None) -> AsyncIterator[tuple[ServedSite, int]]:
    """At a port of its own; what is slow is answered when it is ``let``."""

    async def echo(request: web.Request) -> web.Response:
        return web.Response(body=await request.read())

    async def slow(_: web.Request) -> web.Response:
        if let is not None:
            await let.wait()
        return web.Response(text="at last")

    async def plenty() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield bytes(1_000_000)

    async def long(_: web.Request) -> web.Response:
        return web.Response(body=plenty())

    site = web.Application()
    site.add_routes([web.post("/", echo), web.get("/slow", slow), web.get("/long", long)])
    listener = await listen(site, Settings(http_port=0))
    try:
        yield listener, listener._server.sockets[0].getsockname()[1]
    finally:
        await listener.close()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():  # noqa: ASYNC110 - what happens at the http_server tells nobody
            await asyncio.sleep(0.01)


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
KEPT = WHOLE.replace(b"Connection: close\r\n", b"")
SLOW = b"GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


async def test_a_request_is_answered() -> None:
    async with served() as (_, port):
        assert (await say(port, WHOLE)).endswith(b"\r\n\r\nok")


async def test_who_sends_nothing_or_half_of_the_headers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_server, "HEADER_SECONDS", 0.2)
    async with served() as (_, port):
        assert await say(port, b"") == b""
        assert await say(port, b"POST / HTTP/1.1\r\nHost:") == b""


async def test_a_body_that_does_not_come_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_server, "REQUEST_SECONDS", 0.2)
    monkeypatch.setattr(http_server, "_LINGER_SECONDS", 0.1)
    async with served() as (_, port):
        answer = await say(port, WHOLE[:-1])
    assert answer.startswith(b"HTTP/1.1 408 ")


async def test_who_hangs_up_amid_a_body_is_no_fault_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    async with served() as (listener, port):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(WHOLE[:-1])
        await until(lambda: any(one.request for one in listener.connections.inside))
        writer.close()
        await until(lambda: not listener.connections.inside)
    assert caplog.messages == []


@pytest.mark.parametrize("packed", ["gzip", "deflate"])
async def test_a_body_that_is_not_packed_as_it_says_is_refused(packed: str) -> None:
    head = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: {packed}\r\nContent-Length: 4\r\n\r\n"
    async with served() as (_, port):
        answer = await say(port, head.encode() + b"junk")
    assert b" 400 " in answer[:13]


async def test_headers_that_only_drip_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a request as before the first; a connection that rests in between is left alone."""
    monkeypatch.setattr(http_server, "HEADER_SECONDS", 0.3)
    async with served() as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(KEPT)
        await reader.readuntil(b"ok")
        await asyncio.sleep(0.5)
        writer.write(KEPT)
        await reader.readuntil(b"ok")
        for byte in KEPT:
            writer.write(bytes([byte]))
            await asyncio.sleep(0.02)
        with pytest.raises(ConnectionError):
            await reader.read()
        writer.close()


async def test_who_does_not_read_his_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_server, "HEADER_SECONDS", 0.2)
    monkeypatch.setattr(http_server, "_UPLOAD_SECONDS", 0.3)
    async with served() as (listener, port):
        with socket.create_connection(("127.0.0.1", port)) as deaf:
            deaf.sendall(b"GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
            await until(lambda: len(listener.connections.inside) == 1)
            await until(lambda: not listener.connections.inside)


async def test_a_crowd_that_only_stands_there_keeps_nobody_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither those who say nothing nor those who do not end what they say."""
    monkeypatch.setattr(http_server, "MOST_CONNECTIONS", 30)
    async with served() as (listener, port):
        crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(40)]
        for number, (_, writer) in enumerate(crowd):
            writer.write((b"", b"POST / HT", WHOLE[:-1])[number % 3])
        for _ in range(50):
            assert (await say(port, WHOLE)).endswith(b"ok")
            assert len(listener.connections.inside) <= 30
        for _, writer in crowd:
            writer.close()
        assert caplog.messages == [], "said when the minute is over"
    (said,) = caplog.messages
    assert said.endswith("connections ended or turned away in a minute: more than 30 at once")


async def test_how_many_were_ended_or_turned_away_is_said_once_a_minute(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(http_server, "MOST_CONNECTIONS", 1)
    monkeypatch.setattr(http_server, "_QUIET_SECONDS", 0.01)
    async with served() as (_, port):
        for minutes in (1, 2):
            crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
            await until(lambda minutes=minutes: len(caplog.messages) >= minutes)  # type: ignore[misc] # bound now
            for _, writer in crowd:
                writer.close()


async def test_those_who_wait_for_us_are_not_ended_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_server, "MOST_CONNECTIONS", 3)
    let = asyncio.Event()
    async with served(let) as (listener, port):
        waiting = [asyncio.create_task(say(port, SLOW)) for _ in range(3)]
        await until(lambda: [one.keeps_us_waiting for one in listener.connections.inside] == [False] * 3)
        assert await asyncio.gather(*(say(port, WHOLE) for _ in range(5))) == [b""] * 5
        let.set()
        assert all(answer.endswith(b"at last") for answer in await asyncio.gather(*waiting))
        assert (await say(port, WHOLE)).endswith(b"ok")
