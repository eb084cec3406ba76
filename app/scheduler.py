"""Periodic work: every minute asks the clock what is due, unit by unit. There is no timer for a date.

What must happen once is claimed by a unique row in the same transaction that does it, so a second worker or a restart
changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from app.clock_watch import ClockWatch
from app.duties import DUTIES
from app.duties.duty import Due, Duty
from app.runtime import Runtime
from domain.notices.planning import NoticeWriter
from domain.ports.store import Unavailable
from storage.heartbeat import SCHEDULER, beat

log = logging.getLogger(__name__)

_EVERY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Runs what is due until it is cancelled."""

    runtime: Runtime
    writer: NoticeWriter
    watch: ClockWatch

    async def run(self) -> None:
        """Look every minute; trouble with one duty does not keep the others waiting."""
        while True:
            await self.look()
            await asyncio.sleep(_EVERY_SECONDS)

    async def look(self) -> None:
        """What is due in the whole town now."""
        for unit in self.runtime.town.units:
            await self.tick(unit)
        for duty in DUTIES:
            if duty.of_town:
                await self._perform(duty, "")
        await self._beat()

    async def tick(self, unit: str) -> None:
        """What is due in one unit now."""
        for duty in DUTIES:
            if not duty.of_town:
                await self._perform(duty, unit)

    async def _perform(self, duty: Duty, unit: str) -> None:
        try:
            if duty.irreversible and not await self.watch.is_right():
                return
            async with self.runtime.transactions.writing() as store:
                key = f"{duty.name}:{unit}:{self.runtime.clock.now().isoformat()}"
                await duty(Due(self.runtime.work(store, unit, key), self.writer))
        except Unavailable as fault:  # as for any other duty now: the next minute tries again
            log.warning("duty %s of unit %s waits for the database: %s", duty.name, unit or "all", fault)
        except Exception:  # the next minute tries again
            log.exception("duty %s of unit %s failed", duty.name, unit or "all")

    async def _beat(self) -> None:
        """A sign of life, for ``jifen doctor``."""
        try:
            async with self.runtime.database.transaction() as connection:
                await beat(connection, SCHEDULER, self.runtime.clock.now())
        except Exception as fault:  # noqa: BLE001 - the database is away; the next minute tries again
            log.warning("no sign of life could be written: %s", type(fault).__name__)
