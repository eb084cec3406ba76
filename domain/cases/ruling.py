"""Deciding an objection: upheld 成立, which takes the entry back or puts it right, or dismissed 不成立 with a reason.

A specialist decides; together with another officer only, whoever recorded the entry, and whoever entered the objection
for the household and would uphold it: nobody takes back another's entry alone by way of an objection. Nor does anybody
make a large award of a small one, or give one again that was taken back: the round may be settled, and nobody looks at
it again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from domain.boundary import boundary, unwrap
from domain.cases.case import Case, Proposed, Ruled, Ruling, SecondNeeded, WaitingProposal
from domain.cases.objecting import find_case
from domain.cases.wording import VillagerTexts
from domain.entries.award import Award, Recorded
from domain.entries.correcting import owed
from domain.entries.recording import record
from domain.entries.reversing import Reversal, Reversed, reverse
from domain.ledger.accounts import follow
from domain.model.account import PostingKind
from domain.model.delivery import Draft, Queue
from domain.model.errors import Refused
from domain.model.objection import ObjectionState
from domain.model.people import Officer, check_impartial, check_may_score
from domain.model.proposal import NewProposal, Proposal, ProposalKind
from domain.notices.addressing import HOUSEHOLD
from domain.notices.planning import sendable_from
from domain.officers.specialists import decides
from domain.ports.store import Store
from domain.work import Work


@boundary
async def rule(
    work: Work, officer: Officer, number: int, ruling: Ruling, texts: VillagerTexts
) -> Ruled | Proposed | Refused:
    """Decide case ``number``; only a proposal is kept when another officer has to agree.

    Refused: specialist-only, no-objection, objection-decided, own-household, kin-household, bad-correction.
    """
    case = unwrap(await to_decide(work, officer, number))
    if ruling.points is not None:
        _check_correction(case, ruling.points)
    why = _why_second(case, ruling, await work.store.officers.ids_of_person(officer.id))
    if why is not None:
        kind: ProposalKind = "uphold" if ruling.uphold else "dismiss"
        wanted = NewProposal(kind, case.entry.id, number, officer.id, ruling.reason, ruling.points)
        return Proposed(case, ruling, await work.store.proposals.make(wanted, work.now), why)
    return await carry_out(work, officer, Decision(case, ruling), texts)


def _why_second(case: Case, ruling: Ruling, own_ids: Collection[int]) -> SecondNeeded | None:
    """Why the officer with these numbers does not decide it alone, if so."""
    if case.entry.officer_id in own_ids:
        return "own-entry"
    if ruling.uphold and case.objection.officer_id in own_ids:
        return "own-objection"
    return "large" if ruling.uphold and _given(case, ruling) > case.book.policy.second_look_above else None


def _given(case: Case, ruling: Ruling) -> int:
    """By how much an award grows; all of it, when it was taken back and is given again."""
    points = case.entry.points
    if case.entry.reverses is not None:
        return -points
    return (ruling.points or 0) - points if points > 0 else 0


async def confirm_ruling(
    work: Work, second: Officer, proposer: Officer, proposal: Proposal, texts: VillagerTexts
) -> Ruled:
    """Carry out what an officer proposed, now that another officer agrees. Raises Refused as ``rule`` returns it."""
    case = await check_open(work, second, proposal.wanted.objection_id or 0)
    return await carry_out(work, proposer, Decision(case, _ruling(proposal), second), texts)


def _ruling(proposal: Proposal) -> Ruling:
    wanted = proposal.wanted
    return Ruling(wanted.kind == "uphold", wanted.reason, wanted.points)


async def waiting(store: Store, case: Case) -> WaitingProposal | None:
    """What an officer proposed last for an open case, while nobody confirmed it."""
    number = await store.proposals.latest(case.entry.id)
    proposal = await store.proposals.get(number) if number and case.objection.state is ObjectionState.OPEN else None
    if proposal is None or proposal.done or proposal.wanted.objection_id != case.objection.id:
        return None
    proposer = await store.officers.by_id(proposal.wanted.officer_id)
    return WaitingProposal(proposal.id, proposer.name, _ruling(proposal)) if proposer else None


@boundary
async def to_decide(work: Work, officer: Officer, number: int) -> Case | Refused:
    """The open case, if that officer may decide it: a specialist, or an assessor when no specialist is impartial.

    Refused: not-your-role, specialist-only, no-objection, objection-decided, own-household, kin-household.
    """
    check_may_score(officer, work.unit)
    case = await check_open(work, officer, number)
    kin = await work.store.roster.kin(case.household.id)
    if not await decides(work.store, officer, case.household, kin):
        raise Refused("specialist-only")
    return case


async def check_open(work: Work, officer: Officer, number: int) -> Case:
    """The open case, which is none of the officer's own. Raises Refused (no-objection, objection-decided, …)."""
    case = await find_case(work.store, work.unit, number)
    check_impartial(officer, case.household, await work.store.roster.kin(case.household.id))
    if case.objection.state is not ObjectionState.OPEN:
        raise _decided(case)
    return case


