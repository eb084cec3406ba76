"""Setting sheets in a process of its own: on another core, and what it took of memory is given back.

Typst keeps what it set for the next ten documents: of passbooks for 400 households that is 130 MB each.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from paper.typesetting import FilledTemplate, Paper, ReadPhoto, prepare

_MOST = 150_000
"""Characters of jobs after which a process ends: ten boards, or one unit's passbooks. It takes some 250 MB by then."""


Typeset = Callable[[FilledTemplate, datetime, ReadPhoto], Awaitable[Paper]]
"""Sets a sheet as ``Apart`` does."""


async def typeset_apart(sheet: FilledTemplate, made: datetime, read_photo: ReadPhoto) -> Paper:
    """``Apart.typeset`` of one sheet."""
    async with Apart() as apart:
        return await apart.typeset(sheet, made, read_photo)


@dataclass(slots=True)
class Apart:
    """Sets sheets one after another. To begin a process takes as long as a board: a process sets several small ones."""

    most: int = _MOST
    _process: Process | None = None
    _set: int = 0

    async def typeset(self, sheet: FilledTemplate, made: datetime, read_photo: ReadPhoto) -> Paper:
        """``paper.typesetting.typeset``, for a printer: without what tells a screen reader how to read it.

        Raises RuntimeError with the last line that the process said when it failed.
        """
        prepared = await asyncio.to_thread(prepare, sheet, made, read_photo, tagged=False)
        process = self._process or await _begin()
        self._process = process
        try:
            pdf = await _answer(process, prepared.job)
        except (EOFError, OSError):
            _, said = await process.communicate()
            *_, why = said.decode(errors="replace").splitlines() or [""]
            raise RuntimeError(f"setting {sheet.template} ended with {process.returncode}: {why}") from None
        self._set += len(prepared.job)
        if self._set > self.most:
            await self._end()
        return Paper(pdf, prepared.unprintable)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, stop: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    async def _end(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process, self._set = self._process, None, 0
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _begin() -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "paper", stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
    )


async def _answer(process: Process, job: str) -> bytes:
    """The PDF of a job; see ``paper.__main__``. Raises EOFError and OSError when the process has ended."""
    assert process.stdin is not None  # noqa: S101 - what _begin asks for
    assert process.stdout is not None  # noqa: S101 - as above
    process.stdin.write(f"{job}\n".encode())
    await process.stdin.drain()
    size = await process.stdout.readline()
    if not size:
        raise EOFError
    return await process.stdout.readexactly(int(size))
