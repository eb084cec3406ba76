"""A household withdraws 撤回 its own open claim or objection: nothing is decided, and nobody has to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from domain.boundary import boundary
from domain.cases.case import Case
from domain.cases.objecting import find_case
from domain.cases.own_words import kept
from domain.ledger.accounts import follow
from domain.model.account import PostingKind
from domain.model.claim import Claim
from domain.model.errors import Refused
from domain.model.people import Household
from domain.ports.store import Store
from domain.work import Work

WithdrawalKind = Literal["claim", "objection"]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Which claim or objection; ``kind`` None = whichever of the two has that number."""

    number: int
    kind: WithdrawalKind | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What some households wait for an answer to, the oldest first."""

    claims: Sequence[Claim]
    cases: Sequence[Case]


async def waiting_for_answers(store: Store, own: Sequence[Household]) -> Waiting:
    """The households' open claims and objections."""
    claims: list[Claim] = []
    cases: list[Case] = []
    for household in own:
        claims += await store.claims.open_of_household(household.id)
        waiting = await store.objections.open_of_household(household.id)
        cases += [await find_case(store, household.unit, one.id) for one in waiting]
    return Waiting(claims, cases)


@boundary
async def withdraw(work: Work, own: Sequence[Household], wanted: Withdrawal) -> Claim | Case | Refused:
    """Withdraw what one of the ``own`` households asked for or disputes; a round that it held back is let go.

    Refused: no-case (none of theirs has that number), not-waiting (with its ``state``),
    claim-or-objection (both wait under that number).
    """
    claim = None if wanted.kind == "objection" else await _own_claim(work.store, own, wanted.number)
    case = None if wanted.kind == "claim" else await _own_case(work.store, own, wanted.number)
    waiting = [one for one in (claim, case) if one is not None and _state(one) == "open"]
    if len(waiting) > 1:
        raise Refused("claim-or-objection", number=wanted.number)
    if not waiting:
        raise _not_waiting(wanted.number, claim or case)
    reason = kept(wanted.reason)
    (one,) = waiting
    return await _claim(work, one, reason) if isinstance(one, Claim) else await _case(work, one, reason)


def _state(one: Claim | Case) -> str:
    return one.state if isinstance(one, Claim) else one.objection.state


def _not_waiting(number: int, one: Claim | Case | None) -> Refused:
    if one is None:
        return Refused("no-case", number=number)
    kind: WithdrawalKind = "claim" if isinstance(one, Claim) else "objection"
    return Refused("not-waiting", number=number, kind=kind, state=_state(one))


async def _own_claim(store: Store, own: Sequence[Household], number: int) -> Claim | None:
    claim = await store.claims.get(number)
    return claim if claim and claim.household.id in {household.id for household in own} else None


async def _own_case(store: Store, own: Sequence[Household], number: int) -> Case | None:
    objection = await store.objections.get(number)
    if objection is None or objection.household_id not in {household.id for household in own}:
        return None
    return await find_case(store, objection.unit, number)


async def _claim(work: Work, claim: Claim, reason: str) -> Claim:
    if not await work.store.claims.withdraw(claim.number, reason, work.now):
        raise _not_waiting(claim.number, await work.store.claims.get(claim.number))
    return replace(claim, state="withdrawn", answer=reason)


async def _case(work: Work, case: Case, reason: str) -> Case:
    store, objection = work.store, case.objection
    round_ = await store.objections.hold_round(case.round.id)
    await store.scores.lock(case.household.id, round_.id)
    if not await store.objections.withdraw(objection.id, reason, work.now):
        raise _not_waiting(objection.id, await find_case(store, objection.unit, objection.id))
    if objection.holds:
        await store.scores.dispute(case.household.id, round_.id, -1)
        if round_.state == "final":
            cause = f"objection:{objection.id}"
            await follow(store, round_, PostingKind.ROUND, cause, work.now, case.household.id)
    return await find_case(store, objection.unit, objection.id)
