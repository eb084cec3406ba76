"""``jifen demo``: a made-up town to try everything in."""

from __future__ import annotations

from pathlib import Path

import click

from app.settings import Settings
from app.terminal.command import command


@click.command()
@click.option("--reset", is_flag=True, help="丢掉上次的镇子，重新建一个")
@click.option("--port", type=click.IntRange(1, 65535), default=8090, show_default=True, help="网页的端口，占用时顺延")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("var/demo"), show_default=True, help="存在哪里")
@click.option("--phone", is_flag=True, help="用一部插卡的手机收发短信（SMS Gate），不用 Twilio")
@command
async def demo(_settings: Settings, reset: bool, port: int, folder: Path, phone: bool) -> None:
    """演示：建一个虚构的镇，在网页上当考核人员和村民，直到按 Ctrl-C。"""
    from app.demo.folder import Folder  # noqa: PLC0415 - only the demo loads what belongs to the sandbox
    from app.demo.run import run  # noqa: PLC0415 - the same

    await run(Folder(folder), port, reset, phone)
