"""To whom, whether and until when a text goes: decided when it is handed over, not when it was queued."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.delivery import Dropped, Parcel, Retry
from domain.ports import Addressee, Store, Town
from domain.quiet import allowed_until, next_allowed

HOUSEHOLD = "household"
"""The key of a text's payload under which it names the household that it is about. Replies name none."""


async def address(store: Store, town: Town, parcel: Parcel, now: datetime) -> Parcel | Retry | Dropped:
    """The text as it may go now, to the household's number of now; or why it waits or does not go any more.

    Raises Refused("no-unit").
    """
    if HOUSEHOLD not in parcel.payload:
        return parcel
    if now.tzinfo is None:
        raise ValueError("an instant without a time zone")
    home = await store.notices.addressee(parcel.payload[HOUSEHOLD], parcel.id)
    number = number_for(home, parcel.target, notice=not parcel.urgent)
    if number is None:
        return Dropped(why_none(home))
    policy = town.current(home.unit).book.policy
    morning = next_allowed(now, policy.quiet_before, policy.quiet_after, now.tzinfo)
    if morning > now:
        return Retry("quiet hours", (morning - now).total_seconds())
    until = allowed_until(now, policy.quiet_before, policy.quiet_after, now.tzinfo)
    return replace(parcel, target=number, until=until)


def number_for(home: Addressee, current: str, *, notice: bool) -> str | None:
    """The number that a text goes to, None when it goes to none: ``current`` while it is right, or the next one.

    A notice whose number has opted out goes to no other; an answer goes whether or not the number wants notices.
    """
    if notice and current in home.refusing:
        return None
    fit = [one for one in home.numbers if one not in home.failed and not (notice and one in home.refusing)]
    return current if current in fit else next(iter(fit), None)


def why_none(home: Addressee) -> str:
    """The reason why a household gets no text: left, opted-out or no-phone."""
    if not home.here:
        return "left"
    return "opted-out" if home.refusing else "no-phone"
