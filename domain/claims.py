"""Claims 申报: a villager's own request for points, which an officer approves or rejects (design parts 3 and 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.delivery import Draft, Lane
from domain.entry import Source
from domain.errors import Refused
from domain.letters import Letters
from domain.notices import sendable_from
from domain.people import Household, Officer, Role, check_impartial, check_may_score
from domain.ports import Claim, NewClaim, Store, Town
from domain.recording import Award, Recorded, record

LONGEST = 300
"""Characters of a claim's words that are kept."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is claimed: by text from ``phone``, or on paper, entered by an officer. ``day`` None = today."""

    household: Household
    content: str
    day: date | None
    item: str | None
    source: Source
    key: str
    phone: str | None = None
    points: int | None = None
    evidence_id: int | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """A claim that waits for its answer; ``new`` is False when the same was claimed before."""

    claim: Claim
    new: bool


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


async def hold(store: Store, households: Sequence[Household], now: datetime) -> None:
    """Lock the households of several forms, always in the same order: two officers never wait for each other."""
    for household_id in sorted({household.id for household in households}):
        await store.rounds.lock_score(household_id, now.date())


async def file(store: Store, town: Town, form: Form, now: datetime, officer: Officer | None = None) -> Filed:
    """Store a claim, to be answered within the policy's days. ``officer`` is who enters a paper form.

    Raises Refused (too-many-claims, future-day, not-your-role, own-household, kin-household).
    """
    household, today = form.household, now.date()
    if officer is not None:
        check_may_score(officer, household.unit)
        check_impartial(officer, household, await store.roster.kin(household.id))
    content, day = form.content[:LONGEST], form.day or today
    if day > today:
        raise Refused("future-day", day=day)
    # Two texts of one household at once are taken one after the other.
    await store.rounds.lock_score(household.id, now.date())
    waiting = await store.claims.open_of_household(household.id)
    for claim in waiting:
        if (claim.content, claim.day) == (content, day) and (
            claim.item == form.item or None in (claim.item, form.item)
        ):
            return Filed(claim, new=False)
    policy = town.current(household.unit).book.policy
    if len(waiting) >= policy.open_claims:
        raise Refused("too-many-claims", waiting=len(waiting))
    new = NewClaim(
        household=household,
        content=content,
        day=day,
        item=form.item,
        points=form.points,
        source=form.source,
        phone=form.phone,
        filed_by=officer.id if officer else None,
        made=now,
        due=today + timedelta(days=policy.claim_days),
        key=form.key,
        evidence_id=form.evidence_id,
    )
    return Filed(await store.claims.add(new), new=True)


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
    if officer.role is not Role.SPECIALIST and await has_specialist(store, claim.household, kin):
        raise Refused("specialist-only")
    if claim.state != "open":
        raise Refused("claim-decided", claim=number, state=claim.state)
    return claim


async def has_specialist(store: Store, household: Household, kin: tuple[Household, ...]) -> bool:
    """Whether the unit has a specialist who may act on that household; if not, an assessor may stand in."""
    officers = await store.officers.of_unit(household.unit)
    specialists = [officer for officer in officers if officer.role is Role.SPECIALIST]
    return any(not any(officer.owns(home) for home in (household, *kin)) for officer in specialists)


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
    repeat: bool = False,
) -> Approved:
    """Record a claim's points in the round of its day, or in today's when the officer says so; tell the villager.

    ``claim`` is one that ``to_decide`` returned. Raises what ``record`` raises, and Refused("claim-decided").
    """
    day = None if today else claim.day
    award = Award(
        household=claim.household,
        item=item,
        points=points,
        reason=claim.content,
        key=f"claim:{claim.number}",
        evidence_id=claim.evidence_id,
        repeat=repeat,
        day=day,
    )
    unit = claim.household.unit
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
    await store.post.post([Draft(Lane.SMS, phone, {"body": text}, key, due)], now)
    return True


async def neglected(store: Store, unit: str, now: datetime) -> Sequence[Claim]:
    """Open claims to bring up again now: once halfway to the day by which they should be answered, and once on it."""
    today = now.date()
    found = []
    for claim in await store.claims.open_of_unit(unit):
        halfway = claim.due - (claim.due - claim.made.date()) / 2
        stage = "due" if today >= claim.due else "half" if today >= halfway else None
        if stage and await store.jobs.claim(f"claim-{stage}", str(claim.number), now):
            found.append(claim)
    return found
