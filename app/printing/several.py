"""Printing the same document for several units, a file each, on two cores."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from app.printing.document import Document
from app.printing.printer import file_name, print_document
from app.reports.files import write_new
from app.runtime import Runtime
from app.sheets.progress import watched
from app.wording import plain
from domain.model.errors import Refused
from paper.apart import Apart

_AT_ONCE = 2
"""Units: while the figures of one are read, another is set in its own process. Each of these may take 250 MB."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one unit: its file's name, or why it has none. ``unprintable`` is as ``Paper`` has it."""

    unit: str
    file: str = ""
    unprintable: str = ""
    refused: str = ""


async def print_each(
    runtime: Runtime, document: Document, units: Sequence[str], which: str, folder: Path
) -> Sequence[Done]:
    """A PDF of each unit in the folder, which is made if need be; in the units' order. Raises Refused("bad-file")."""
    _make(folder)
    async with AsyncExitStack() as ending:
        free: asyncio.Queue[Apart] = asyncio.Queue()
        for _ in range(_AT_ONCE):
            free.put_nowait(await ending.enter_async_context(Apart()))
        order = _Order(runtime, document, which, folder, free)
        tasks = [asyncio.create_task(order.print(unit)) for unit in units]
        for task in watched(asyncio.as_completed(tasks), f"正在打{document.printable.chinese}", len(tasks)):
            await task
    return [task.result() for task in tasks]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        raise Refused("bad-file", file=folder.name, problem="建不了这个文件夹，请换个地方") from None


@dataclass(frozen=True, slots=True)
class _Order:
    """A document that each of several units wants, and the processes that set it, as they become ``free``."""

    runtime: Runtime
    document: Document
    which: str
    folder: Path
    free: asyncio.Queue[Apart]

    async def print(self, unit: str) -> Done:
        """Once one is free."""
        apart = await self.free.get()
        try:
            return await self._print(unit, apart)
        except Refused as stop:
            return Done(unit, refused=plain(stop))
        finally:
            self.free.put_nowait(apart)

    async def _print(self, unit: str, apart: Apart) -> Done:
        """Raises Refused."""
        name = file_name(self.runtime, self.document, unit, self.which)
        paper = await print_document(self.runtime, self.document, unit, self.which, links=True, typeset=apart.typeset)
        write_new(self.folder / name, paper.pdf)
        return Done(unit, name, paper.unprintable)
