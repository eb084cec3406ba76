"""Deciding on claims 申报: an officer approves or rejects one, and the villager is told (design parts 3 and 4)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from domain.boundary import boundary
from domain.cases.wording import VillagerTexts
from domain.entries.award import Award, NothingToTake, Recorded
from domain.entries.correcting import SettledRound
from domain.entries.recording import record
from domain.entries.second_look import LargeCorrection
from domain.ledger.rounds import book_of_day
from domain.model.claim import Claim
from domain.model.delivery import Draft, Queue
from domain.model.errors import Refused, Stop, certain
from domain.model.people import Officer, check_impartial, check_may_score
from domain.notices.addressing import HOUSEHOLD
from domain.notices.planning import sendable_from
from domain.officers.specialists import decides
from domain.scoring.repeats import Repeated
from domain.work import Work


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


@boundary
async def to_decide(work: Work, officer: Officer, number: int) -> Claim | Refused:
    """The open claim with that number, locked, if that officer may decide it.

    Refused: no-claim, claim-decided, specialist-only, own-household, kin-household.
    """
    store = work.store
    check_may_score(officer, work.unit)
    claim = await store.claims.lock(number)
    if claim is None or claim.household.unit != work.unit:
        raise Refused("no-claim", claim=number)
    kin = await store.roster.kin(claim.household.id)
    check_impartial(officer, claim.household, kin)
    if not await decides(store, officer, claim.household, kin):
        raise Refused("specialist-only")
    if claim.state != "open":
        raise Refused("claim-decided", claim=number, state=claim.state)
    return claim


@dataclass(frozen=True, slots=True)
class Approval:
    """``points`` of an item for a claim, in the round of its day, or in today's when the officer says so.

    ``known``, ``correction`` and ``second`` as an Award has them.
    """

    claim: Claim
    item: str
    points: int
    today: bool = False
    known: Container[int] = ()
    correction: bool = False
    second: Officer | None = None


@boundary
async def approve(
    work: Work, officer: Officer, approval: Approval, texts: VillagerTexts
) -> Approved | SettledRound | Repeated | NothingToTake | LargeCorrection | Refused:
    """Record the points of a claim that ``to_decide`` returned; tell the villager.

    Refused: as ``record``. Repeated also when the same officer gave points for the same deed, or
    when they went to another round.
    """
    claim, store = approval.claim, work.store
    await _check_deed(work, officer, approval)
    award = Award(
        household=claim.household,
        item=approval.item,
        points=approval.points,
        reason=claim.content,
        key=f"claim:{claim.number}",
        evidence_id=claim.evidence_id,
        day=None if approval.today else claim.day,
        known=approval.known,
        correction=approval.correction,
        second=approval.second,
        source=claim.source,
    )
    result = await record(work.about(claim.household.unit), officer, [award])
    if isinstance(result, Stop):
        raise result
    (recorded,) = result
    done = await store.claims.approve(claim.number, officer, approval.item, recorded.entry_id, work.now)
    certain(done, f"open claim {claim.number}")
    decided = replace(claim, state="approved", item=approval.item, entry_id=recorded.entry_id)
    text = texts.claim_approved(decided, recorded, _signature(work, claim))
    return Approved(decided, recorded, await _tell(work, decided, text))


async def _check_deed(work: Work, officer: Officer, approval: Approval) -> None:
    """Raises Repeated when points were given for what the claim is about."""
    claim, item = approval.claim, approval.item
    of_deed = await work.store.ledger.of_deed(claim.household.id, item, claim.day)
    earlier = [one for one in of_deed if one.id not in approval.known]
    if earlier:
        day = work.today if approval.today else claim.day
        book = await book_of_day(work.store, work.town, claim.household.unit, day)
        raise Repeated(claim.household, book.items[item], officer, earlier)


async def reject(work: Work, officer: Officer, claim: Claim, reason: str, texts: VillagerTexts) -> Rejected:
    """Reject a claim that ``to_decide`` returned; tell the villager why."""
    done = await work.store.claims.reject(claim.number, officer, reason, work.now)
    certain(done, f"open claim {claim.number}")
    decided = replace(claim, state="rejected", answer=reason)
    return Rejected(decided, await _tell(work, decided, texts.claim_rejected(decided, _signature(work, claim))))


def _signature(work: Work, claim: Claim) -> str:
    return work.town.current(claim.household.unit).book.policy.signature


async def _tell(work: Work, claim: Claim, text: str) -> bool:
    """The answer goes to the phone that claimed, while it is the household's, or else to the household's first.

    It goes out whether or not the phone wants notices: it was asked for. At night it waits.
    """
    phones = await work.store.roster.phones(claim.household.id)
    if not phones:
        return False
    phone = claim.phone if claim.phone and claim.phone in phones else phones[0]
    due = sendable_from(work.town.current(claim.household.unit).book.policy, work.now)
    draft = Draft(Queue.SMS, phone, {"body": text, HOUSEHOLD: claim.household.id}, f"claim-answer:{claim.number}", due)
    await work.store.post.post([draft], work.now)
    return True
