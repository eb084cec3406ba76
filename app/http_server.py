"""The HTTP server: how many connections there may be, and how long each may keep us waiting."""

from __future__ import annotations

import asyncio
import errno
import logging
import resource
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from app.settings import Settings
from domain.model.errors import Refused

log = logging.getLogger(__name__)

MOST_BODY_BYTES: Final = 1024 * 1024
MOST_CONNECTIONS: Final = 1_000
"""At most, and never more than half of the files that this process may have open: the database needs some too."""
HEADER_SECONDS: Final = 15.0
"""How long the headers of a request may take, from their first byte or from the beginning of the connection."""
REQUEST_SECONDS: Final = 30.0
"""How long a request may take from its headers to its answer, its body included."""
IDLE_SECONDS: Final = 150.0
"""How long a connection may rest between two requests: longer than a proxy rests one (nginx 60 s, Caddy 120 s), so that
none sends a request into a connection that we are closing."""
_UPLOAD_SECONDS: Final = 600.0
"""As ``REQUEST_SECONDS`` where a photo comes with it, from a telephone on a slow line; and for reading an answer."""
_UPLOADS: Final = "/h/"
"""What forms with photos are sent to; only who has a good link gets so far that they are read."""
_LINGER_SECONDS: Final = 2.0
_STOP_SECONDS: Final = 8.0
"""How long requests under way are waited for when the server stops; whoever is cut off sends again."""
_QUIET_SECONDS: Final = 60.0
_LOOKS: Final = 5
"""How often within ``HEADER_SECONDS`` it is looked which connections are overdue."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Connection(web.RequestHandler):
    """One connection. aiohttp limits how long it rests; neither slow headers nor who does not read his answer.

    ``request``: the one being answered; without one it keeps us waiting since ``since``, in seconds of the loop.
    """

    __slots__ = ("_expects_head", "_limit", "request", "since")

    def __init__(self, limit: ConnectionLimit, server: web.Server, loop: asyncio.AbstractEventLoop) -> None:
        # The access log would write tokens and numbers that stand in addresses.
        super().__init__(
            server,
            loop=loop,
            access_log=None,  # type: ignore[arg-type]  # aiohttp itself gives None where nothing is to be logged
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=_LINGER_SECONDS,
        )
        self._limit = limit
        self._expects_head = True
        self.request: web.Request | None = None
        self.since = loop.time()

    def data_received(self, data: bytes) -> None:
        """The first bytes after a rest begin the next request's headers."""
        if self.request is None and not self._expects_head:
            self._expects_head, self.since = True, self._loop.time()
        super().data_received(data)

    def connection_lost(self, exc: BaseException | None) -> None:
        """It takes no more room."""
        self._limit.inside.discard(self)
        super().connection_lost(exc)

    def answering(self, request: web.Request | None) -> None:
        """A request has come, or None: its answer is ready to be read."""
        self.request, self._expects_head, self.since = request, False, self._loop.time()

    @property
    def keeps_us_waiting(self) -> bool:
        """With anything but an answer that is ours to give: for a request, the rest of one, or to be read."""
        return self.request is None or not self.request.content.is_eof()

    def is_overdue(self, now: float) -> bool:
        """Whether nobody is waited for any longer; a request under way has its own limit."""
        if self.request is not None or self.transport is None:
            return False
        unread = self.transport.get_write_buffer_size() > 0
        return (self._expects_head and now - self.since >= HEADER_SECONDS) or (
            unread and now - self.since >= _UPLOAD_SECONDS
        )

    def drop(self) -> None:
        """End it at once."""
        self._limit.inside.discard(self)
        if self.transport is not None:
            self.transport.abort()


