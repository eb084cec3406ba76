"""What one officer may not do alone (design part 3, point 9): it is kept, and done when another officer confirms."""

from __future__ import annotations

from domain.boundary import boundary
from domain.cases.case import Ruled, TakenBack
from domain.cases.conceding import take_back
from domain.cases.ruling import confirm_ruling
from domain.cases.wording import VillagerTexts
from domain.entries.reversing import NeedsSecond, Reversal
from domain.model.errors import Refused
from domain.model.people import Officer, check_impartial, check_may_score
from domain.model.proposal import NewProposal
from domain.officers.seconding import proposer_of
from domain.work import Work


async def propose_reversal(work: Work, officer: Officer, needed: NeedsSecond, wanted: Reversal) -> int:
    """Keep a reversal that needs a second officer; the proposal's number. Nothing else is written."""
    new = NewProposal("reverse", needed.original.id, None, officer.id, wanted.reason, evidence_id=wanted.evidence_id)
    return await work.store.proposals.make(new, work.now)


@boundary
async def confirm_proposal(
    work: Work, officer: Officer, number: int, texts: VillagerTexts
) -> TakenBack | Ruled | NeedsSecond | Refused:
    """Carry out another officer's proposal, once.

    Refused: not-your-role, stale-button, second-needed, already-confirmed, own-household, kin-household, and as the
    act itself by now.
    """
    store, unit, now = work.store, work.unit, work.now
    check_may_score(officer, unit)
    proposal = await store.proposals.get(number)
    found = await store.ledger.get(proposal.wanted.entry_id) if proposal else None
    if proposal is None or found is None or found[1].unit != unit:
        raise Refused("stale-button")
    household = found[1]
    check_impartial(officer, household, await store.roster.kin(household.id))
    proposer = await proposer_of(store, proposal.wanted.officer_id, officer)
    if await store.proposals.latest(proposal.wanted.entry_id) != number:
        raise Refused("stale-button")
    if not await store.proposals.finish(number, now):
        raise Refused("already-confirmed", entry=proposal.wanted.entry_id)
    if proposal.wanted.objection_id is not None:
        return await confirm_ruling(work, officer, proposer, proposal, texts)
    wanted = proposal.wanted
    reversal = Reversal(wanted.entry_id, wanted.reason, wanted.evidence_id)
    return await take_back(work, proposer, reversal, texts, second=officer)
