"""What one officer may not do alone (design part 3, point 9): it is kept, and done when another officer confirms."""

from __future__ import annotations

from datetime import datetime

from domain.cases.case import Ruled, TakenBack
from domain.cases.conceding import take_back
from domain.cases.ruling import Sitting, confirm_ruling
from domain.entries.reversing import NeedsSecond
from domain.model.errors import Refused
from domain.model.people import Officer, check_impartial, check_may_score
from domain.model.proposal import NewProposal
from domain.officers.seconding import proposer_of
from domain.ports.store import Store


async def propose_reversal(
    store: Store, officer: Officer, needed: NeedsSecond, reason: str, evidence_id: int | None, now: datetime
) -> int:
    """Keep a reversal that needs a second officer; the proposal's number. Nothing else is written."""
    wanted = NewProposal("reverse", needed.original.id, None, officer.id, reason, evidence_id=evidence_id)
    return await store.proposals.make(wanted, now)


async def confirm_proposal(sitting: Sitting, officer: Officer, number: int) -> TakenBack | Ruled:
    """Carry out another officer's proposal, once.

    Raises Refused (not-your-role, stale-button, second-needed, already-confirmed, own-household, kin-household), and
    whatever the act itself is refused for by now.
    """
    store, unit, now = sitting.store, sitting.unit, sitting.now
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
        return await confirm_ruling(sitting, officer, proposer, proposal)
    wanted = proposal.wanted
    return await take_back(
        sitting, proposer, wanted.entry_id, wanted.reason, evidence_id=wanted.evidence_id, second=officer
    )
