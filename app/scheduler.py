"""Periodic work: every minute asks the clock what is due, unit by unit. There is no timer for a date.

What must happen once is claimed by a unique row in the same transaction that does it, so a second worker or a restart
changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from app.clock_watch import ClockWatch
from app.duties import claims, digest, households, mall, notices, objections, rounds, year_end
from app.duties.duty import Due, Duty
from app.runtime import Runtime
from domain.ledger.rounds import ensure_current
from domain.notices.planning import NoticeWriter
from storage.heartbeat import beat

log = logging.getLogger(__name__)

_EVERY_SECONDS = 60.0


async def _open_round(due: Due) -> None:
    await ensure_current(due.store, due.town, due.unit, due.now)


UNIT_DUTIES: tuple[Duty, ...] = (
    _open_round,
    rounds.finalise,
    rounds.settle_by_calendar,
    rounds.remind,
    year_end.close_years,
    year_end.remind,
    year_end.warn,
    year_end.report,
    notices.queue_due,
    notices.report,
    claims.remind,
    objections.remind,
    mall.expire,
    households.forget_proposals,
)
"""What is looked after in each unit, in this order, each in a transaction of its own."""
HELD_DUTIES: frozenset[Duty] = frozenset(
    {
        _open_round,
        rounds.finalise,
        rounds.settle_by_calendar,
        year_end.close_years,
        year_end.warn,
        notices.queue_due,
        mall.expire,
    }
)
"""What cannot be undone: it waits for a person while the clock cannot be trusted."""
TOWN_DUTIES: tuple[Duty, ...] = (digest.post_digest,)
"""What is looked after once for all units."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Runs what is due until it is cancelled."""

    runtime: Runtime
    writer: NoticeWriter
    watch: ClockWatch

    async def run(self) -> None:
        """Look every minute; trouble with one duty does not keep the others waiting."""
        while True:
            for unit in self.runtime.town.units:
                await self.tick(unit)
            await self._perform(TOWN_DUTIES, "")
            await self._beat()
            await asyncio.sleep(_EVERY_SECONDS)

    async def tick(self, unit: str) -> None:
        """What is due in one unit now."""
        await self._perform(UNIT_DUTIES, unit)

    async def _perform(self, duties: tuple[Duty, ...], unit: str) -> None:
        for duty in duties:
            try:
                if duty in HELD_DUTIES and not await self.watch.is_right():
                    continue
                async with self.runtime.transactions.writing() as store:
                    await duty(Due(store, self.runtime.town, self.writer, unit, self.runtime.clock.now()))
            except Exception:  # the next minute tries again
                log.exception("duty %s of unit %s failed", duty.__name__, unit or "all")

    async def _beat(self) -> None:
        """A sign of life, for ``jifen doctor``."""
        try:
            async with self.runtime.database.transaction() as connection:
                await beat(connection, "scheduler", self.runtime.clock.now())
        except Exception as fault:  # noqa: BLE001 - the database is away; the next minute tries again
            log.warning("no sign of life could be written: %s", type(fault).__name__)
