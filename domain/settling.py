"""Settling 结算, publishing 公示 and finalising 生效 a round (design part 3, point 5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.accounts import follow
from domain.errors import Refused
from domain.ports import PostingKind, Round, Store


async def settle(store: Store, round_: Round, now: datetime) -> Round:
    """Publish a round: it takes no more entries, and its objections are open for the policy's publicity days.

    Raises Refused (round-not-open, earlier-round-open).
    """
    earlier = await store.rounds.open_before(round_)
    if earlier:
        raise Refused("earlier-round-open", round=earlier[0].period.key)
    policy = (await store.rounds.book(round_.book_hash)).policy
    final_on = now.date() + timedelta(days=policy.publicity_days)
    if not await store.rounds.publish(round_, final_on, now):
        raise Refused("round-not-open", round=round_.period.key)
    published = await store.rounds.by_id(round_.id)
    await follow(store, published, PostingKind.ROUND, f"settle:{round_.id}", now)
    return published


async def finalise_due(store: Store, unit: str, now: datetime) -> list[Round]:
    """Make every published round final whose days of publicity have passed.

    A household with an open objection keeps its points of that round on hold; the village does not wait for it.
    """
    due = await store.rounds.to_finalise(unit, now.date())
    return [await _finalise(store, round_, now) for round_ in due]


async def _finalise(store: Store, round_: Round, now: datetime) -> Round:
    await store.rounds.finalise(round_, now)
    final = await store.rounds.by_id(round_.id)
    await follow(store, final, PostingKind.ROUND, f"round:{round_.id}", now)
    return final
