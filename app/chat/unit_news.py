"""News of a unit that has no group: somebody else hears it, and it waits for the group.

The unit's specialists hear it in their private chats; when it gets through to none of them, the town's supervisors.
What nobody has heard is tried again as often as any closed chat, so that whoever becomes an officer meanwhile hears it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from app.outbox.policy import KEPT, backoff
from bot.outgoing import news
from bot.platforms import split
from bot.posted import read_posted
from bot.reply import Say
from bot.wording.groupless import to_specialist, to_town
from domain.model.delivery import HOLDS_UNTIL, Delivery, Dropped, Failed, Outcome, Retry
from domain.model.people import Role
from domain.ports.store import Store, Transactions, Unavailable

_OLD: Final = timedelta(days=14)
"""What somebody has heard is of no use to a group that comes so much later."""
_LONGEST_REST: Final = timedelta(hours=6).total_seconds()
"""Of what somebody has heard, before it is looked whether he still has: a county's villages may all have no group."""


@dataclass(frozen=True, slots=True)
class UnitNews:
    """``domain.ports.carrier.Carrier`` for what is addressed to a group to come. ``units``: their names by code."""

    transactions: Transactions
    units: Mapping[str, str]
    now: Callable[[], datetime]

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Let those hear it who can; it stays for the group."""
        try:
            posted = read_posted(delivery.payload)
        except (KeyError, TypeError, ValueError) as error:
            return Failed(f"damaged: {type(error).__name__}")
        unit = split(delivery.target)[1]
        if not isinstance(posted.reply, Say) or unit not in self.units:
            return Failed("damaged: no news of a unit")
        if self.now() - delivery.posted >= KEPT:  # as where a chat platform is set up so much later
            return Failed("nobody was there to hear it")
        try:
            return await self._let_hear(unit, delivery, posted.reply, posted.heard)
        except Unavailable:
            return Retry("the database cannot be reached", untried=True)

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - nothing to look up
        """To let them hear it twice posts nothing the second time."""
        return Retry("asked again", 0, untried=True)

    async def _let_hear(self, unit: str, delivery: Delivery, say: Say, heard: str) -> Outcome:
        async with self.transactions.writing() as store:
            if await store.listeners.hand_on(unit):  # bound while this was posted
                return Retry("the unit has got its group", 0, untried=True)
            known = await self._spread(store, unit, delivery, say, heard)
        if known and self.now() - delivery.posted >= _OLD:
            return Dropped("heard in private, and the unit has no group yet")
        rest = backoff(delivery.attempts, longest=_LONGEST_REST) if known else None
        return Retry("the unit has no group", rest, closed=True)

    async def _spread(self, store: Store, unit: str, delivery: Delivery, say: Say, heard: str) -> bool:
        """Whether somebody of the unit has heard it, or may still; who joins later hears what nobody has heard."""
        specialists = await store.listeners.accounts(unit, Role.SPECIALIST)
        tried = [_key(delivery, chat, 0) for chat in specialists]
        if delivery.attempts == 1 or not (heard in specialists or await store.post.may_arrive(tried)):
            told = Say(to_specialist(self.units[unit], say.text), say.buttons)
            await self._post(store, delivery, [chat for chat in specialists if chat != heard], told)
        if heard in specialists or await store.post.may_arrive(tried):
            return True
        if HOLDS_UNTIL not in delivery.payload and await store.roster.of_unit(unit):
            await self._post(store, delivery, await _town(store, unit), Say(to_town(self.units[unit], say.text)))
        return False

    async def _post(self, store: Store, delivery: Delivery, chats: Sequence[str], say: Say) -> None:
        """Once to each."""
        beside = {name: delivery.payload[name] for name in (HOLDS_UNTIL, "about") if name in delivery.payload}
        for chat in chats:
            drafts = news(chat, say, _key(delivery, chat))
            await store.post.post([replace(one, payload={**one.payload, **beside}) for one in drafts], self.now())


def _key(delivery: Delivery, chat: str, piece: int | None = None) -> str:
    """Of what is posted to somebody, or of a piece of it."""
    return f"for-unit:{delivery.id}:{chat}" + ("" if piece is None else f":{piece}")


async def _town(store: Store, unit: str) -> Sequence[str]:
    """The supervisors' groups, or where there is none, each supervisor's private chat."""
    chats = [chat for prefix, chat in await store.officers.town_chats() if unit.startswith(prefix)]
    return chats or await store.listeners.accounts(unit, Role.SUPERVISOR)
