"""Deciding on claims 申报: an officer approves or rejects one, and the villager is told (design parts 3 and 4)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime

from domain.cases.letters import Letters
from domain.entries.recording import Award, Recorded, record
from domain.ledger.rounds import book_of_day
from domain.model.claim import Claim
from domain.model.delivery import Draft, Lane
from domain.model.errors import Refused
from domain.model.people import Officer, check_impartial, check_may_score
from domain.notices.addressing import HOUSEHOLD
from domain.notices.planning import sendable_from
from domain.officers.specialists import decides
from domain.ports.store import Store
from domain.ports.town import Town
from domain.scoring.repeats import Repeated


@dataclass(frozen=True, slots=True)
class Approved:
    """An approved claim and what was recorded for it. ``told`` is False when there is no phone to tell it to."""

    claim: Claim
    recorded: Recorded
    told: bool


@dataclass(frozen=True, slots=True)
class Rejected:
    """A rejected claim. ``told`` is False when there is no phone to tell it to."""

    claim: Claim
    told: bool


async def to_decide(store: Store, unit: str, officer: Officer, number: int) -> Claim:
    """The open claim with that number, locked, if that officer may decide it.

    Raises Refused (no-claim, claim-decided, specialist-only, own-household, kin-household).
    """
    check_may_score(officer, unit)
    claim = await store.claims.lock(number)
    if claim is None or claim.household.unit != unit:
        raise Refused("no-claim", claim=number)
    kin = await store.roster.kin(claim.household.id)
    check_impartial(officer, claim.household, kin)
    if not await decides(store, officer, claim.household, kin):
        raise Refused("specialist-only")
    if claim.state != "open":
        raise Refused("claim-decided", claim=number, state=claim.state)
    return claim


async def approve(
    store: Store,
    town: Town,
    letters: Letters,
    officer: Officer,
    claim: Claim,
    item: str,
    points: int,
    now: datetime,
    *,
    today: bool = False,
    known: Container[int] = (),
    correction: bool = False,
    second: Officer | None = None,
) -> Approved:
    """Record a claim's points in the round of its day, or in today's when the officer says so; tell the villager.

    ``claim`` is one that ``to_decide`` returned; ``known``, ``correction`` and ``second`` as an Award has them.
    Raises what ``record`` raises, and Refused("claim-decided"); Repeated also when the same officer gave points for the
    same deed, or when they went to another round.
    """
    unit = claim.household.unit
    award = Award(
        household=claim.household,
        item=item,
        points=points,
        reason=claim.content,
        key=f"claim:{claim.number}",
        evidence_id=claim.evidence_id,
        day=None if today else claim.day,
        known=known,
        correction=correction,
        second=second,
    )
    earlier = [one for one in await store.ledger.of_deed(claim.household.id, item, claim.day) if one.id not in known]
    if earlier:
        book = await book_of_day(store, town, unit, now.date() if today else claim.day)
        raise Repeated(claim.household, book.items[item], officer, earlier)
    (recorded,) = await record(store, town, unit, officer, [award], claim.source, now)
    if not await store.claims.approve(claim.number, officer, item, recorded.entry_id, now):
        raise Refused("claim-decided", claim=claim.number, state="approved")
    decided = replace(claim, state="approved", item=item, entry_id=recorded.entry_id)
    signature = town.current(unit).book.policy.signature
    told = await _tell(store, town, decided, letters.claim_approved(decided, recorded, signature), now)
    return Approved(decided, recorded, told)


async def reject(
    store: Store, town: Town, letters: Letters, officer: Officer, claim: Claim, reason: str, now: datetime
) -> Rejected:
    """Reject a claim that ``to_decide`` returned; tell the villager why. Raises Refused("claim-decided")."""
    if not await store.claims.reject(claim.number, officer, reason, now):
        raise Refused("claim-decided", claim=claim.number, state="rejected")
    decided = replace(claim, state="rejected", answer=reason)
    signature = town.current(claim.household.unit).book.policy.signature
    return Rejected(decided, await _tell(store, town, decided, letters.claim_rejected(decided, signature), now))


async def _tell(store: Store, town: Town, claim: Claim, text: str, now: datetime) -> bool:
    """The answer goes to the phone that claimed, while it is the household's, or else to the household's first.

    It goes out whether or not the phone wants notices: it was asked for. At night it waits.
    """
    phones = await store.roster.phones(claim.household.id)
    if not phones:
        return False
    phone = claim.phone if claim.phone and claim.phone in phones else phones[0]
    due = sendable_from(town.current(claim.household.unit).book.policy, now)
    key = f"claim-answer:{claim.number}"
    await store.post.post([Draft(Lane.SMS, phone, {"body": text, HOUSEHOLD: claim.household.id}, key, due)], now)
    return True
