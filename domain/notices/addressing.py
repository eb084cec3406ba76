"""To whom, whether and until when a text goes: decided when it is handed over, not when it was queued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from domain.model.delivery import Delivery, Dropped, Retry
from domain.model.notice import Addressee
from domain.model.rulebook import Policy
from domain.ports.store import Store
from domain.ports.town import Town
from domain.scoring.quiet import allowed_until, next_allowed

HAND_OVER = timedelta(seconds=20)
"""How long a hand-over may take; one that begins so shortly before the quiet hours could end within them."""
HOUSEHOLD = "household"
"""The key of a text's payload under which it names the household that it is about. Replies name none."""
OF_UNIT = "unit"
"""The same for the unit that writes to a number which is no household's any more."""


async def address(
    store: Store, town: Town, deliveries: Sequence[Delivery], now: datetime
) -> Sequence[Delivery | Retry | Dropped]:
    """Each text as it may go now, to its household's number of now; or why it waits or does not go any more.

    Raises Refused("no-unit"), LookupError for a household that there is not.
    """
    about = {one.id: one.payload[HOUSEHOLD] for one in deliveries if _of_household(one)}
    homes = await store.notices.addressees(about) if about else {}
    return [
        _to_home(town, one, homes[one.id], now) if one.id in homes else await _elsewhere(store, town, one, now)
        for one in deliveries
    ]


def _of_household(delivery: Delivery) -> bool:
    return HOUSEHOLD in delivery.payload and OF_UNIT not in delivery.payload


async def _elsewhere(store: Store, town: Town, delivery: Delivery, now: datetime) -> Delivery | Retry | Dropped:
    """A reply; or a text to a number that is no household's any more."""
    if OF_UNIT not in delivery.payload:
        return delivery
    if await store.roster.by_phone(delivery.target):
        return Dropped("taken-up")
    return _within_hours(town, delivery.payload[OF_UNIT], delivery, now)


def _to_home(town: Town, delivery: Delivery, home: Addressee, now: datetime) -> Delivery | Retry | Dropped:
    number = number_for(home, delivery.target, notice=not delivery.urgent)
    if number is None:
        return Dropped(why_none(home))
    return _within_hours(town, home.unit, replace(delivery, target=number), now)


def _within_hours(town: Town, unit: str, delivery: Delivery, now: datetime) -> Delivery | Retry:
    """The text within the hours in which the unit sends; outside, it waits for the morning."""
    morning, until = _hours(town.current(unit).book.policy, now)
    if morning > now:
        return Retry("quiet hours", (morning - now).total_seconds(), untried=True)
    return replace(delivery, until=until, unit=unit)


def _hours(policy: Policy, now: datetime) -> tuple[datetime, datetime | None]:
    """From when a hand-over surely ends outside the quiet hours, ``now`` at best; and until when they are away."""
    hours = policy.quiet_before, policy.quiet_after
    morning = next_allowed(now, *hours)
    until = allowed_until(morning, *hours)
    if until is not None and until - morning < HAND_OVER:
        return next_allowed(until, *hours), None
    return morning, until


def number_for(home: Addressee, current: str | None, *, notice: bool) -> str | None:
    """The number that a text goes to, None when it goes to none: ``current`` while it is right, or the next one.

    Who opts out does so for one number: a notice goes to the household's next one that takes notices. An answer goes
    whether or not the number wants notices.
    """
    dead = {*home.failed, *home.set_aside}
    fit = [one for one in home.numbers if one not in dead and not (notice and one in home.refusing)]
    return current if current in fit else next(iter(fit), None)


def why_none(home: Addressee) -> Literal["left", "opted-out", "set-aside", "no-phone"]:
    """The reason why a household gets no text."""
    if not home.here:
        return "left"
    if home.refusing:
        return "opted-out"
    return "set-aside" if home.set_aside else "no-phone"
