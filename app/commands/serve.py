"""``jifen serve``: run the product."""

from __future__ import annotations

import click

from app.garbage import uncollected
from app.quick_aiohttp import load_aiohttp
from app.settings import Settings
from app.terminal.command import command


@click.command()
@click.option("--role", type=click.Choice(["all", "web", "worker"]), default="all", help="只收消息、只发消息，或都做")
@command
async def serve(settings: Settings, role: str) -> None:
    """运行：收聊天和短信，发回复和通知，直到收到停止信号。"""
    with uncollected():  # until it is ready
        load_aiohttp()
        from app.logs import set_up  # noqa: PLC0415 - loads aiohttp
        from app.serve import run  # noqa: PLC0415 - loads the chat adapter, which takes seconds

        set_up()
        await run(settings, role)
