"""Making a change of a household, or proposing it where a second officer has to agree (design part 3, points 9, 12)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.boundary import boundary
from domain.households.coming import add, check_new, split
from domain.households.leaving import (
    check_leave,
    check_merge,
    check_return,
    come_back,
    divide,
    leave,
    merge,
    moves_points,
)
from domain.households.moving import check_move, move
from domain.households.naming import check_phones, check_rename, rename, set_phones, sharing
from domain.households.registrar import ChangeOutcome, Registrar, Stopped, check_day
from domain.households.scoring import scored_rounds
from domain.households.wanted import Wanted, WantedKind, read_wanted
from domain.mall.redemption import redeemed
from domain.model.awaited import AwaitedKind
from domain.model.errors import Refused
from domain.model.people import (
    Household,
    Officer,
    check_here,
    check_impartial,
    check_may_score,
    check_of_unit,
    check_specialist,
)
from domain.officers.seconding import proposer_of
from domain.work import Work


async def _never(*_: object) -> bool:
    return False


async def _always(*_: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Act:
    """How a change is checked and made, and whether one officer may make it alone."""

    check: Callable[[Registrar, Wanted, Any], Awaitable[None]]
    make: Callable[[Registrar, Wanted, Any], Awaitable[ChangeOutcome]]
    needs_second: Callable[[Registrar, Wanted, Household], Awaitable[bool]]


async def _regains_points(by: Registrar, wanted: Wanted, household: Household) -> bool:
    """Whether it could spend something once it is back: its own points, or those that went along when it joined."""
    carried = await by.work.store.households.carried(household.id)
    return any(carried.values()) or await moves_points(by, wanted, household)


_ACTS: Mapping[WantedKind, _Act] = {
    WantedKind.ADD: _Act(check_new, add, _never),
    WantedKind.HEAD: _Act(check_rename, rename, _never),
    WantedKind.PHONES: _Act(check_phones, set_phones, _always),
    WantedKind.MOVE: _Act(check_move, move, _never),
    WantedKind.LEAVE: _Act(check_leave, leave, moves_points),
    WantedKind.RETURN: _Act(check_return, come_back, _regains_points),
    WantedKind.SPLIT: _Act(check_new, split, _always),
    WantedKind.MERGE: _Act(check_merge, merge, _always),
}


@boundary
async def change(work: Work, officer: Officer | None, wanted: Wanted) -> ChangeOutcome | Refused:
    """Make the change, or keep it until a second officer confirms it; the operator, None, needs none.

    Refused: specialist-only, own-household, kin-household, household-elsewhere, household-left, future-day,
    before-joined, and what the change itself is refused for.
    """
    by = Registrar(work, officer)
    if officer is not None:
        check_specialist(officer, work.unit)
    await work.store.rounds.hold(work.unit)
    household = await _household(by, wanted, officer)
    act = _ACTS[wanted.kind]
    await act.check(by, wanted, household)
    if officer is not None and household is not None and await act.needs_second(by, wanted, household):
        text = str(await _as_seen(by, wanted))
        replaced = await _waiting(work, household)
        number = await work.store.households.propose(household.id, text, officer.id, work.now)
        return replace(await _proposed(by, wanted, household, number), replaced=replaced)
    return await act.make(by, wanted, household)


@boundary
async def confirm(work: Work, second: Officer, number: int) -> ChangeOutcome | Refused:
    """Make a change that another officer proposed, once.

    Refused: not-your-role, stale-button, second-needed, already-confirmed, and as ``change``.
    """
    check_may_score(second, work.unit)
    store = work.store
    proposal = await store.households.proposal(number)
    if proposal is None:
        raise Refused("stale-button")
    if proposal.done:
        raise Refused("already-confirmed")
    wanted = read_wanted(proposal.wanted)
    proposer = await proposer_of(store, proposal.officer_id, second)
    await store.rounds.hold(work.unit)
    by = Registrar(work, proposer, second)
    household = await _household(by, wanted, second)
    if not await store.households.finish(number, work.now):
        raise Refused("already-confirmed")
    if await _as_seen(by, wanted) != wanted:
        raise Refused("stale-button")
    act = _ACTS[wanted.kind]
    await act.check(by, wanted, household)
    return await act.make(by, wanted, household)


async def _household(by: Registrar, wanted: Wanted, officer: Officer | None) -> Household | None:
    """The household that changes, locked; None for a new one. The officer is partial neither to it nor to the other."""
    if not wanted.household:
        await check_day(by, wanted.day)
        return None
    store = by.work.store
    ids = sorted({wanted.household, wanted.other} - {0})
    locked = {id_: await store.households.lock(id_) for id_ in ids}
    for household in locked.values():
        check_of_unit(household, by.work.unit)
        if officer is not None:
            check_impartial(officer, household, await store.roster.kin(household.id))
    household = locked[wanted.household]
    if wanted.kind is not WantedKind.RETURN:
        check_here(household)
    await check_day(by, wanted.day, await store.households.joined(household.id))
    return household


async def _proposed(by: Registrar, wanted: Wanted, household: Household, number: int) -> ChangeOutcome:
    """What a second officer is to agree to: the points, goods and phones of the household that it is about."""
    store = by.work.store
    other = await store.roster.by_id(wanted.other) if wanted.other else None
    whose = other or household
    spendable = await by.spendable(whose)
    along, kept = await divide(by, spendable, household) if other else (spendable, {})
    return ChangeOutcome(
        wanted,
        household,
        household,
        other,
        phones=tuple(await store.households.phones(household.id)),
        points=along,
        kept=kept,
        released=[await redeemed(store, one.id) for one in await store.redemptions.reserved(whose.id)],
        stopped=await _stopped(by, wanted),
        proposal=number,
        sharing=await sharing(by, household, wanted.phones),
    )


async def _waiting(work: Work, household: Household) -> Sequence[Wanted]:
    """What waits for a second officer about that household."""
    found = [one for one in await work.store.awaiting.of_unit(work.unit) if one.kind is AwaitedKind.HOUSEHOLD]
    return [read_wanted(one.about) for one in found if one.household and one.household.id == household.id]


async def _stopped(by: Registrar, wanted: Wanted) -> Sequence[Stopped]:
    """What would no longer count of the household that leaves, if one does."""
    if wanted.kind not in {WantedKind.LEAVE, WantedKind.MERGE}:
        return ()
    leaving = await by.work.store.roster.by_id(wanted.other or wanted.household)
    return await scored_rounds(by, leaving, wanted.day)


async def _as_seen(by: Registrar, wanted: Wanted) -> Wanted:
    """The same with how many changes there are of the households that it is about, and what would count no more."""
    ids = {wanted.household, wanted.other} - {0}
    changes = sum([len(await by.work.store.households.history(id_)) for id_ in ids])
    stopped = tuple(entry.id for one in await _stopped(by, wanted) for entry in one.entries)
    return replace(wanted, seen=changes, stopped=stopped)
