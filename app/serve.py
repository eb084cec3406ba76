"""Running the product: web, chat and the workers, until a signal says stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Coroutine, Iterator
from functools import partial
from typing import Any

from aiohttp import web

from app.background_pace import BackgroundPace
from app.chat import Chat, check_role, make_chat
from app.clock_watch import ClockWatch
from app.free_memory import give_back
from app.garbage import kept
from app.health import ServerState, health_routes
from app.http_server import MOST_BODY_BYTES, ServedSite, listen
from app.loading import load_repositories
from app.message_log import MessageLog
from app.metrics import Metrics
from app.outbox import Worker
from app.pages import put_pages
from app.photo_sweep import PhotoSweep
from app.runtime import Runtime, Schema, open_runtime
from app.scheduler import Scheduler
from app.settings import Settings
from app.signals import Signals
from app.single_instance import parts_of
from app.stopping import Stopping, end_process
from app.texts.preparing import prepare as prepare_texts
from app.texts.side import Texts, make_texts
from app.trouble_notes import TroubleNotes
from web.preparing import prepare as prepare_pages

log = logging.getLogger(__name__)

_STATEMENT_SECONDS = 90.0
"""Who holds others up is ended by the server after a minute; who hears nothing for longer is not answered at all."""
_UNTOLD_SECONDS = 0.05
"""How often a worker looks for what another process posted, where that one cannot tell."""


async def run(settings: Settings, role: str) -> None:
    """Open the database and serve. Raises Refused("bad-settings") for a platform that this role cannot serve."""
    check_role(settings, role)
    async with open_runtime(settings, schema=Schema.UPGRADED) as runtime:
        await serve(runtime, role, Signals(stopping=Stopping(end_process)))


async def serve(runtime: Runtime, role: str, signals: Signals) -> None:
    """Serve until SIGTERM or SIGINT; what is under way is finished, or given up in time."""
    stopping = signals.stopping
    await runtime.database.limit_statements(_STATEMENT_SECONDS)
    async with (
        _alone(runtime.settings, role) as ours,
        _running(runtime, role, stopping, only_worker="worker" in ours),
    ):
        _stop_by_signal(signals.stop)
        kept()  # the books of a county are thousands of objects, and none of them is ever garbage
        signals.ready.set()
        log.info("ready")
        await signals.stop.wait()
        stopping.begin()
        log.info("stopping")


@contextlib.asynccontextmanager
async def _alone(settings: Settings, role: str) -> AsyncIterator[list[str]]:
    """Yields what nobody else does on this file; says so when another process does the same."""
    with parts_of(settings.database_url.get_secret_value(), role) as parts:
        for part in parts.taken:
            log.warning("another jifen serve (%s) already runs on this database: stop one of them", part)
        yield parts.ours


@contextlib.asynccontextmanager
async def _running(runtime: Runtime, role: str, stopping: Stopping, *, only_worker: bool) -> AsyncIterator[None]:
    metrics = Metrics()
    async with contextlib.AsyncExitStack() as stack:
        stopping.waits(stack, "the database to close", _nothing)
        messages = MessageLog(metrics)
        troubles = TroubleNotes(runtime.transactions, runtime.clock)
        texts = make_texts(runtime, metrics, messages, troubles)
        watch = ClockWatch(runtime.transactions, runtime.clock)
        chat = make_chat(runtime, metrics, messages, watch, troubles)
        if chat:
            stopping.waits(stack, "the chat platform", chat.close)
        else:
            log.warning("no chat: no chat platform is set up")
        stopping.waits(stack, "texts being answered", texts.close)
        workers = _workers(texts, chat) if role in {"all", "worker"} else []
        tasks = _Tasks()
        stopping.waits(stack, "work in the background", tasks.cancel)
        links = runtime.database.notifier_links(listen=role != "web")
        tasks.start(*(link.run() for link in links))
        poll_seconds = None if links or role == "all" else _UNTOLD_SECONDS
        tasks.start(*(worker.run(poll_seconds, only_worker=only_worker) for worker in workers))
        stopping.waits(stack, "what is being sent", partial(_stop_all, workers, stopping))
        tasks.start(*_duties(runtime, texts, watch, messages, role))
        health = health_routes(runtime, metrics, lambda: ServerState(tasks.ended, messages.failing))
        if role in {"all", "web"}:
            site = _site(runtime, texts, chat, health)
            stopping.waits(stack, "requests under way", (await listen(site, runtime.settings)).close)
            tasks.start(prepare_pages(site, compiled=give_back))
        elif runtime.settings.worker_port is not None:
            stopping.waits(stack, "requests under way", (await _health(runtime.settings, health)).close)
        tasks.start(load_repositories())
        if chat and role in {"all", "web"}:
            tasks.start(*(side.receive() for side in chat.sides))
            tasks.start(prepare_texts())  # what is said in chats would wait for the first text
        yield


def _duties(
    runtime: Runtime, texts: Texts, watch: ClockWatch, messages: MessageLog, role: str
) -> Iterator[Coroutine[Any, Any, None]]:
    """What runs beside whatever comes in."""
    yield watch.run()
    if texts.catch_up:
        yield texts.catch_up.run()
    if role in {"all", "worker"}:
        yield from (asking.run() for asking in texts.watches)
        yield Scheduler(runtime, texts.notices, watch, BackgroundPace(lambda: messages.last)).run()
        yield PhotoSweep(runtime.database, runtime.settings.photo_folder).run()


def _workers(texts: Texts, chat: Chat | None) -> list[Worker]:
    return [*([texts.worker] if texts.worker else []), *(chat.workers if chat else [])]


def _site(runtime: Runtime, texts: Texts, chat: Chat | None, health: list[web.RouteDef]) -> web.Application:
    site = web.Application(client_max_size=MOST_BODY_BYTES)
    site.add_routes(health)
    site.add_routes(texts.routes)
    site.add_routes(chat.routes if chat else [])
    put_pages(site, runtime)
    return site


async def _health(settings: Settings, health: list[web.RouteDef]) -> ServedSite:
    """Of a worker, at a port of its own: it may stand beside a web process with the same settings."""
    site = web.Application()
    site.add_routes(health)
    return await listen(site, settings.model_copy(update={"http_port": settings.worker_port}))


class _Tasks:
    """Background tasks that end together. ``ended``: one of them ended by itself."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self.ended = False

    def start(self, *works: Coroutine[Any, Any, None]) -> None:
        for work in works:
            task = asyncio.create_task(work)
            task.add_done_callback(self._say_why)
            self._tasks.add(task)

    async def cancel(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _say_why(self, task: asyncio.Task[None]) -> None:
        """None of them fails by itself: one that does leaves the product half dead, and somebody must report of it."""
        if not task.cancelled() and (fault := task.exception()):
            self.ended = True
            log.critical("a part of the server has ended: restart it", exc_info=fault)


async def _stop_all(workers: list[Worker], stopping: Stopping) -> None:
    await asyncio.gather(*(worker.stop(stopping.for_deliveries()) for worker in workers))


async def _nothing() -> None:
    """Whoever opened the database closes it."""


def _stop_by_signal(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
