"""Faults to order for the next calls: refusals, delays, hangs and lost connections."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call. ``drop``: the connection is cut before or after the call has taken effect."""

    status: int | None = None
    code: int | None = None
    """Twilio's error code, where it differs from the HTTP status."""
    message: str = "fault"
    retry_after: int | None = None
    """Seconds."""
    drop: Literal["before", "after"] | None = None
    delay_seconds: float = 0.0
    hang: bool = False
    """No answer until the caller gives up; the call takes no effect."""


class Faults:
    """The faults ahead, each for a method (any letter case) or for whichever call comes next."""

    def __init__(self) -> None:
        self._ahead: deque[tuple[str | None, Fault]] = deque()
        self._none_ahead = asyncio.Event()
        self._none_ahead.set()
        self._closing = asyncio.Event()

    def order(self, fault: Fault, *, times: int = 1, method: str | None = None) -> None:
        """Let the next ``times`` calls fail."""
        self._ahead.extend([(method and method.lower(), fault)] * times)
        self._none_ahead.clear()

    async def met(self) -> None:
        """Wait until each of those that were ordered has met its call."""
        await self._none_ahead.wait()

    def clear(self) -> None:
        """Let everything work again."""
        self._ahead.clear()
        self._none_ahead.set()

    def close(self) -> None:
        """Let go of whoever hangs."""
        self._closing.set()

    async def run(
        self,
        request: web.Request,
        method: str,
        act: Callable[[], Awaitable[web.StreamResponse]],
        refuse: Callable[[Fault], web.StreamResponse],
    ) -> web.StreamResponse:
        """Carry out a call, unless a fault ordered for it prevents that."""
        fault = self._take(method.lower())
        if fault is None:
            return await act()
        if fault.hang:
            await self._closing.wait()
        await asyncio.sleep(fault.delay_seconds)
        if fault.hang or fault.drop == "before":
            return cut(request)
        if fault.status is not None:
            return refuse(fault)
        response = await act()
        return cut(request) if fault.drop == "after" else response

    def _take(self, method: str) -> Fault | None:
        for index, (wanted, fault) in enumerate(self._ahead):
            if wanted in (None, method):
                del self._ahead[index]
                if not self._ahead:
                    self._none_ahead.set()
                return fault
        return None


def cut(request: web.Request) -> web.Response:
    """Break the connection off."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
