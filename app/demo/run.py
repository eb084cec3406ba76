"""Running the demo: the product, the platforms it talks to, and the page, until Ctrl-C."""

from __future__ import annotations

import asyncio
import logging
import uuid

from pydantic import ValidationError

from app import logs
from app.clock import SystemClock
from app.demo import screen
from app.demo.build import build
from app.demo.folder import Folder
from app.demo.ports import free_port
from app.demo.settings import HOST, DemoSettings, settings_of
from app.demo.village import PLAYED
from app.runtime import Schema, open_runtime
from domain.model.errors import Refused
from sandbox.play_views import Try, WebPage
from sandbox.server import start
from sandbox.world import World

_TRIES = (
    Try("chat", "/kou 3-12 垃圾 2 门口没分类"),
    Try("chat", "/jia 王建国 志愿 扫河岸"),
    Try("chat", "/cha 3-12"),
    Try("chat", "/shen"),
    Try("chat", "/jie"),
    Try("chat", "/tong"),
    Try("phone", "我家还有多少分"),
    Try("phone", "物品"),
    Try("phone", "申报 昨天献血"),
    Try("phone", "网页"),
)


def _pages(url: str) -> tuple[WebPage, ...]:
    """The product's own pages; those of one household and of the town are opened by links that it gives."""
    return (
        WebPage("全镇", f"{url}/"),
        WebPage("秦望村", f"{url}/u/{PLAYED}"),
        WebPage("封条", f"{url}/verify"),
    )


async def run(folder: Folder, port: int, reset: bool) -> None:
    """Build the town or take up the kept one, and serve until SIGINT or SIGTERM.

    Raises Refused("bad-file") for a folder or a kept town that cannot be used.
    """
    with folder.taken():
        if reset or not folder.has_town:
            folder.clear()
        _log_to(folder)
        page_port = free_port(HOST, port)
        product_port = free_port(HOST, page_port + 1)
        settings = settings_of(folder, f"http://{HOST}:{page_port}", product_port)
        world = await _town(folder, settings)
        sandbox = await start(
            world,
            HOST,
            page_port,
            settings.public_url,
            save_to=folder.world,
            tries=_TRIES,
            pages=_pages(settings.public_url),
            time_zone=settings.timezone,
        )
        try:
            await _serve(settings, sandbox.url)
        finally:
            await sandbox.close()
        screen.goodbye()


async def _town(folder: Folder, settings: DemoSettings) -> World:
    clock = SystemClock(settings.zone)
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


async def _serve(settings: DemoSettings, url: str) -> None:
    with screen.waiting("正在启动"):
        from app import serve  # noqa: PLC0415 - loads the chat adapter, which takes seconds

        ready = asyncio.Event()
        product = asyncio.create_task(serve.run(settings, "all", ready=ready))
        await asyncio.wait({product, asyncio.create_task(ready.wait())}, return_when="FIRST_COMPLETED")
    if not product.done():
        screen.welcome(url)
        await screen.open_page(url)
    await product


def _log_to(folder: Folder) -> None:
    """Keep the log out of the visitor's sight."""
    handler = logging.FileHandler(folder.log, encoding="utf-8")
    handler.setFormatter(logs.MaskingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logs.set_up()


def _new_id() -> str:
    return uuid.uuid4().hex
