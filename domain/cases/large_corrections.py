"""A large award for a settled round: kept, and recorded when another officer confirms (design part 3, point 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.boundary import boundary, unwrap
from domain.cases.deciding import Approval, Approved, approve
from domain.cases.wording import VillagerTexts
from domain.entries.award import Award, Recorded
from domain.entries.recording import record
from domain.entries.second_look import LargeCorrection
from domain.model.award_proposal import AwardProposal, NewAwardProposal
from domain.model.errors import Refused
from domain.model.people import Officer, check_impartial, check_may_score
from domain.officers.seconding import possible_seconds, proposer_of
from domain.ports.store import Store
from domain.scoring.repeats import Repeated
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Waits:
    """Proposal ``number``: what it is about, who may confirm it, and whether it replaces one that waited before."""

    number: int
    large: LargeCorrection
    seconds: Sequence[Officer]
    replaces: bool


@dataclass(frozen=True, slots=True)
class Seconded:
    """What a confirmed proposal came to; ``approved`` when it was a claim's."""

    proposer: Officer
    recorded: Recorded
    approved: Approved | None


async def propose_award(work: Work, officer: Officer, large: LargeCorrection, claim: int | None = None) -> Waits:
    """Keep a large award that needs a second officer; nothing is recorded, and the ``claim`` stays open."""
    store = work.store
    household = large.wanted.household
    latest = await store.ledger.latest(household.id, 1)
    wanted = replace(large.wanted, claim=claim, last_entry=latest[0].id if latest else 0)
    before = await store.award_proposals.same(wanted)
    number = await store.award_proposals.make(wanted, work.now)
    seconds = await possible_seconds(store, officer, household)
    return Waits(number, large, seconds, replaces=any(not one.done for one in before[-1:]))


@boundary
async def confirm_award(work: Work, officer: Officer, number: int, texts: VillagerTexts) -> Seconded | Refused:
    """Record another officer's proposal, once.

    Refused: not-your-role, stale-button, second-needed, already-confirmed, own-household, kin-household,
    award-overtaken, and as the award itself by now.
    """
    store, now = work.store, work.now
    proposal = await _to_decide(store, work.unit, officer, number)
    wanted = proposal.wanted
    proposer = await proposer_of(store, wanted.officer_id, officer)
    try:
        done = await _record(work, texts, proposer, officer, proposal)
    except Repeated as other:
        raise Refused("award-overtaken", entry=other.earlier[-1].id, household=wanted.household) from None
    await store.award_proposals.finish(number, officer.id, done.recorded.entry_id, now)
    return done


@boundary
async def drop_award(work: Work, officer: Officer, number: int) -> AwardProposal | Refused:
    """Take a proposal off the list, one's own as well: nothing is recorded.

    Refused: not-your-role, stale-button, already-confirmed, own-household, kin-household.
    """
    proposal = await _to_decide(work.store, work.unit, officer, number)
    await work.store.award_proposals.finish(number, officer.id, None, work.now)
    return proposal


async def _to_decide(store: Store, unit: str, officer: Officer, number: int) -> AwardProposal:
    """The proposal, locked, while it waits and no later one replaced it."""
    check_may_score(officer, unit)
    proposal = await store.award_proposals.lock(number)
    if proposal is None or proposal.wanted.household.unit != unit:
        raise Refused("stale-button")
    household = proposal.wanted.household
    check_impartial(officer, household, await store.roster.kin(household.id))
    if proposal.done:
        raise Refused("award-decided")
    if (await store.award_proposals.same(proposal.wanted))[-1].id != number:
        raise Refused("stale-button")
    return proposal


async def _record(
    work: Work, texts: VillagerTexts, proposer: Officer, second: Officer, proposal: AwardProposal
) -> Seconded:
    if proposal.wanted.claim is not None:
        approved = await _approve(work, proposer, second, proposal.wanted, proposal.wanted.claim, texts)
        return Seconded(proposer, approved.recorded, approved)
    wanted = proposal.wanted
    award = Award(
        household=wanted.household,
        item=wanted.item,
        points=wanted.points,
        reason=wanted.reason,
        key=f"award:{proposal.id}",
        evidence_id=wanted.evidence_id,
        day=wanted.day,
        known=_known(wanted),
        correction=True,
        second=second,
    )
    (done,) = unwrap(await record(work, proposer, [award]))
    return Seconded(proposer, done, None)


async def _approve(
    work: Work, proposer: Officer, second: Officer, wanted: NewAwardProposal, number: int, texts: VillagerTexts
) -> Approved:
    claim = await work.store.claims.lock(number)
    if claim is None or claim.state != "open":
        raise Refused("claim-decided", claim=number, state=claim.state if claim else "rejected")
    approval = Approval(
        replace(claim, evidence_id=wanted.evidence_id),
        wanted.item,
        wanted.points,
        known=_known(wanted),
        correction=True,
        second=second,
    )
    return unwrap(await approve(work, proposer, approval, texts))


def _known(wanted: NewAwardProposal) -> range:
    """The entries that the proposer could know of: none of them is asked about again."""
    return range(wanted.last_entry + 1)
