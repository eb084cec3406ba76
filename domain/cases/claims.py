"""Claims 申报: a villager's own request for points, filed and waiting for an officer (design parts 3 and 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from domain.boundary import boundary
from domain.cases.own_words import kept
from domain.ledger.rounds import book_of_day, check_has_come
from domain.model.claim import Claim, NewClaim
from domain.model.entry import Source
from domain.model.errors import Refused
from domain.model.people import Household, Officer, check_here, check_impartial, check_may_score
from domain.model.rulebook import Item
from domain.ports.store import Store
from domain.ports.town import Town
from domain.work import Work


@dataclass(frozen=True, slots=True)
class ClaimForm:
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
    """A claim that waits for its answer; ``new`` is False when the same was claimed before.

    ``photo``: what became of the form's photo then: it is the claim's, or not kept, as that has one. None without one.
    """

    claim: Claim
    new: bool
    photo: Literal["added", "too-many"] | None = None


async def hold(store: Store, households: Sequence[Household], now: datetime) -> None:
    """Lock the households of several forms, always in the same order: two officers never wait for each other."""
    for household_id in sorted({household.id for household in households}):
        await store.scores.lock(household_id, now.date())


@boundary
async def file(work: Work, officer: Officer | None, form: ClaimForm) -> Filed | Refused:
    """Store a claim, to be answered within the policy's days. ``officer`` is who enters a paper form.

    Refused: too-many-claims, future-day, not-your-role, own-household, kin-household.
    """
    store, household, today = work.store, form.household, work.today
    if officer is not None:
        check_may_score(officer, household.unit)
        check_impartial(officer, household, await store.roster.kin(household.id))
    content, day = kept(form.content), form.day or today
    await check_has_come(store, day, work.now)
    # Two texts of one household at once are taken one after the other.
    await store.scores.lock(household.id, today)
    check_here(await store.roster.by_id(household.id))
    waiting = await store.claims.open_of_household(household.id)
    for claim in waiting:
        if (claim.content, claim.day) == (content, day) and (
            claim.item == form.item or None in (claim.item, form.item)
        ):
            return await _known(store, claim, form)
    policy = work.town.current(household.unit).book.policy
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
        made=work.now,
        due=today + timedelta(days=policy.claim_days),
        key=form.key,
        evidence_id=form.evidence_id,
    )
    return Filed(await store.claims.add(new), new=True)


async def _known(store: Store, claim: Claim, form: ClaimForm) -> Filed:
    """The claim that waits already, with the form's photo where it has none."""
    if form.evidence_id in (None, claim.evidence_id):
        return Filed(claim, new=False)
    if claim.evidence_id is not None:
        return Filed(claim, new=False, photo="too-many")
    await store.claims.show(claim.number, form.evidence_id)
    return Filed(replace(claim, evidence_id=form.evidence_id), new=False, photo="added")


async def claimed_items(store: Store, town: Town, claims: Sequence[Claim]) -> Mapping[int, Item]:
    """What is claimed, by the claim's number, as the book of its day has it; those that are still open are left out."""
    found = {}
    for claim in claims:
        book = await book_of_day(store, town, claim.household.unit, claim.day)
        if claim.item in book.items:
            found[claim.number] = book.items[claim.item]
    return found


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
