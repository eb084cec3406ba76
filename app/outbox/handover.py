"""One attempt: the carrier asked within a limit, and what it answered noted, whatever goes wrong."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable, Coroutine
from typing import Any

from app.outbox.meter import Count
from app.outbox.policy import DeliveryPolicy
from app.outbox.port import Clock, Outbox, Sleep
from app.outbox.waiting import limited
from domain.model.delivery import Dropped, Failed, Outcome, Parcel, Retry, Sent, Unknown
from domain.ports.carrier import Carrier

_log = logging.getLogger(__name__)

CARRIER_SECONDS = 60.0
"""The worker's own limit; carriers have shorter ones."""
_NOTE_AGAIN = (0.2, 1.0, 5.0, 15.0)
"""Seconds before noting an outcome again when the database fails. After that the lease runs out: unknown."""


class Handover:
    """Asks a lane's carrier and notes its answers."""

    def __init__(
        self,
        outbox: Outbox,
        carrier: Carrier,
        policy: DeliveryPolicy,
        clock: Clock,
        sleep: Sleep,
        chance: Callable[[], float],
        count: Count,
    ) -> None:
        self._outbox = outbox
        self._carrier = carrier
        self._policy = policy
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._count = count
        self._asking: set[asyncio.Task[Outcome | None]] = set()
        self._abandoned = False

    async def deliver(self, parcel: Parcel) -> Outcome:
        """One attempt, from the carrier's answer to the note of it."""
        admitted = await self._admitted(parcel)
        if not isinstance(admitted, Parcel):
            await self._note(parcel, admitted)
            return admitted
        outcome = await self._ask(self._carrier.deliver(admitted), admitted) or Unknown("no answer from the carrier")
        judged = await self._note(admitted, outcome)
        self._count(parcel.lane, judged)
        _tell(parcel, judged)
        return outcome

    async def look_up(self, parcel: Parcel) -> None:
        """Ask what became of an unknown parcel; while nobody knows, it stays unknown."""
        outcome = await self._ask(self._carrier.look_up(parcel), parcel)
        judged = await self._note(parcel, outcome or Unknown("may or may not have been sent"))
        if not isinstance(judged, Unknown):
            _tell(parcel, judged)

    def abandon(self) -> None:
        """Stop waiting for the carrier's answers: what is on its way becomes unknown."""
        self._abandoned = True
        for task in self._asking:
            task.cancel()

    async def _admitted(self, parcel: Parcel) -> Parcel | Retry | Dropped:
        """The parcel as it goes, or why it is handed back without an attempt."""
        if self._abandoned:
            return Retry("stopping", 0, untried=True)
        try:
            return await self._policy.admit(parcel, self._clock.now())
        except Exception as fault:  # noqa: BLE001 - any fault of the database; the parcel must not go unlooked at
            _log.warning("parcel %s: not looked at: %s", parcel.id, type(fault).__name__)
            return Retry("not looked at", untried=True)

    async def _ask(self, question: Coroutine[Any, Any, Outcome | None], parcel: Parcel) -> Outcome | None:
        """The carrier's answer, None if it gave none: too slow, abandoned, or broken."""
        task = asyncio.create_task(question)
        self._asking.add(task)
        try:
            await limited(task, self._sleep, CARRIER_SECONDS)
        finally:
            self._asking.discard(task)
        if task.cancelled():
            return None
        if fault := task.exception():
            # Without the message, which may hold a number.
            trace = "".join(traceback.format_tb(fault.__traceback__))
            _log.error("parcel %s: the carrier broke with %s\n%s", parcel.id, type(fault).__name__, trace)
            return None
        return task.result()

    async def _note(self, parcel: Parcel, outcome: Outcome) -> Outcome:
        """Note what follows from an outcome by the lane's policy, and return that."""
        for wait in (*_NOTE_AGAIN, None):
            now = self._clock.now()
            judged, due = self._policy.judge(parcel, outcome, now, self._chance())
            try:
                await self._outbox.settle(parcel, judged, now, due)
            except Exception as fault:  # noqa: BLE001 - any database fault; the outcome must not be lost for it
                _log.warning("parcel %s: outcome not noted: %s", parcel.id, type(fault).__name__)
                if wait is not None:
                    await self._sleep(wait)
            else:
                return judged
        _log.error("parcel %s: outcome lost, it will be looked up", parcel.id)
        return judged


def _tell(parcel: Parcel, outcome: Outcome) -> None:
    """A line in the log for every attempt that did not deliver; never to whom or what."""
    match outcome:
        case Sent():
            pass
        case Failed(error=error):
            _log.warning(
                "parcel %s (%s) was given up at attempt %s: %s", parcel.id, parcel.lane, parcel.attempts, error
            )
        case _:
            what = type(outcome).__name__.lower()
            _log.warning(
                "parcel %s (%s), attempt %s: %s, %s", parcel.id, parcel.lane, parcel.attempts, what, outcome.error
            )
