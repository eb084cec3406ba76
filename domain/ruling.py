"""Deciding an objection: upheld 成立, which takes the entry back or puts it right, or dismissed 不成立 with a reason.

A specialist decides; whoever recorded the entry only together with another officer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.accounts import follow
from domain.entry import Entry, Source
from domain.errors import Refused
from domain.objecting import Case, case_of
from domain.people import Officer, check_impartial, check_specialist
from domain.ports import NewProposal, ObjectionState, PostingKind, Proposal, ProposalKind, Store, Town
from domain.recording import Award, Recorded, record
from domain.reversing import Reversed, reverse


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an officer decides. ``points``: the amount that is right, unsigned; None takes the entry back."""

    uphold: bool
    reason: str
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decided case, and what it changed: the entry was taken back, recorded again, both, or neither."""

    case: Case
    reversal: Reversed | None = None
    again: Recorded | None = None
    round_score: int | None = None

    @property
    def upheld(self) -> bool:
        """Whether the household was right."""
        return self.case.objection.state is ObjectionState.UPHELD


@dataclass(frozen=True, slots=True)
class Proposed:
    """The recorder's own wish, which another officer has to confirm: proposal ``number``."""

    case: Case
    ruling: Ruling
    number: int


async def rule(
    store: Store, town: Town, unit: str, officer: Officer, number: int, ruling: Ruling, key: str, now: datetime
) -> Ruled | Proposed:
    """Decide case ``number``; only a proposal is kept when the officer recorded the entry.

    Raises Refused (specialist-only, no-objection, objection-decided, own-household, kin-household, bad-correction).
    """
    check_specialist(officer, unit)
    case = await check_open(store, unit, officer, number)
    if ruling.points is not None:
        _check_correction(case, ruling.points)
    if case.entry.officer_id == officer.id:
        kind: ProposalKind = "uphold" if ruling.uphold else "dismiss"
        wanted = NewProposal(kind, case.entry.id, number, officer.id, ruling.reason, ruling.points)
        return Proposed(case, ruling, await store.proposals.make(wanted, now))
    return await _carry_out(store, town, officer, None, case, ruling, key, now)


async def confirm_ruling(
    store: Store, town: Town, unit: str, second: Officer, proposer: Officer, proposal: Proposal, key: str, now: datetime
) -> Ruled:
    """Carry out what the recorder proposed, now that another officer agrees. Raises as ``rule`` does."""
    wanted = proposal.wanted
    case = await check_open(store, unit, second, wanted.objection_id or 0)
    ruling = Ruling(wanted.kind == "uphold", wanted.reason, wanted.points)
    return await _carry_out(store, town, proposer, second, case, ruling, key, now)


async def check_open(store: Store, unit: str, officer: Officer, number: int) -> Case:
    """The open case, which is none of the officer's own. Raises Refused (no-objection, objection-decided, …)."""
    case = await case_of(store, unit, number)
    check_impartial(officer, case.household, await store.roster.kin(case.household.id))
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
        raise Refused("bad-correction", entry=case.entry, least=min(possible, default=0), most=max(possible, default=0))


def _decided(case: Case) -> Refused:
    return Refused("objection-decided", case=case.objection.id, upheld=case.objection.state is ObjectionState.UPHELD)


async def _carry_out(
    store: Store,
    town: Town,
    officer: Officer,
    second: Officer | None,
    case: Case,
    ruling: Ruling,
    key: str,
    now: datetime,
) -> Ruled:
    """Decide, do what follows, and let go of the household's round."""
    objection, household = case.objection, case.household
    round_ = await store.objections.hold_round(case.round.id)
    await store.rounds.lock_score(household.id, round_.id)
    state = ObjectionState.UPHELD if ruling.uphold else ObjectionState.DISMISSED
    second_id = second.id if second else None
    if not await store.objections.decide(objection.id, state, officer.id, second_id, ruling.reason, now):
        raise _decided(await case_of(store, household.unit, objection.id))
    entry = (await case_of(store, household.unit, objection.id)).entry
    reversal = again = None
    if ruling.uphold and entry.reversed_by is None:
        if entry.reverses is None:
            reversal = await _take_back(store, officer, case, ruling, key, now)
        if entry.reverses is not None or ruling.points is not None:
            again = await _record_again(store, town, officer, entry, case, ruling, key, now)
    if second is not None and (done := again.entry_id if again else reversal.entry_id if reversal else None):
        await store.ledger.confirm(done, second.id, now)
    if objection.holds:
        await store.rounds.dispute(household.id, round_.id, -1)
        if round_.state == "final":
            await follow(store, round_, PostingKind.ROUND, f"objection:{objection.id}", now, household.id)
    score = again.round_score if again else reversal.round_score if reversal else None
    return Ruled(await case_of(store, household.unit, objection.id), reversal, again, score)


async def _take_back(store: Store, officer: Officer, case: Case, ruling: Ruling, key: str, now: datetime) -> Reversed:
    unit, number = case.household.unit, case.entry.id
    return await reverse(store, unit, officer, number, _why(case, ruling), f"{key}:1", Source.CHAT, now, agreed=True)


async def _record_again(
    store: Store, town: Town, officer: Officer, entry: Entry, case: Case, ruling: Ruling, key: str, now: datetime
) -> Recorded:
    """The entry with the right amount; what a reversal took away is given again."""
    points, day = -entry.points, entry.day
    if entry.reverses is None:
        points = (ruling.points or 0) * (1 if entry.points > 0 else -1)
    elif original := await store.ledger.get(entry.reverses):
        day = original[0].day
    award = Award(
        case.household, entry.item, points, _why(case, ruling), f"{key}:2", repeat=True, day=day, correction=True
    )
    (done,) = await record(store, town, case.household.unit, officer, [award], Source.CHAT, now)
    return done


def _why(case: Case, ruling: Ruling) -> str:
    return f"异议 {case.objection.id} 成立：{ruling.reason}"
