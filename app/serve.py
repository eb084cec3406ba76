"""Running the product: web, chat and the workers, until a signal says stop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from typing import Any

from aiohttp import web

from app.chat import Chat, make_chat
from app.clock import Clock
from app.health import health_routes
from app.hearing import hearing
from app.metrics import Metrics
from app.outbox import Worker
from app.runtime import Runtime, open_runtime
from app.scheduler import Scheduler
from app.settings import Settings
from app.texts import Texts, make_texts
from domain.errors import Refused
from text.pinyin import spell

log = logging.getLogger(__name__)

GRACE_SECONDS = 20.0
_MOST_BODY = 1024 * 1024


async def run(settings: Settings, role: str, clock: Clock | None = None, ready: asyncio.Event | None = None) -> None:
    """Serve until SIGTERM or SIGINT; what is under way is finished within the grace period."""
    async with open_runtime(settings, clock, create=True) as runtime, _running(runtime, role):
        # The dictionary takes half a second to load; better now than in the first answer that needs it.
        spell("积分")
        stop = _stop_signal()
        if ready:
            ready.set()
        log.info("ready")
        await stop.wait()
        log.info("stopping")


@contextlib.asynccontextmanager
async def _running(runtime: Runtime, role: str) -> AsyncIterator[None]:
    metrics = Metrics()
    async with contextlib.AsyncExitStack() as stack:
        hear = hearing(metrics)
        texts = make_texts(runtime, metrics, hear)
        chat = make_chat(runtime, metrics, hear) if runtime.settings.telegram_token else None
        if chat:
            stack.push_async_callback(chat.close)
        stack.push_async_callback(texts.close)
        workers = _workers(texts, chat) if role in {"all", "worker"} else []
        tasks = _Tasks()
        stack.push_async_callback(tasks.cancel)
        for worker in workers:
            tasks.start(worker.run())
        stack.push_async_callback(_stop_all, workers)
        if role in {"all", "worker"}:
            tasks.start(Scheduler(runtime, texts.notices).run())
        if role in {"all", "web"}:
            stack.push_async_callback((await _web(runtime, texts, chat, metrics)).cleanup)
        if chat and role in {"all", "web"}:
            tasks.start(chat.receive())
        yield


def _workers(texts: Texts, chat: Chat | None) -> list[Worker]:
    return [*([texts.worker] if texts.worker else []), *(chat.workers if chat else [])]


async def _web(runtime: Runtime, texts: Texts, chat: Chat | None, metrics: Metrics) -> web.AppRunner:
    site = web.Application(client_max_size=_MOST_BODY)
    site.add_routes(health_routes(runtime, metrics))
    site.add_routes(texts.routes)
    site.add_routes(chat.routes if chat else [])
    # The access log would write tokens and numbers that stand in addresses.
    runner = web.AppRunner(site, access_log=None, handle_signals=False)
    await runner.setup()
    await _listen(runner, runtime.settings)
    return runner


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    """Raises Refused("bad-settings") when the address cannot be had."""
    try:
        await web.TCPSite(runner, settings.http_host, settings.http_port).start()
    except (OSError, UnicodeError) as error:
        await runner.cleanup()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        trouble = "已被别的程序占用" if taken else "用不了，请核对"
        place = f"{settings.http_host}:{settings.http_port}"
        problem = f"JIFEN_HTTP_HOST、JIFEN_HTTP_PORT：{place} {trouble}"
        raise Refused("bad-settings", problems=[problem]) from None


class _Tasks:
    """Background tasks that end together."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        task.add_done_callback(_say_why)
        self._tasks.add(task)

    async def cancel(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _say_why(task: asyncio.Task[None]) -> None:
    """None of them ends by itself: one that does leaves the product half dead, and somebody must hear of it."""
    if not task.cancelled() and (fault := task.exception()):
        log.critical("a part of the server has ended: restart it", exc_info=fault)


async def _stop_all(workers: list[Worker]) -> None:
    await asyncio.gather(*(worker.stop(GRACE_SECONDS) for worker in workers))


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
