"""Photos are unfolded in a process of its own: one that finds no end is ended, and its memory is given back."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from web.photos import LONGEST_SIDE, NotAPhoto, TooManyPixels

log = logging.getLogger(__name__)

_DYING_SECONDS = 1.0


class TooBusy(Exception):  # noqa: N818 - it says how it is, and is no failure of the program
    """Those that came before take too long: it was not looked at."""


class NotOpened(NotAPhoto):
    """It may be one: what unfolds it finds no end, or died of it."""


@dataclass(slots=True)
class PhotosApart:
    """Unfolds one photo at a time, or many that come together take more room than the machine has.

    A photo waits ``wait`` seconds for its turn and may take ``work`` seconds. The process (``command``, see
    ``web.__main__``) is ended when nobody needed it for ``rest`` seconds: it takes 25 to 70 MB, and to begin a quarter
    of a second.
    """

    wait: float = 60.0
    work: float = 30.0
    rest: float = 60.0
    command: Sequence[str] = (sys.executable, "-P", "-m", "web")
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _process: Process | None = None
    _resting: asyncio.TimerHandle | None = None

    async def cleaned(self, photo: bytes, longest_side: int = LONGEST_SIDE) -> bytes:
        """``web.photos.cleaned``, once those that came before are. Raises TooBusy and NotAPhoto."""
        try:
            async with asyncio.timeout(self.wait):
                await self._turn.acquire()
        except TimeoutError:
            log.warning("a photo was not looked at within %.0f s, and whoever waits for it is told so", self.wait)
            raise TooBusy from None
        try:
            became, made = await self._unfolded(photo, longest_side)
        finally:
            self._turn.release()
        if became == b"photo":
            return made
        raise TooManyPixels if became == b"pixels" else NotAPhoto

    async def close(self) -> None:
        """End the process that rests; one that unfolds is ended with whoever waits for it."""
        await self._end(self._kept())

    async def _unfolded(self, photo: bytes, longest_side: int) -> tuple[bytes, bytes]:
        """What became of it, and its JPEG. Only a process that has answered is asked once more. Raises NotAPhoto."""
        process = self._kept() or await self._begin()
        try:
            async with asyncio.timeout(self.work):
                answer = await _ask(process, photo, longest_side)
        except TimeoutError:
            await self._end(process)
            log.error("a photo was not unfolded within %.0f s, and is refused", self.work)  # noqa: TRY400 - all there is to say
            raise NotOpened from None
        except (EOFError, OSError):
            with suppress(TimeoutError):  # to kill one that is dead loses what it ended with
                await asyncio.wait_for(process.wait(), _DYING_SECONDS)
            await self._end(process)
            log.error("a photo is refused: the process that unfolded it ended with %s", process.returncode)  # noqa: TRY400 - as above
            raise NotOpened from None
        except BaseException:
            await self._end(process)
            raise
        self._process = process
        self._resting = asyncio.get_running_loop().call_later(self.rest, self._let_go)
        return answer

    async def _begin(self) -> Process:
        """It needs nothing of the settings, least of all what is secret in them, nor what lies in the folder (``-P``).

        Why it died it says itself, where the log goes.
        """
        known = {name: value for name, value in os.environ.items() if not name.startswith("JIFEN_")}
        return await asyncio.create_subprocess_exec(
            *self.command, stdin=PIPE, stdout=PIPE, env=known, start_new_session=True
        )

    def _kept(self) -> Process | None:
        """The process that rests, from now on not kept; None when there is none."""
        if self._resting:
            self._resting.cancel()
        process, self._process = self._process, None
        return process if process and process.returncode is None else None

    def _let_go(self) -> None:
        process = self._kept()
        if process:
            process.kill()

    async def _end(self, process: Process | None) -> None:
        if process:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _ask(process: Process, photo: bytes, longest_side: int) -> tuple[bytes, bytes]:
    """Raises EOFError and OSError when the process has ended."""
    assert process.stdin is not None  # noqa: S101 - what _begin asks for
    assert process.stdout is not None  # noqa: S101 - as above
    process.stdin.write(b"%d %d\n" % (longest_side, len(photo)))
    process.stdin.write(photo)
    await process.stdin.drain()
    head = await process.stdout.readline()
    if not head:
        raise EOFError
    became, size = head.split()
    return became, await process.stdout.readexactly(int(size))
