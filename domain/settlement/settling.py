"""Settling 结算, publishing 公示 and finalising 生效 a round (design part 3, point 5)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.boundary import boundary, unwrap
from domain.entries.second_look import look_by_settling, unseen_large
from domain.ledger.accounts import count_settled, follow
from domain.ledger.rounds import ensure_current
from domain.model.account import PostingKind
from domain.model.errors import Refused
from domain.model.people import Officer, check_specialist
from domain.model.round import Round
from domain.model.rulebook import Policy
from domain.ports.store import Store
from domain.settlement.sealing import seal_publication
from domain.town.trust import check_sure, surely, unsure
from domain.work import Work

_DECEMBER_FROM = 20
"""The day of December from which the year's last round may be settled early."""


@boundary
async def to_settle(work: Work) -> Round | Refused:
    """The round that is to be settled next: the earliest open one. Refused: clock-jumped, nothing-to-settle."""
    current = await ensure_current(work.store, work.town, work.unit, work.now)
    earlier = await work.store.rounds.open_before(current)
    if earlier:
        return earlier[0]
    if current.state != "open":
        raise Refused("nothing-to-settle")
    return current


def early_from(round_: Round, policy: Policy) -> date | None:
    """The first day on which the round may be settled with a second officer; None = only once it is over."""
    if not policy.settle_early_days:
        return None
    after = round_.period.after
    first = after - timedelta(days=policy.settle_early_days)
    return min(first, date(after.year - 1, 12, _DECEMBER_FROM)) if (after.month, after.day) == (1, 1) else first


async def too_early(store: Store, round_: Round, policy: Policy, now: datetime) -> Refused | None:
    """Why the round cannot be settled yet, even with a second officer: round-not-over, clock-jumped."""
    first = early_from(round_, policy)
    if now.date() < (first or round_.period.after):
        return Refused("round-not-over", round=round_.period.key, after=round_.period.after, early=first)
    return await unsure(store, first or round_.period.after, now)


async def needs_second(store: Store, round_: Round, now: datetime) -> bool:
    """Whether a second officer has to confirm, since the round is not surely over.

    Raises Refused (round-not-over, clock-jumped).
    """
    refused = await too_early(store, round_, (await store.books.version(round_.book_hash)).policy, now)
    if refused is not None:
        raise refused
    return (await surely(store, now)).date() < round_.period.after


async def check_settleable(store: Store, round_: Round) -> None:
    """Raise Refused (round-not-open, earlier-round-open) unless the round is the next to be settled."""
    if round_.state != "open":
        raise Refused("round-not-open", round=round_.period.key, state=round_.state)
    earlier = await store.rounds.open_before(round_)
    if earlier:
        raise Refused("earlier-round-open", round=earlier[0].period.key)


@boundary
async def settle(
    work: Work, officer: Officer | None, round_: Round, *, second: Officer | None = None
) -> Round | Refused:
    """Publish a round: it takes no more entries, and its objections are open for the policy's publicity days.

    ``officer`` None = by the command line or the calendar. Settling is a second look at the round's large awards.
    ``second`` is another officer, who confirms that it is settled before its last day is over.
    Refused: specialist-only, round-not-open, earlier-round-open, round-not-over, clock-jumped, second-look-first.
    """
    store, now = work.store, work.now
    if officer is not None:
        check_specialist(officer, round_.unit)
    await check_settleable(store, round_)
    policy = (await store.books.version(round_.book_hash)).policy
    if await needs_second(store, round_, now) and second is None:
        raise Refused("settle-early-second", round=round_.period.key, after=round_.period.after)
    if not await store.rounds.publish(round_, now.date() + timedelta(days=policy.publicity_days), now):
        raise Refused("round-not-open", round=round_.period.key, state="published")
    # Only now that nothing more is recorded in it: not even an award of this very moment.
    await _look(store, round_, officer, now)
    published = await store.rounds.by_id(round_.id)
    await count_settled(store, published)
    await seal_publication(store, published, now)
    return published


async def _look(store: Store, round_: Round, officer: Officer | None, now: datetime) -> None:
    """The officer who settles looks at the large awards; where nobody does, somebody has to have looked before."""
    if officer is not None:
        await look_by_settling(store, round_, officer, now)
    elif unseen := await unseen_large(store, round_.unit, round_):
        entries = [one.entry.id for one in unseen]
        raise Refused("second-look-first", entries=entries, round=round_.period.key)


@boundary
async def finalise(work: Work, round_: Round) -> Round | Refused:
    """Make a published round final, once its days of publicity have passed; a final one stays as it is.

    A household with an open objection keeps its points of that round on hold; the village does not wait for it.
    Refused: round-not-published, still-public, clock-jumped.
    """
    store, now = work.store, work.now
    await check_finalisable(store, round_, now)
    if round_.state == "final":
        return round_
    if await store.rounds.finalise(round_, now):
        await follow(store, await store.rounds.by_id(round_.id), PostingKind.ROUND, f"round:{round_.id}", now)
    return await store.rounds.by_id(round_.id)


async def check_finalisable(store: Store, round_: Round, now: datetime) -> None:
    """Raise Refused (round-not-published, still-public, clock-jumped) unless the round is final, or may become so."""
    if round_.state == "final":
        return
    if round_.state == "open" or round_.final_on is None:
        raise Refused("round-not-published", round=round_.period.key)
    if now.date() < round_.final_on:
        raise Refused("still-public", round=round_.period.key, final_on=round_.final_on)
    await check_sure(store, round_.final_on, now)


async def finalise_due(work: Work) -> list[Round]:
    """Make every published round final whose days of publicity have passed."""
    due = await work.store.rounds.to_finalise(work.unit, work.today)
    return [unwrap(await finalise(work, round_)) for round_ in due]
