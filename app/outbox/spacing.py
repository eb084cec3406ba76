"""What comes together is done together: the first at once, and the next no sooner than some milliseconds after it.

Where messages follow one another, claiming each answer by itself and noting its outcome by itself took longer than
handling the message, and the next one had to wait for both commits. Who comes alone waits for nothing. In a rush of
messages their answers wait longer for one another, so that most messages have nothing of it before them.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Final

from app.outbox.port import Outbox
from app.outbox.time_source import TimeSource
from domain.model.delivery import Settlement

APART_SECONDS: Final = 0.02
RUSH_APART_SECONDS: Final = 0.1
"""In a rush; it is looked every ``APART_SECONDS`` whether that is over."""


@dataclass(slots=True)
class Spacing:
    """Keeps what is done one after the other apart."""

    time: TimeSource
    _last: float = field(default=float("-inf"), init=False)

    async def turn(self) -> None:
        """Wait until the last turn is long enough ago."""
        while (left := self._last + self._apart() - self.time.seconds()) > 0:
            await self.time.sleep(min(left, APART_SECONDS))
        self._last = self.time.seconds()

    def _apart(self) -> float:
        return RUSH_APART_SECONDS if self.time.rush() else APART_SECONDS


@dataclass(slots=True)
class Settling:
    """Notes outcomes, in one transaction those that come together."""

    outbox: Outbox
    spacing: Spacing
    _waiting: list[tuple[Settlement, asyncio.Future[None]]] = field(default_factory=list, init=False)
    _noting: asyncio.Task[None] | None = field(default=None, init=False)

    async def settle(self, settlement: Settlement) -> None:
        """Over when it is durable. Raises what the outbox does."""
        noted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((settlement, noted))
        if self._noting is None:
            self._noting = asyncio.create_task(self._note_all())
        await noted

    async def _note_all(self) -> None:
        try:
            while self._waiting:
                await self.spacing.turn()
                together, self._waiting = self._waiting, []
                await self._note(together)
        finally:
            self._noting = None

    async def _note(self, together: list[tuple[Settlement, asyncio.Future[None]]]) -> None:
        """One that cannot be noted keeps none of the others from it."""
        try:
            await self.outbox.settle(*(settlement for settlement, _ in together))
        except Exception as fault:  # noqa: BLE001 - whatever it is, those who wait are told
            if len(together) > 1:
                for one in together:
                    await self._note([one])
                return
            error: Exception | None = fault
        else:
            error = None
        for _, noted in together:
            if noted.done():  # whoever waited was cancelled
                continue
            if error is None:
                noted.set_result(None)
            else:
                noted.set_exception(error)
