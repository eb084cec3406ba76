"""Texts by phones of our own go no faster, and no more a day, than each phone's SIM allows, whoever sends them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from domain.model.delivery import Delivery, Failed, Outcome, Retry
from domain.ports.store import Unavailable
from sms.channels import Allowance, Gateway
from sms.segments import count
from storage.own_phones import SqlOwnPhones

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Allowed:
    """``domain.ports.carrier.Carrier``: the gateway, each text in its turn. A reply never finds the day used up by
    notices: they leave it a fifth.
    """

    gateway: Gateway
    phones: SqlOwnPhones
    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Hand over once it is the text's turn; one that has to wait for long goes back to the queue."""
        allowance = self.gateway.allowance(delivery)
        if allowance is None:
            return await self.gateway.deliver(delivery)
        parts = count(str(delivery.payload["body"]))
        try:
            turn = await self.phones.take(
                allowance.name, parts, _limit(allowance, delivery), allowance.seconds, self.now()
            )
        except Unavailable:
            return Retry("the phone's allowance was not read", untried=True)
        if not turn.given:
            return Retry(turn.reason, turn.seconds, untried=True)
        await self.sleep(turn.seconds)
        outcome = await self.gateway.deliver(delivery)
        if isinstance(outcome, Retry | Failed):
            await self._give_back(allowance, parts)
        return outcome

    async def look_up(self, delivery: Delivery) -> Outcome | None:
        """What became of an unknown one."""
        return await self.gateway.look_up(delivery)

    async def _give_back(self, allowance: Allowance, parts: int) -> None:
        try:
            await self.phones.give_back(allowance.name, parts, self.now())
        except Unavailable:
            _log.warning("phone %s: a text that did not go is counted as sent today", allowance.name)


def _limit(allowance: Allowance, delivery: Delivery) -> int | None:
    if allowance.daily is None:
        return None
    return allowance.daily if delivery.urgent else allowance.daily * 4 // 5
