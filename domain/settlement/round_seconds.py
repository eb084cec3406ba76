"""What takes a second officer about a round: settling it before it is over, and taking a settling back."""

from __future__ import annotations

from dataclasses import dataclass

from domain.boundary import boundary, unwrap
from domain.model.errors import Refused
from domain.model.people import Officer, check_may_score, check_specialist
from domain.model.round import Round
from domain.officers.seconding import proposer_of
from domain.settlement.settling import check_settleable, needs_second, settle
from domain.settlement.withdrawing import Withdrawn, check_withdrawable, withdraw
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was carried out: the round as it is published, or as it is open again; ``proposer`` wanted it."""

    proposer: Officer
    done: Round | Withdrawn


@boundary
async def propose_early(work: Work, officer: Officer, round_: Round) -> int | Refused:
    """Keep a specialist's wish to settle a round before it is over; its number.

    Refused: specialist-only, round-not-open, earlier-round-open, round-not-over, clock-jumped.
    """
    store, now = work.store, work.now
    check_specialist(officer, round_.unit)
    await check_settleable(store, round_)
    await needs_second(store, round_, now)
    return await store.round_proposals.make(round_.id, "settle", officer.id, "", now)


@boundary
async def propose_withdrawal(work: Work, officer: Officer, round_: Round, reason: str) -> int | Refused:
    """Keep a specialist's wish to take a settling back; its number.

    Refused: specialist-only, and as ``check_withdrawable``.
    """
    store, now = work.store, work.now
    check_specialist(officer, round_.unit)
    await check_withdrawable(store, round_, now)
    return await store.round_proposals.make(round_.id, "withdraw", officer.id, reason, now)


@boundary
async def agree(work: Work, officer: Officer, number: int) -> Agreed | Refused:
    """Another officer confirms a proposal: it is carried out, once.

    Refused: not-your-role, stale-button, second-needed, round-agreed, and as the act itself by now.
    """
    store, now = work.store, work.now
    check_may_score(officer, work.unit)
    proposal = await store.round_proposals.get(number)
    round_ = await store.rounds.by_id(proposal.round_id) if proposal else None
    if proposal is None or round_ is None or round_.unit != work.unit:
        raise Refused("stale-button")
    if proposal.done is not None:
        raise Refused("round-agreed", round=round_.period.key)
    if await store.round_proposals.latest(round_.id) != number:
        raise Refused("stale-button")
    proposer = await proposer_of(store, proposal.officer_id, officer)
    if not await store.round_proposals.finish(number, officer.id, now):
        raise Refused("round-agreed", round=round_.period.key)
    if proposal.wish == "settle":
        return Agreed(proposer, unwrap(await settle(work, proposer, round_, second=officer)))
    return Agreed(proposer, await withdraw(store, round_, f"withdraw:{number}", now))
