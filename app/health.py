"""``GET /health/live``, ``GET /health/ready`` and ``GET /metrics``."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from aiohttp import web

from app.metrics import Metrics
from app.runtime import Runtime
from storage.heartbeat import beat
from storage.migrate import has_current_schema
from storage.outbox import SqlDesk

log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 5.0


def health_routes(runtime: Runtime, metrics: Metrics) -> list[web.RouteDef]:
    """Live: the process answers. Ready: the database takes a row too, and its schema is current."""
    outbox = SqlDesk(runtime.database, runtime.clock.timezone)

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def ready(_: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                async with runtime.database.transaction() as connection:
                    current = await has_current_schema(connection)
                    if current:
                        await beat(connection, "ready", runtime.clock.now())
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the database, the answer is: not ready
            log.warning("not ready: %s", type(error).__name__)
            current = False
        return web.Response(text="ok\n" if current else "not ready\n", status=200 if current else 503)

    async def _outbox() -> tuple[dict[tuple[str, str], int], dict[str, timedelta]]:
        """Nothing of it while the database is away: what the process counts itself is told all the same."""
        try:
            return await outbox.counts(), await outbox.oldest(runtime.clock.now())
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the database
            log.warning("the outbox could not be counted: %s", type(error).__name__)
            return {}, {}

    async def figures(_: web.Request) -> web.Response:
        return web.Response(
            body=metrics.text(*await _outbox()),
            headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"},
        )

    return [web.get("/health/live", live), web.get("/health/ready", ready), web.get("/metrics", figures)]
