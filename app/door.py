"""The HTTP port: who may come in, how long a request may take, and what a crowd at the door costs."""

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
"""How long a connection may be idle, or take for the headers of a request."""
REQUEST_SECONDS: Final = 30.0
"""How long a request may take from its headers to its answer, its body included."""
_UPLOAD_SECONDS: Final = 600.0
"""The same where a photo comes with it, from a telephone on a slow line."""
_UPLOADS: Final = "/h/"
"""What forms with photos are sent to; only who has a good link gets so far that they are read."""
_LINGER_SECONDS: Final = 2.0
_QUIET_SECONDS: Final = 60.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def limit_time(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 408 where the body does not come to its end in time, 503 where we do not: then it can be sent again."""
    seconds = _UPLOAD_SECONDS if request.method == "POST" and request.path.startswith(_UPLOADS) else REQUEST_SECONDS
    try:
        async with asyncio.timeout(seconds):
            return await handler(request)
    except TimeoutError:
        status = 503 if request.content.at_eof() else 408
        return web.Response(status=status, text="took too long\n", headers={"Connection": "close"})


class Door:
    """Makes a protocol for each connection, and turns away what is over the cap; one line a minute says how many."""

    def __init__(self, server: web.Server, most: int) -> None:
        self._server = server
        self._most = most
        self._turned_away = 0

    def __call__(self) -> asyncio.Protocol:
        """What a connection speaks."""
        if len(self._server.connections) < self._most:
            return self._server()
        if not self._turned_away:
            asyncio.get_running_loop().call_later(_QUIET_SECONDS, self._tell)
        self._turned_away += 1
        return _TurnedAway()

    def _tell(self) -> None:
        log.warning("%d connections turned away in a minute: more than %d at once", self._turned_away, self._most)
        self._turned_away = 0


class _TurnedAway(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a TCP server makes no others
        transport.abort()


class Listener:
    """A site that is being served; ``close`` lets the requests under way finish."""

    def __init__(self, runner: web.AppRunner, server: asyncio.Server) -> None:
        self._runner = runner
        self._server = server

    async def close(self) -> None:
        """Take no more connections, then end those there are."""
        self._server.close()
        await self._runner.cleanup()


async def listen(site: web.Application, settings: Settings) -> Listener:
    """Serve a site. Raises Refused("bad-settings") when the address cannot be had."""
    # The access log would write tokens and numbers that stand in addresses.
    runner = web.AppRunner(
        site,
        access_log=None,
        handle_signals=False,
        keepalive_timeout=HEADER_SECONDS,
        lingering_time=_LINGER_SECONDS,
    )
    await runner.setup()
    assert runner.server is not None  # noqa: S101 - set up above
    door = Door(runner.server, _most_connections())
    host, port = settings.http_host, settings.http_port
    try:
        server = await asyncio.get_running_loop().create_server(door, host, port, reuse_address=True)
    except (OSError, UnicodeError) as error:
        await runner.cleanup()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        trouble = "已被别的程序占用" if taken else "用不了，请核对"
        problem = f"JIFEN_HTTP_HOST、JIFEN_HTTP_PORT：{host}:{port} {trouble}"
        raise Refused("bad-settings", problems=[problem]) from None
    return Listener(runner, server)


def _most_connections() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if files == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, files // 2)
