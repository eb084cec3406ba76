"""Watching over the month's budget for texts: the town's supervisors hear of it before it is used up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from app.periodic import run_periodically
from app.runtime import Runtime
from app.texts.budget import MonthCost, Warned, costs, month_began, month_cost
from bot.outgoing import announcement
from bot.wording import budget as wording
from domain.model.calendar import month_of
from domain.notices.planning import sendable_from
from storage.store import outages_named

_LOOK_SECONDS: Final = 3600.0
_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class BudgetWatch:
    """Adds up the month's texts each hour where a budget was set, and tells of each warning once a month."""

    runtime: Runtime

    async def run(self) -> None:
        """Look around until cancelled."""
        await run_periodically("adding up the month's texts", self.look, lambda: _LOOK_SECONDS)

    async def look(self) -> None:
        """Warn if there is reason to. Raises Unavailable."""
        runtime, now = self.runtime, self.runtime.clock.now()
        if not runtime.settings.sms_budget:
            return
        with outages_named():
            async with runtime.database.reading() as connection:
                lines = await costs(connection, runtime.settings, runtime.town, month_began(now), now + _DAY)
        cost = month_cost(lines, runtime.settings, now)
        if warned := cost.warning:
            await self._tell(warned, _worded(warned, cost))

    async def _tell(self, warned: Warned, text: str) -> None:
        """Post to every supervisors' group, at night for the morning; once for each warning in a month."""
        now = self.runtime.clock.now()
        month, morning = month_of(now.date()).key, sendable_from(self.runtime.town.base.policy, now)
        async with self.runtime.transactions.writing() as store:
            for prefix, chat in await store.officers.town_chats():
                drafts = announcement(chat, text, f"budget-{warned}:{month}:{prefix}")
                await store.post.post([replace(draft, due=morning) for draft in drafts], now)


def _worded(warned: Warned, cost: MonthCost) -> str:
    if warned == "too-fast":
        return wording.too_fast(cost.spent, cost.expected, cost.budget)
    say = wording.used_up if warned == "used-up" else wording.nearly
    return say(cost.spent, cost.budget)
