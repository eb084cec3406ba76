"""What the demo says on the terminal."""

from __future__ import annotations

import asyncio
import os
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

_console = Console(highlight=False, soft_wrap=True)


@contextmanager
def progress(what: str, steps: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal; only a line elsewhere. Call what is yielded after each step."""
    if not _console.is_terminal:
        _console.print(f"{what}……")
        yield lambda: None
        return
    with Progress(TextColumn(what), BarColumn(), TextColumn("{task.completed}/{task.total}"), console=_console) as bars:
        task = bars.add_task(what, total=steps)
        yield lambda: bars.advance(task)


def waiting(what: str) -> AbstractContextManager[object]:
    """Something turns on a terminal meanwhile."""
    return _console.status(f"{what}……")


def _welcome(url: str) -> None:
    _console.print(
        f"""
积分演示已就绪：[bold]{url}[/]

左边是秦望村考核人员的群，可以试试：
  /kou 3-12 垃圾 2 门口没分类    给3组12号扣分，再点“撤销”
  /cha 王建国                    查一户
  /tong                          预览并发送上季度通知
换到“张堰镇积分监督群”，可以发 /jian 看十个单位。
右边是村民的手机，可以发“积分”“明细”“排名”；发“网页”会收到自家网页的链接。

按 Ctrl-C 停下，下次接着用；想从头来：jifen demo --reset
"""
    )


async def leave_open(_: str) -> None:
    """The page is open, and finds the new town by itself."""
    _console.print("新的镇子建好了。")


def goodbye() -> None:
    """The town is kept."""
    _console.print("已停下，镇子留着。")


async def open_page(url: str) -> None:
    """Say where the page is, and show it where there is a screen to show it on."""
    _welcome(url)
    has_screen = sys.platform in ("darwin", "win32") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    if has_screen and _console.is_terminal:
        await asyncio.to_thread(webbrowser.open, url)
