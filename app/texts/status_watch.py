"""Asking after texts whose status report never came: Twilio brings a report once, and we may not have heard it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from app.periodic import run_periodically
from domain.model.delivery import Receipt
from storage.receipts import Silent, SqlReceipts

_FIRST: Final = timedelta(minutes=5)
"""How long a text is given before it is asked after; then at twice its age each time."""
_LAST: Final = timedelta(days=3)
"""After that nobody knows whether a text has arrived, and somebody has to look."""
_UNANSWERED: Final = timedelta(days=7)
"""After that a platform that does not answer, as a phone that was lost, is not waited for any more."""
_LATE: Final = timedelta(hours=1)
"""How often a text is asked after that is older than the last day: others have their turn meanwhile."""
_MOST_A_LOOK = 20
_LOOK_SECONDS = 30.0
_ALONE = timedelta(seconds=25)
"""Less than between two looks: the process that asked last goes on, and the others do not."""


@dataclass(slots=True)
class StatusWatch:
    """Asks the platform, a few texts at a time, and hands each answer on as a report.

    ``ask`` takes the platform's id; it answers None when the platform cannot be asked.
    """

    ask: Callable[[str], Awaitable[Receipt | None]]
    receipts: SqlReceipts
    take: Callable[[Receipt], Awaitable[None]]
    now: Callable[[], datetime]
    _asked: dict[str, datetime] = field(default_factory=dict)

    async def run(self) -> None:
        """Look around until cancelled."""
        await run_periodically("asking after texts", self.look, lambda: _LOOK_SECONDS)

    async def look(self) -> None:
        """Ask after those that are due, unless another process does. Raises Unavailable."""
        now = self.now()
        if not await self.receipts.my_turn(now, _ALONE):
            return
        await self.receipts.give_up_unknown(now - _LAST, now)
        silent = await self.receipts.silent(now - _FIRST)
        self._asked = {one.external_id: at for one in silent if (at := self._asked.get(one.external_id))}
        for one in [one for one in silent if self._is_due(one, now)][:_MOST_A_LOOK]:
            await self._ask(one, now)

    def _is_due(self, one: Silent, now: datetime) -> bool:
        asked = self._asked.get(one.external_id)
        if asked is None or asked > now:
            return True
        age = asked - one.sent
        return now - asked >= _LATE if age >= _LAST else now - one.sent >= min(2 * age, _LAST)

    async def _ask(self, one: Silent, now: datetime) -> None:
        first, self._asked[one.external_id] = one.external_id not in self._asked, now
        receipt = await self.ask(one.external_id)
        if receipt is not None and receipt.state != "sent":
            await self.take(receipt)
        elif now - one.sent >= (_UNANSWERED if receipt is None else _LAST) and (receipt or not first):
            await self.receipts.give_up(one.external_id, now)
