"""Periodic work: every minute asks the clock what is due, unit by unit. There is no timer for a date.

What must happen once is claimed by a unique row in the same transaction that does it, so a second worker or a restart
changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass, field

from app.background_pace import BackgroundPace
from app.clock_watch import ClockWatch
from app.duties import DUTIES
from app.duties.duty import Due, Duty
from app.runtime import Runtime
from domain.notices.planning import NoticeWriter
from domain.ports.store import Unavailable
from storage.agenda import units_with
from storage.heartbeat import SCHEDULER, beat
from storage.store import outages_named

log = logging.getLogger(__name__)

_EVERY_SECONDS = 60.0


@dataclass(slots=True)
class Scheduler:
    """Runs what is due until it is cancelled."""

    runtime: Runtime
    writer: NoticeWriter
    watch: ClockWatch
    way: BackgroundPace = field(default_factory=BackgroundPace)
    _beaten: float = field(default=float("-inf"), init=False)
    _looked: dict[str, float] = field(default_factory=dict, init=False)

    async def run(self) -> None:
        """Look every minute; trouble with one duty does not keep the others waiting."""
        while True:
            await self.look()
            await asyncio.sleep(_EVERY_SECONDS)

    async def look(self) -> None:
        """What is due in the whole town now."""
        for duty in DUTIES:
            for unit in await self._concerned(duty):
                began = self.way.seconds()
                await self._perform(duty, unit)
                await self.way.rest(began)
                if self.way.seconds() - self._beaten >= _EVERY_SECONDS:
                    await self._beat()
        await self._beat()

    async def _concerned(self, duty: Duty) -> Collection[str]:
        """The units in which to look, asked for after the earlier duties are done; ``""`` for the whole town."""
        now, units = self.runtime.clock.now(), self.runtime.town.units
        if not duty.season(now) or not self._is_time(duty):
            return []
        if duty.of_town:
            return [""]
        if duty.among is None:
            return list(units)
        try:
            with outages_named():
                async with self.runtime.database.reading() as connection:
                    named = await units_with(connection, duty.among, now)
        except Unavailable as fault:
            log.warning("duty %s waits for the database: %s", duty.name, fault)
            return []
        except Exception:  # the next minute tries again
            log.exception("duty %s: where to look was not found", duty.name)
            return []
        return [unit for unit in units if unit in named]

    def _is_time(self, duty: Duty) -> bool:
        """Whether it was not looked after for as long as it need not be."""
        seconds = self.way.seconds()
        if seconds - self._looked.get(duty.name, float("-inf")) < duty.every.total_seconds():
            return False
        self._looked[duty.name] = seconds
        return True

    async def _perform(self, duty: Duty, unit: str) -> None:
        try:
            if duty.irreversible and not await self.watch.is_right():
                return
            async with self.runtime.transactions.writing() as store:
                if not await store.jobs.alone(f"duty {duty.name} {unit}"):
                    return  # another worker is at it
                key = f"{duty.name}:{unit}:{self.runtime.clock.now().isoformat()}"
                await duty(Due(self.runtime.work(store, unit, key), self.writer))
        except Unavailable as fault:  # as for any other duty now: the next minute tries again
            log.warning("duty %s of unit %s waits for the database: %s", duty.name, unit or "all", fault)
        except Exception:  # the next minute tries again
            log.exception("duty %s of unit %s failed", duty.name, unit or "all")

    async def _beat(self) -> None:
        """A sign of life, for ``jifen doctor``: after each look, and each minute of one that has much to do."""
        self._beaten = self.way.seconds()
        try:
            async with self.runtime.database.transaction() as connection:
                await beat(connection, SCHEDULER, self.runtime.clock.now())
        except Exception as fault:  # noqa: BLE001 - the database is away; the next minute tries again
            log.warning("no sign of life could be written: %s", type(fault).__name__)
