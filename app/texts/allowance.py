"""Texts by phones of our own go no faster, and no more a day, than each phone's SIM allows, whoever sends them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from domain.model.delivery import DAY_USED_UP, Delivery, Failed, Outcome, Retry, Unknown
from domain.ports.store import Unavailable
from sms.channels import Allowance, Gateway
from sms.segments import count
from storage.own_phones import SqlOwnPhones

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a text took of a phone's day."""

    phone: str
    parts: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Allowed:
    """``domain.ports.carrier.Carrier``: the gateway, each text in its turn. A reply never finds the day used up by
    notices: they leave it a fifth.
    """

    gateway: Gateway
    phones: SqlOwnPhones
    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _unknown: dict[int, _Taken] = field(default_factory=dict)
    """What unknown texts took, by delivery; one that another process looks up stays counted."""

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Hand over once it is the text's turn; one that has to wait for long goes back to the queue."""
        allowance = self.gateway.allowance(delivery)
        if allowance is None:
            return await self.gateway.deliver(delivery)
        taken = _Taken(allowance.name, count(str(delivery.payload["body"])), self.now())
        try:
            turn = await self.phones.take(
                taken.phone, taken.parts, _limit(allowance, delivery), allowance.seconds, taken.at
            )
        except Unavailable:
            return Retry("the phone's allowance was not read", untried=True)
        if not turn.given:
            if delivery.urgent and turn.reason == DAY_USED_UP:
                await self._hold_reply(taken)
            return Retry(turn.reason, turn.seconds, untried=True)
        await self.sleep(turn.seconds)
        outcome = await self.gateway.deliver(delivery)
        if isinstance(outcome, Unknown):
            self._remember(delivery.id, taken)
        elif isinstance(outcome, Retry | Failed):
            await self._give_back(taken)
        return outcome

    async def look_up(self, delivery: Delivery) -> Outcome | None:
        """What became of an unknown one: a phone that sleeps does not use up its day by texts that never reach it."""
        outcome = await self.gateway.look_up(delivery)
        taken = None if outcome is None else self._unknown.pop(delivery.id, None)
        if taken and isinstance(outcome, Retry | Failed):
            await self._give_back(taken)
        return outcome

    def _remember(self, delivery: int, taken: _Taken) -> None:
        for other in [id_ for id_, one in self._unknown.items() if one.at.date() != taken.at.date()]:
            del self._unknown[other]  # its day is over
        self._unknown[delivery] = taken

    async def _hold_reply(self, taken: _Taken) -> None:
        try:
            await self.phones.holds_reply(taken.phone, taken.at)
        except Unavailable:
            _log.warning("phone %s: a reply waits for tomorrow, and nobody is told", taken.phone)

    async def _give_back(self, taken: _Taken) -> None:
        try:
            await self.phones.give_back(taken.phone, taken.parts, taken.at)
        except Unavailable:
            _log.warning("phone %s: a text that did not go is counted as sent today", taken.phone)


def _limit(allowance: Allowance, delivery: Delivery) -> int | None:
    if allowance.daily is None:
        return None
    return allowance.daily if delivery.urgent else allowance.daily * 4 // 5