def corrections(case: Case) -> list[int]:
    """The amounts to which the entry can be put right in the household's favour, unsigned; the smallest change first.

    Nothing for a veto, for a reversal, and for an entry that somebody took back meanwhile.
    """
    item, points = case.book.items.get(case.entry.item), case.entry.points
    if item is None or not case.entry.live:
        return []
    return list(range(-points - 1, 0, -1)) if points < 0 else list(range(points + 1, item.points + 1))


def _check_correction(case: Case, points: int) -> None:
    possible = corrections(case)
    if points not in possible:
        raise Refused(
            "bad-correction", entry=case.entry.id, least=min(possible, default=0), most=max(possible, default=0)
        )


def _decided(case: Case) -> Refused:
    return Refused("objection-decided", case=case.objection.id, state=case.objection.state)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of a case; ``second`` is the other officer who agreed.

    ``reversal``: the entry has just been taken back by it, and nothing is left to put right.
    """

    case: Case
    ruling: Ruling
    second: Officer | None = None
    reversal: Reversed | None = None


async def carry_out(work: Work, officer: Officer, decision: Decision, texts: VillagerTexts) -> Ruled:
    """Decide, do what follows, let go of the household's round, and tell the household."""
    store, now = work.store, work.now
    case, ruling, second = decision.case, decision.ruling, decision.second
    objection, household = case.objection, case.household
    round_ = await store.objections.hold_round(case.round.id)
    await store.scores.lock(household.id, round_.id)
    state = ObjectionState.UPHELD if ruling.uphold else ObjectionState.DISMISSED
    second_id = second.id if second else None
    if not await store.objections.decide(objection.id, state, officer.id, second_id, ruling.reason, now):
        raise _decided(await find_case(store, household.unit, objection.id))
    reversal, again = decision.reversal, None
    if ruling.uphold and reversal is None:
        reversal, again = await _put_right(work, officer, case, ruling)
    if second is not None:
        for done in (reversal, again):
            if done is not None:
                await store.ledger.confirm(done.entry_id, second.id, now)
    if objection.holds:
        await store.scores.dispute(household.id, round_.id, -1)
        if round_.state == "final":
            await follow(store, round_, PostingKind.ROUND, f"objection:{objection.id}", now, household.id)
    debt = await owed(store, household, round_) if round_.state != "open" else 0
    ruled = Ruled(await find_case(store, household.unit, objection.id), reversal, again, debt=debt)
    return replace(ruled, told=await _tell(work, ruled, texts))


def because(number: int, answer: str) -> str:
    """The reason of what is recorded when an objection is upheld."""
    return f"异议 {number} 成立：{answer}"


async def _put_right(
    work: Work, officer: Officer, case: Case, ruling: Ruling
) -> tuple[Reversed | None, Recorded | None]:
    """Take the entry back, and record it again with the right amount; what a reversal took away is given again."""
    found = await work.store.ledger.get(case.entry.id)  # as it is now that nobody else can change it
    if found is None or found[0].reversed_by is not None:
        return None, None
    why = because(case.objection.id, ruling.reason)
    if case.entry.reverses is not None:
        original = await work.store.ledger.get(case.entry.reverses)
        day = original[0].day if original else case.entry.day
        return None, await _record(work, officer, case, -case.entry.points, day, why)
    reversal = unwrap(await reverse(work, officer, Reversal(case.entry.id, why, agreed=True)))
    if ruling.points is None:
        return reversal, None
    points = ruling.points if case.entry.points > 0 else -ruling.points
    return reversal, await _record(work, officer, case, points, case.entry.day, why)


async def _record(work: Work, officer: Officer, case: Case, points: int, day: date, why: str) -> Recorded:
    award = Award(case.household, case.entry.item, points, why, f"{work.key}:2", day=day, certain=True)
    (done,) = unwrap(await record(work, officer, [award]))
    return done


async def _tell(work: Work, ruled: Ruled, texts: VillagerTexts) -> bool:
    """The answer to a household's own case goes out whether or not it wants notices; False when it has no phone."""
    case, policy = ruled.case, ruled.case.book.policy
    phones = await work.store.roster.phones(case.household.id)
    if not phones:
        return False
    phone = case.objection.phone if case.objection.phone in phones else phones[0]
    body = texts.objection_answered(ruled, policy.signature)
    due = sendable_from(policy, work.now)
    payload = {"body": body, HOUSEHOLD: case.household.id}
    draft = Draft(Queue.SMS, phone or phones[0], payload, f"objection:{case.objection.id}", due)
    await work.store.post.post([draft], work.now)
    return True
