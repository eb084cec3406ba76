"""Running the demo: the product, the platforms it talks to, and the page, until Ctrl-C."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from functools import partial
from logging.handlers import WatchedFileHandler

from pydantic import ValidationError

from app import logs
from app.demo import screen
from app.demo.build import build
from app.demo.calendar import Calendar
from app.demo.clock import DemoClock
from app.demo.english import in_english
from app.demo.english.slots import name
from app.demo.folder import Folder
from app.demo.joining import Joining
from app.demo.pages import pages_of
from app.demo.ports import free_port
from app.demo.settings import HOST, DemoSettings, settings_of
from app.demo.tries import STEPS, TRIES
from app.runtime import Runtime, Schema, open_runtime
from app.signals import Signals
from domain.model.errors import Refused
from sandbox.play_views import Offer
from sandbox.server import start
from sandbox.world import World

Show = Callable[[str], Awaitable[None]]
"""Tells the visitor at which address the page is."""


async def run(folder: Folder, port: int, reset: bool, by_phone: bool) -> None:
    """Build the town or take up the kept one, and serve until SIGINT or SIGTERM. ``by_phone``: it texts by a phone.

    Raises Refused("bad-file") for a folder or a kept town that cannot be used.
    """
    with folder.taken():
        if reset or not folder.has_town:
            folder.clear()
        _log_to(folder)
        page_port = free_port(HOST, port)
        product_port = free_port(HOST, page_port + 1)
        settings = settings_of(folder, f"http://{HOST}:{page_port}", product_port, by_phone=by_phone)
        show: Show = screen.open_page
        while await _play(folder, settings, page_port, show):
            folder.clear()
            show = screen.leave_open
        screen.goodbye()


async def _play(folder: Folder, settings: DemoSettings, port: int, show: Show) -> bool:
    """Play in one town until somebody stops it; whether another one is wanted."""
    clock = DemoClock(settings.zone, folder.clock)
    world = await _town(folder, settings, clock)
    signals = Signals()
    async with open_runtime(settings, clock, Schema.UPGRADED) as runtime:
        calendar = Calendar(runtime, clock, world.told_time, signals.stop)
        offer = Offer(
            tries=TRIES,
            steps=STEPS,
            pages=pages_of(runtime),
            days=calendar,
            time_zone=settings.timezone,
            join=Joining(runtime).join,
            english=in_english,
            english_name=name,
            by_phone=settings.sms_gateway == "smsgate",
        )
        sandbox = await start(world, (HOST, port), settings.public_url, save_to=folder.world, offer=offer)
        try:
            await _serve(runtime, signals, partial(show, sandbox.url))
        finally:
            await sandbox.close()
    return calendar.is_over


async def _town(folder: Folder, settings: DemoSettings, clock: DemoClock) -> World:
    if folder.has_town:
        try:
            state = World.load_state(folder.world)
        except ValidationError:
            raise Refused("bad-file", file=folder.world, problem="读不了，请加 --reset 重来") from None
        return World(now=clock.now, new_id=_new_id, state=state)
    folder.lay_out_rules()
    world = World(now=clock.now, new_id=_new_id)
    async with open_runtime(settings, clock, Schema.MADE) as runtime:
        with screen.progress("正在建一个镇", len(runtime.town.units)) as advance:
            await build(runtime, world, advance)
    world.save(folder.world)
    return world


async def _serve(runtime: Runtime, signals: Signals, show: Callable[[], Awaitable[None]]) -> None:
    """On the database that the page's own acts are written to: what they post goes out at once."""
    with screen.waiting("正在启动"):
        from app.serve import serve  # noqa: PLC0415 - loads the chat adapter, which takes seconds

        product = asyncio.create_task(serve(runtime, "all", signals))
        await asyncio.wait({product, asyncio.create_task(signals.ready.wait())}, return_when="FIRST_COMPLETED")
    if not product.done():
        await show()
    await product


def _log_to(folder: Folder) -> None:
    """Keep the log out of the visitor's sight."""
    handler = WatchedFileHandler(folder.log, encoding="utf-8")  # the file goes with a town that is thrown away
    handler.setFormatter(logs.MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logs.set_up()


def _new_id() -> str:
    return uuid.uuid4().hex
