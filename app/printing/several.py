"""Printing the same document for several units, a file each, on two cores."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.printing.document import Document
from app.printing.printer import file_name, print_document
from app.reports.files import write_new
from app.runtime import Runtime
from app.sheets.progress import watched
from app.wording import plain
from domain.model.errors import Refused
from paper.apart import Apart
from paper.typesetting import FilledTemplate, Paper, ReadPhoto

_SET_AT_ONCE, _READ_AT_ONCE = 2, 3
"""Units: while two are set, each in a process of its own, which may take 250 MB, the figures of the next are read."""


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
        for _ in range(_SET_AT_ONCE):
            free.put_nowait(await ending.enter_async_context(Apart()))
        order = _Order(runtime, document, which, folder, free, asyncio.Semaphore(_READ_AT_ONCE))
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
    """A document that each of several units wants; ``turn`` to be read, and the ``free`` processes that set it."""

    runtime: Runtime
    document: Document
    which: str
    folder: Path
    free: asyncio.Queue[Apart]
    turn: asyncio.Semaphore

    async def print(self, unit: str) -> Done:
        """Once it is its turn."""
        async with self.turn:
            try:
                return await self._print(unit)
            except Refused as stop:
                return Done(unit, refused=plain(stop))

    async def _print(self, unit: str) -> Done:
        """Raises Refused."""
        name = file_name(self.runtime, self.document, unit, self.which)
        paper = await print_document(self.runtime, self.document, unit, self.which, links=True, typeset=self._typeset)
        write_new(self.folder / name, paper.pdf)
        return Done(unit, name, paper.unprintable)

    async def _typeset(self, sheet: FilledTemplate, made: datetime, read_photo: ReadPhoto) -> Paper:
        """By a process that is free."""
        apart = await self.free.get()
        try:
            return await apart.typeset(sheet, made, read_photo)
        finally:
            self.free.put_nowait(apart)
