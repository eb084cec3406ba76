"""``GET /health/live``, ``GET /health/ready`` and ``GET /metrics``."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from aiohttp import web

from app.chat.platforms import platforms_of
from app.metrics import Metrics
from app.runtime import Runtime
from app.texts.wording import REFUSALS
from app.trouble_wording import LONG, held_replies, stuck, trouble
from bot.wording.clock import held
from bot.wording.supervising import unreached
from domain.ports.store import Store
from storage.engine.causes import cause
from storage.heartbeat import beat
from storage.migrate import SchemaMismatch, has_current_schema
from storage.outbox import SqlOutbox

log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 5.0
_DAY = timedelta(days=1)
T = TypeVar("T")
_WAITING = "；刚来的消息先留着再试"


@dataclass(frozen=True, slots=True)
class ServerState:
    """How the parts of this process are. ``ended``: one has; ``failing``: the last message could not be taken."""

    ended: bool = False
    failing: bool = False


def health_routes(runtime: Runtime, metrics: Metrics, parts: Callable[[], ServerState]) -> list[web.RouteDef]:
    """Live: the process answers. Ready: the database takes a row too, its schema is current, and no part has ended.

    Below its ``ok`` ready says what does not keep messages from being taken, but should be looked at.
    """

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def ready(_: web.Request) -> web.Response:
        now = parts()
        if now.ended:
            return _not_ready("服务有一部分停了，请重启 jifen serve")
        try:
            told = await _in_time(_tried(runtime))
        except SchemaMismatch:
            return _not_ready("数据库的表结构不是这个程序的")
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the database, the answer is: not ready
            log.warning("not ready: the database takes no row: %s", type(error).__name__)
            return _not_ready(f"数据库用不了：{cause(error)}{_WAITING if now.failing else ''}")
        if now.failing:
            return _not_ready("刚来的消息没有记进数据库，先留着再试")
        return web.Response(text="".join(f"{line}\n" for line in ["ok", *told]))

    async def figures(_: web.Request) -> web.Response:
        return web.Response(
            body=metrics.text(*await _outbox(runtime)),
            headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"},
        )

    return [web.get("/health/live", live), web.get("/health/ready", ready), web.get("/metrics", figures)]


async def _tried(runtime: Runtime) -> list[str]:
    """The database takes a row; what should be looked at. Raises SchemaMismatch."""
    async with runtime.database.transaction() as connection:
        if not await has_current_schema(connection):
            raise SchemaMismatch
        await beat(connection, "ready", runtime.clock.now())
        return await _to_be_looked_at(runtime.transactions.store(connection), runtime)


async def _in_time(work: Coroutine[Any, Any, T]) -> T:
    """What it comes to. Raises TimeoutError, at once when its time is over: a silent database does not even cancel."""
    task = asyncio.create_task(work)
    done, _ = await asyncio.wait({task}, timeout=_PATIENCE_SECONDS)
    if done:
        return task.result()
    task.add_done_callback(lambda late: late.cancelled() or late.exception())
    task.cancel()
    raise TimeoutError


async def _outbox(runtime: Runtime) -> tuple[dict[tuple[str, str], int], dict[str, timedelta]]:
    """Nothing of it while the database is away or silent: what the process counts itself is told all the same."""
    outbox = SqlOutbox(runtime.database, runtime.clock.timezone)

    async def counted() -> tuple[dict[tuple[str, str], int], dict[str, timedelta]]:
        return await outbox.counts(), await outbox.oldest(runtime.clock.now())

    try:
        return await _in_time(counted())
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the database
        log.warning("the outbox could not be counted: %s", type(error).__name__)
        return {}, {}


def _not_ready(why: str) -> web.Response:
    return web.Response(text=f"not ready\n{why}\n", status=503)


async def _to_be_looked_at(store: Store, runtime: Runtime) -> list[str]:
    """Doors at which nothing is heard, what does not get through, and a clock that has jumped."""
    now = runtime.clock.now()
    reach = await store.post.reach(now - _DAY)
    clock = await store.clock.read()
    replies, _ = await store.post.left_for_tomorrow()
    chats = bool(platforms_of(runtime.settings))
    return [
        *(trouble(one) for one in await store.troubles.standing(now - _DAY)),
        *filter(None, [unreached(runtime.town.units, reach, REFUSALS, chats=chats)]),
        *filter(None, [stuck(await store.post.stuck(now - LONG)), held_replies(replies)]),
        *([held(clock)] if clock and not clock.right else []),
    ]
