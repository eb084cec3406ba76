"""Printing the same document for several units, a file each, on two cores."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.printing.document import Document
from app.printing.printer import file_name, print_document
from app.reports.files import write_new
from app.runtime import Runtime
from app.sheets.progress import watched
from app.wording import plain
from domain.model.errors import Refused

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
    free = asyncio.Semaphore(_AT_ONCE)

    async def one(unit: str) -> Done:
        async with free:
            return await _print(runtime, document, unit, which, folder)

    tasks = [asyncio.create_task(one(unit)) for unit in units]
    for task in watched(asyncio.as_completed(tasks), f"正在打{document.printable.chinese}", len(tasks)):
        await task
    return [task.result() for task in tasks]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        raise Refused("bad-file", file=folder.name, problem="建不了这个文件夹，请换个地方") from None


async def _print(runtime: Runtime, document: Document, unit: str, which: str, folder: Path) -> Done:
    name = file_name(runtime, document, unit, which)
    try:
        paper = await print_document(runtime, document, unit, which, links=True)
        write_new(folder / name, paper.pdf)
    except Refused as stop:
        return Done(unit, refused=plain(stop))
    return Done(unit, name, paper.unprintable)
