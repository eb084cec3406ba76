"""What stands in front of several web processes: each call goes to the next one, and now and then an answer is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

import aiohttp
from aiohttp import web

_HOP_BY_HOP = {"Host", "Connection", "Content-Length", "Transfer-Encoding"}


@dataclass(slots=True)
class Front:
    """Forwards to each of ``behind`` in turn. The answer to every ``losing``-th call is lost: it is brought again."""

    behind: Sequence[str]
    losing: int
    session: aiohttp.ClientSession
    calls: count[int] = field(default_factory=lambda: count(1))
    lost: int = 0

    async def forward(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        number = next(self.calls)
        headers = {name: value for name, value in request.headers.items() if name not in _HOP_BY_HOP}
        url = self.behind[number % len(self.behind)] + str(request.rel_url)
        body = await request.read()
        async with self.session.request(request.method, url, headers=headers, data=body) as answer:
            said = await answer.read()
        if request.method == "POST" and number % self.losing == 0:
            self.lost += 1
            raise web.HTTPBadGateway
        return web.Response(status=answer.status, body=said, content_type=answer.content_type)


@asynccontextmanager
async def in_front(port: int, behind: Sequence[str], losing: int) -> AsyncIterator[Front]:
    """On that port of this machine."""
    async with aiohttp.ClientSession() as session:
        front = Front(behind, losing, session)
        site = web.Application()
        site.router.add_route("*", "/{path:.*}", front.forward)
        runner = web.AppRunner(site)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield front
        finally:
            await runner.cleanup()
