"""The stand-in as a loopback server of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from sandbox.wecom.certificate import Certificate, make_certificate
from sandbox.wecom.people import People
from sandbox.wecom.platform import Platform


@dataclass(frozen=True, slots=True)
class StandIn:
    """Running. ``url`` is what a bot connects to; ``certificate`` what it has to believe (PEM), None without TLS."""

    url: str
    certificate: str | None
    platform: Platform
    people: People
    runner: web.AppRunner

    async def close(self) -> None:
        """Stop answering."""
        await self.platform.close()
        await self.runner.cleanup()


async def start(
    bots: Mapping[str, str],
    *,
    port: int = 0,
    tls: bool = True,
    now: Callable[[], float] = time.monotonic,
    certificate: Certificate | None = None,
) -> StandIn:
    """Serve on 127.0.0.1; port 0 takes a free one. Raises OSError if the port is taken."""
    made = (certificate or make_certificate()) if tls else None
    platform = Platform(bots, now=now)
    app = web.Application()
    app.add_routes(platform.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, ssl_context=made.context() if made else None)
    await site.start()
    taken = runner.addresses[0][1]
    secure = "s" if made else ""
    people = People(platform, f"http{secure}://127.0.0.1:{taken}")
    return StandIn(f"ws{secure}://127.0.0.1:{taken}", made.certificate if made else None, platform, people, runner)
