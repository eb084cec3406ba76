"""One attempt: the carrier asked within a limit, and what it answered noted, whatever goes wrong."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from app.outbox.meter import Count, count_nothing
from app.outbox.policy import Admitted, DeliveryPolicy
from app.outbox.port import Outbox
from app.outbox.spacing import Settling, Spacing
from app.outbox.time_source import TimeSource
from app.outbox.waiting import limited
from domain.model.delivery import Delivery, Failed, Outcome, Retry, Sent, Settlement, Unknown
from domain.ports.carrier import Carrier

_log = logging.getLogger(__name__)

CARRIER_SECONDS = 60.0
"""The worker's own limit; carriers have shorter ones."""
_NOTE_AGAIN = (0.2, 1.0, 5.0, 15.0)
"""Seconds before noting an outcome again when the database fails. After that the lease runs out: unknown."""


class Handover:
    """Asks a queue's carrier and notes its answers."""

    def __init__(
        self,
        outbox: Outbox,
        carrier: Carrier,
        policy: DeliveryPolicy,
        time: TimeSource,
        count: Count = count_nothing,
    ) -> None:
        self._settling = Settling(outbox, Spacing(time))
        self._carrier = carrier
        self._policy = policy
        self._clock = time.clock
        self._sleep = time.sleep
        self._chance = time.chance
        self._count = count
        self._asking: set[asyncio.Task[Outcome | None]] = set()
        self._abandoned = False

    async def admit(self, deliveries: Sequence[Delivery]) -> Mapping[int, Admitted]:
        """Each as it goes now, or why it is handed back without an attempt; by their ids.

        One that cannot be looked at keeps no other back.
        """
        try:
            found = await self._policy.admit(deliveries, self._clock.now())
        except Exception as fault:  # noqa: BLE001 - any fault of the database; no delivery must go unlooked at
            if len(deliveries) > 1:
                return {id_: one for each in deliveries for id_, one in (await self.admit([each])).items()}
            _log.warning("delivery %s: not looked at: %s", deliveries[0].id, type(fault).__name__)
            return {deliveries[0].id: Retry("not looked at", untried=True)}
        return {delivery.id: one for delivery, one in zip(deliveries, found, strict=True)}

    async def deliver(self, delivery: Delivery, admitted: Admitted | None = None) -> Outcome:
        """One attempt, from the carrier's answer to the note of it; ``admitted``: once it was looked at."""
        if admitted is None:
            admitted = (await self.admit([delivery]))[delivery.id]
        if self._abandoned:
            admitted = Retry("stopping", 0, untried=True)
        if not isinstance(admitted, Delivery):
            await self._note(delivery, admitted)
            return admitted
        outcome = await self._ask(self._carrier.deliver(admitted), admitted) or Unknown("no answer from the carrier")
        judged = await self._note(admitted, outcome)
        self._count(delivery.queue, judged)
        _tell(delivery, judged)
        return outcome

    async def look_up(self, delivery: Delivery) -> None:
        """Ask what became of an unknown delivery; while nobody knows, it stays unknown."""
        outcome = await self._ask(self._carrier.look_up(delivery), delivery)
        judged = await self._note(delivery, outcome or Unknown("may or may not have been sent"))
        if not isinstance(judged, Unknown):
            _tell(delivery, judged)

    def abandon(self) -> None:
        """Stop waiting for the carrier's answers: what is on its way becomes unknown."""
        self._abandoned = True
        for task in self._asking:
            task.cancel()

    async def _ask(self, question: Coroutine[Any, Any, Outcome | None], delivery: Delivery) -> Outcome | None:
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
            _log.error("delivery %s: the carrier broke with %s\n%s", delivery.id, type(fault).__name__, trace)
            return None
        return task.result()

    async def _note(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        """Note what follows from an outcome by the queue's policy, and return that."""
        for wait in (*_NOTE_AGAIN, None):
            now = self._clock.now()
            judged, due = self._policy.judge(delivery, outcome, now, self._chance())
            try:
                if isinstance(judged, Failed) and not isinstance(outcome, Failed):
                    await self._policy.given_up(delivery, judged.error)
                await self._settling.settle(Settlement(delivery, judged, now, due))
            except Exception as fault:  # noqa: BLE001 - any database fault; the outcome must not be lost for it
                _log.warning("delivery %s: outcome not noted: %s", delivery.id, type(fault).__name__)
                if wait is not None:
                    await self._sleep(wait)
            else:
                return judged
        _log.error("delivery %s: outcome lost, it will be looked up", delivery.id)
        return judged


def _tell(delivery: Delivery, outcome: Outcome) -> None:
    """A line in the log for every attempt that did not deliver; never to whom or what."""
    match outcome:
        case Sent():
            pass
        case Failed(error=error):
            _log.warning(
                "delivery %s (%s) was given up at attempt %s: %s", delivery.id, delivery.queue, delivery.attempts, error
            )
        case _:
            what = type(outcome).__name__.lower()
            _log.warning(
                "delivery %s (%s), attempt %s: %s, %s",
                delivery.id,
                delivery.queue,
                delivery.attempts,
                what,
                outcome.error,
            )