class ConnectionLimit:
    """Lets connections in. Over the cap whoever keeps us waiting longest goes; one line a minute says how many.

    So a crowd that only stands there keeps nobody out: who comes with a request is answered before his turn to go.
    There is no cap for each address, as behind a proxy everybody has the same one.
    """

    def __init__(self, server: web.Server, most: int) -> None:
        self.inside: set[_Connection] = set()
        self._server = server
        self._most = most
        self._loop = asyncio.get_running_loop()
        self._too_many = 0
        self._next_look: asyncio.TimerHandle | None = None
        self._next_tell: asyncio.TimerHandle | None = None
        self._look()

    def __call__(self) -> asyncio.Protocol:
        """What a connection speaks."""
        if len(self.inside) >= self._most and not self._make_room():
            return _TurnedAway()
        connection = _Connection(self, self._server, self._loop)
        self.inside.add(connection)
        return connection

    def close(self) -> None:
        """Look no more, and say now what was to be said when the minute is over."""
        if self._next_look:
            self._next_look.cancel()
        if self._next_tell:
            self._next_tell.cancel()
            self._tell()

    def _make_room(self) -> bool:
        """False when every request inside is waiting for us."""
        if self._next_tell is None:
            self._next_tell = self._loop.call_later(_QUIET_SECONDS, self._tell)
        self._too_many += 1
        waited_for = [one for one in self.inside if one.keeps_us_waiting]
        if not waited_for:
            return False
        min(waited_for, key=lambda one: one.since).drop()
        return True

    def _look(self) -> None:
        self._next_look = self._loop.call_later(HEADER_SECONDS / _LOOKS, self._look)
        now = self._loop.time()
        for one in [one for one in self.inside if one.is_overdue(now)]:
            one.drop()

    def _tell(self) -> None:
        log.warning("%d connections ended or turned away in a minute: more than %d at once", self._too_many, self._most)
        self._too_many, self._next_tell = 0, None


class _TurnedAway(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a TCP server makes no others
        transport.abort()


@web.middleware
async def limit_time(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 408 where the body does not come to its end in time, 503 where we do not: then it can be sent again.

    And 400 for a body that breaks off or is not packed as it says.
    """
    seconds = _UPLOAD_SECONDS if request.method == "POST" and request.path.startswith(_UPLOADS) else REQUEST_SECONDS
    connection = request.protocol
    assert isinstance(connection, _Connection)  # noqa: S101 - the limit makes no others
    connection.answering(request)
    try:
        async with asyncio.timeout(seconds):
            return await handler(request)
    except TimeoutError:
        status = 503 if request.content.is_eof() else 408
        return web.Response(status=status, text="took too long\n", headers={"Connection": "close"})
    except web.RequestPayloadError:
        return web.Response(status=400, text="unreadable body\n", headers={"Connection": "close"})
    except ConnectionResetError:
        if request.transport is not None:
            raise
        return web.Response(status=400)  # which nobody reads: aiohttp would log it as a fault of ours
    finally:
        connection.answering(None)


class ServedSite:
    """A site that is being served; ``close`` lets the requests under way finish."""

    def __init__(self, runner: web.AppRunner, server: asyncio.Server, connections: ConnectionLimit) -> None:
        self._runner = runner
        self._server = server
        self.connections = connections

    async def close(self) -> None:
        """Take no more connections, then end those there are."""
        self._server.close()
        await self._runner.cleanup()
        self.connections.close()


async def listen(site: web.Application, settings: Settings) -> ServedSite:
    """Serve a site. Raises Refused("bad-settings") when the address cannot be had."""
    site.middlewares.insert(0, limit_time)
    runner = web.AppRunner(site, handle_signals=False, shutdown_timeout=_STOP_SECONDS)
    await runner.setup()
    assert runner.server is not None  # noqa: S101 - set up above
    connections = ConnectionLimit(runner.server, _most_connections())
    host, port = settings.http_host, settings.http_port
    try:
        server = await asyncio.get_running_loop().create_server(connections, host, port, reuse_address=True)
    except (OSError, UnicodeError) as error:
        connections.close()
        await runner.cleanup()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        trouble = "已被别的程序占用" if taken else "用不了，请核对"
        problem = f"JIFEN_HTTP_HOST、JIFEN_HTTP_PORT：{host}:{port} {trouble}"
        raise Refused("bad-settings", problems=[problem]) from None
    return ServedSite(runner, server, connections)


def _most_connections() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if files == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, files // 2)
