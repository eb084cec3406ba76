"""Taking the settling of a round back 撤回, while nothing hangs on it (design part 3, point 5).

A specialist proposes it and a second officer confirms; the round is open again as if it had not been settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.ledger.accounts import follow
from domain.model.account import PostingKind
from domain.model.calendar import quarter_of
from domain.model.errors import Refused, certain
from domain.model.notice import UnqueuedNotices
from domain.model.round import Round
from domain.ports.store import Store
from domain.scoring.score import start_score
from domain.settlement.sealing import seal_withdrawal, since_sealed


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A round that is open again, and what became of the quarterly notices that told of it."""

    round: Round
    notices: UnqueuedNotices


async def check_withdrawable(store: Store, round_: Round, now: datetime) -> None:
    """Raise Refused (round-still-open, withdraw-final, withdraw-too-late, withdraw-hangs) unless it can be taken back.

    ``withdraw-hangs`` names what hangs on it: ``later``, ``objection`` or ``correction``.
    """
    key, settled = round_.period.key, await store.rounds.settled_at(round_.id)
    if settled is None:
        raise Refused("round-still-open", round=key)
    if round_.state == "final":
        raise Refused("withdraw-final", round=key)
    hours = (await store.books.version(round_.book_hash)).policy.withdraw_hours
    if now - settled > timedelta(hours=hours):
        raise Refused("withdraw-too-late", round=key, hours=hours)
    hangs = await _what_hangs(store, round_)
    if hangs is not None:
        raise Refused("withdraw-hangs", round=key, what=hangs)


async def _what_hangs(store: Store, round_: Round) -> str | None:
    """A published round's points cannot be spent, and its year is not closed: neither hangs on it."""
    if await store.rounds.settled_after(round_):
        return "later"
    if await store.objections.since_settled(round_.id):
        return "objection"
    return "correction" if await since_sealed(store, round_) else None


async def withdraw(store: Store, round_: Round, cause: str, now: datetime) -> Withdrawn:
    """Open a published round again; ``cause`` names it uniquely. Raises Refused as ``check_withdrawable`` does."""
    round_ = await store.objections.hold_round(round_.id)
    await check_withdrawable(store, round_, now)
    certain(await store.rounds.reopen(round_), f"published round {round_.id}")
    opened = await store.rounds.by_id(round_.id)
    await store.rounds.include_newcomers(opened, start_score(await store.books.version(opened.book_hash)).total)
    await follow(store, opened, PostingKind.ROUND, cause, now)
    await seal_withdrawal(store, opened, now)
    return Withdrawn(opened, await store.notices.unqueue(opened.unit, quarter_of(opened.period.first)))
