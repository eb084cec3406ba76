"""Periodic work: opening rounds, the notices of a quarter on their day, and the report on them.

There is no timer for a date: every minute asks the clock what is due. What must happen once is claimed by a unique
row in the same transaction that does it, so a second worker or a restart changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from app.runtime import Runtime
from bot.telegram.posting import announcement
from bot.wording import claims as claim_wording
from bot.wording import notices as wording
from bot.wording.notices import UNDER_WAY
from domain.calendar import quarter_of
from domain.claims import neglected
from domain.notices import NoticeWriter, plan, quarters_due, queue, sendable_from
from domain.ports import Store
from domain.rounds import ensure_current

log = logging.getLogger(__name__)

_EVERY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Runs what is due, unit by unit, until it is cancelled."""

    runtime: Runtime
    writer: NoticeWriter

    async def run(self) -> None:
        """Look every minute; trouble in one unit does not keep the others waiting."""
        while True:
            for unit in self.runtime.town.units:
                try:
                    await self.tick(unit)
                except Exception:  # the next minute tries again
                    log.exception("scheduled work of unit %s failed", unit)
            await asyncio.sleep(_EVERY_SECONDS)

    async def tick(self, unit: str) -> None:
        """What is due in one unit now."""
        now, town = self.runtime.clock.now(), self.runtime.town
        policy = town.current(unit).book.policy
        async with self.runtime.transactions.writing() as store:
            await ensure_current(store, town, unit, now)
            for quarter in quarters_due(now, policy.notice_day):
                scored = await store.rounds.any_in(unit, quarter)
                if scored and await store.jobs.claim("notices", f"{unit}:{quarter.key}", now):
                    mailing = await plan(store, town, self.writer, unit, quarter, now)
                    await queue(store, mailing, sendable_from(policy, now), now)
            await self._report(store, unit, now)
            await self._claims(store, unit, now)

    async def _report(self, store: Store, unit: str, now: datetime) -> None:
        """Once a quarter's notices are all settled, the group is told whom somebody has to walk to."""
        quarter = quarter_of(now.date()).previous()
        statuses = await store.notices.statuses(unit, quarter)
        chat = await store.officers.chat_of(unit)
        if chat is None or not statuses or any(status.state in UNDER_WAY for status in statuses):
            return
        if await store.jobs.claim("notices-report", f"{unit}:{quarter.key}", now):
            key = f"notices-report:{unit}:{quarter.key}"
            await store.post.post(announcement(chat, wording.status(quarter, statuses), key), now)

    async def _claims(self, store: Store, unit: str, now: datetime) -> None:
        """Claims that nobody answers are brought up again, by day."""
        book = self.runtime.town.current(unit).book
        chat = await store.officers.chat_of(unit)
        if chat is None or sendable_from(book.policy, now) != now:
            return
        claims = await neglected(store, unit, now)
        if claims:
            say = claim_wording.neglected(claims, book, now.date())
            key = f"claims:{unit}:{now.date()}:{claims[0].number}"
            await store.post.post(announcement(chat, say.text, key, say.buttons), now)
