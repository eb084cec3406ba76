"""Settling 结算, publishing 公示 and finalising 生效 a round (design part 3, point 5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.accounts import follow
from domain.errors import Refused
from domain.people import Officer, check_specialist
from domain.ports import PostingKind, Round, Store
from domain.sealing import seal_publication
from domain.second_look import look_by_settling


async def to_settle(store: Store, unit: str) -> Round:
    """The round that is to be settled next: the earliest open one. Raises Refused("nothing-to-settle")."""
    current = await store.rounds.current(unit)
    if current is None:
        raise Refused("nothing-to-settle")
    earlier = await store.rounds.open_before(current)
    if earlier:
        return earlier[0]
    if current.state != "open":
        raise Refused("nothing-to-settle")
    return current


async def settle(store: Store, round_: Round, now: datetime, officer: Officer | None = None) -> Round:
    """Publish a round: it takes no more entries, and its objections are open for the policy's publicity days.

    ``officer`` None = by the command line or the calendar. Settling is a second look at the round's large awards.
    Raises Refused (specialist-only, round-not-open, earlier-round-open, second-look-first).
    """
    if officer is not None:
        check_specialist(officer, round_.unit)
    if round_.state != "open":
        raise Refused("round-not-open", round=round_.period.key, state=round_.state)
    earlier = await store.rounds.open_before(round_)
    if earlier:
        raise Refused("earlier-round-open", round=earlier[0].period.key)
    policy = (await store.rounds.book(round_.book_hash)).policy
    if not await store.rounds.publish(round_, now.date() + timedelta(days=policy.publicity_days), now):
        raise Refused("round-not-open", round=round_.period.key, state="published")
    if officer is not None:  # only now that nothing more is recorded in it: not even an award of this very moment
        await look_by_settling(store, round_, officer, now)
    published = await store.rounds.by_id(round_.id)
    await follow(store, published, PostingKind.ROUND, f"settle:{round_.id}", now)
    await seal_publication(store, published, now)
    return published


async def finalise(store: Store, round_: Round, now: datetime) -> Round:
    """Make a published round final, once its days of publicity have passed; a final one stays as it is.

    A household with an open objection keeps its points of that round on hold; the village does not wait for it.
    Raises Refused (round-not-published, still-public).
    """
    if round_.state == "final":
        return round_
    if round_.state == "open" or round_.final_on is None:
        raise Refused("round-not-published", round=round_.period.key)
    if now.date() < round_.final_on:
        raise Refused("still-public", round=round_.period.key, final_on=round_.final_on)
    if await store.rounds.finalise(round_, now):
        await follow(store, await store.rounds.by_id(round_.id), PostingKind.ROUND, f"round:{round_.id}", now)
    return await store.rounds.by_id(round_.id)


async def finalise_due(store: Store, unit: str, now: datetime) -> list[Round]:
    """Make every published round final whose days of publicity have passed."""
    return [await finalise(store, round_, now) for round_ in await store.rounds.to_finalise(unit, now.date())]
