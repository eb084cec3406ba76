"""Households that leave 迁出 or die out, come back 迁回, or go into another one 合户.

Who has left is scored and ranked no more and spends nothing; its file stays, with its points and its phones, so that
coming back restores it exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.households.registrar import ChangeOutcome, Registrar, check_free, check_reason, check_scored_day
from domain.households.scoring import enter_rounds, hold_rounds, leave_rounds
from domain.households.wanted import Wanted, place_of
from domain.mall.redemption import Redeemed, redeemed, release_all
from domain.model.account import PostingKind
from domain.model.change import Change, ChangeKind
from domain.model.errors import Refused, certain
from domain.model.people import Household, check_here


async def check_leave(by: Registrar, wanted: Wanted, household: Household) -> None:
    """Claims and objections are answered first. Raises Refused (no-reason, day-settled, still-open)."""
    check_reason(wanted)
    await check_scored_day(by, wanted.day)
    await hold_rounds(by, household, wanted.day)
    claims = [claim.number for claim in await by.work.store.claims.open_of_household(household.id)]
    objections = await by.work.store.households.open_objections(household.id)
    if claims or objections:
        raise Refused("still-open", household=household, claims=claims, objections=objections)


async def moves_points(by: Registrar, _: Wanted, household: Household) -> bool:
    """Whether there is anything that it could spend, or that waits for it."""
    reserved = await by.work.store.redemptions.reserved(household.id)
    return bool(reserved) or bool(await by.spendable(household))


async def leave(by: Registrar, wanted: Wanted, household: Household) -> ChangeOutcome:
    """It belongs to the unit no more; what waits for it goes back, its points stay in the file."""
    return await leave_for(by, wanted, household, None)


async def leave_for(by: Registrar, wanted: Wanted, household: Household, into: Household | None) -> ChangeOutcome:
    """The same into another household."""
    store = by.work.store
    stopped = await leave_rounds(by, household, wanted.day)
    released = await _release(by, household)
    points = await by.spendable(household)
    await store.households.set_left(household.id, wanted.day)
    into_id = into.id if into else None
    await by.note(household.id, wanted, ChangeKind.LEFT, "", wanted.day.isoformat(), into_id)
    return ChangeOutcome(
        wanted,
        await store.roster.by_id(household.id),
        household,
        into,
        phones=tuple(await store.households.phones(household.id)),
        points=points,
        released=released,
        scored=tuple(one.round for one in stopped),
        stopped=stopped,
    )


async def _release(by: Registrar, household: Household) -> Sequence[Redeemed]:
    await by.work.store.households.balances(household.id)  # locked first: nothing more is reserved meanwhile
    gone = await release_all(by.work.store, household, by.officer, by.work.now)
    return [await redeemed(by.work.store, one.id) for one in gone]


async def check_merge(by: Registrar, wanted: Wanted, household: Household) -> None:
    """``other`` goes into ``household``. Raises Refused (same-household, household-left, and as ``check_leave``)."""
    other = await by.work.store.roster.by_id(wanted.other)
    if other.id == household.id:
        raise Refused("same-household", household=household)
    check_here(other)
    await check_leave(by, wanted, other)


async def merge(by: Registrar, wanted: Wanted, household: Household) -> ChangeOutcome:
    """``other`` leaves into ``household``, and what it could spend goes along; what it earned does not.

    Whoever was partial to one of them is partial to both.
    """
    store = by.work.store
    other = await store.households.lock(wanted.other)
    seen = len(await store.households.history(other.id))
    outcome = await leave_for(by, replace(wanted, household=other.id), other, household)
    along, kept = await divide(by, outcome.points, household)
    await carry(by, along, other, household, f"merge:{other.id}:{seen}")
    relatives = [home.id for home in await store.roster.kin(other.id) if home.id != household.id]
    await store.households.add_kin(household.id, [other.id, *relatives], joined=other.id)
    return replace(outcome, wanted=wanted, points=along, kept=kept)


async def divide(
    by: Registrar, points: Mapping[int, int], target: Household
) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Of these points, by year: those of years in which ``target`` has an account, and the others."""
    there = await by.work.store.households.balances(target.id)
    along = {year: many for year, many in points.items() if year in there}
    return along, {year: many for year, many in points.items() if year not in there}


async def carry(by: Registrar, points: Mapping[int, int], source: Household, target: Household, cause: str) -> None:
    """Move points from one account to another of the same year; both are there, and locked."""
    accounts, now = by.work.store.accounts, by.work.now
    for year, many in points.items():
        key = f"{cause}:{year}"
        arrived = await accounts.post(target.id, year, PostingKind.TRANSFER, many, f"{key}:in", now)
        went = await accounts.post(source.id, year, PostingKind.TRANSFER, -many, f"{key}:out", now)
        certain(arrived and went, f"{many} points of {year} from household {source.id} to {target.id}")


async def check_return(by: Registrar, wanted: Wanted, household: Household) -> None:
    """Raises Refused (not-left, lives-elsewhere, before-left, place-taken, day-settled)."""
    if household.left is None:
        raise Refused("not-left", household=household)
    into = _went_into(await by.work.store.households.history(household.id))
    if into is not None and into.unit != household.unit and into.left is None:
        raise Refused("lives-elsewhere", household=household, other=into)
    if wanted.day < household.left:
        raise Refused("before-left", household=household, day=wanted.day)
    await check_free(by, wanted.place or place_of(household))
    await check_scored_day(by, wanted.day)


async def come_back(by: Registrar, wanted: Wanted, household: Household) -> ChangeOutcome:
    """It is there again, as it was, at its old place or a new one; the rounds in between are not scored."""
    store = by.work.store
    history = await store.households.history(household.id)
    place = wanted.place or place_of(household)
    if place != place_of(household):
        await store.households.set_place(household.id, place.group, place.number)
        await by.note(household.id, wanted, ChangeKind.MOVED, str(place_of(household)), str(place))
    await store.households.set_left(household.id, None)
    left = household.left.isoformat() if household.left else ""
    into = _went_into(history)
    await by.note(household.id, wanted, ChangeKind.RETURNED, left, "", into.id if into else None)
    here = await store.roster.by_id(household.id)
    scored = await enter_rounds(by, here, wanted.day)
    if into is not None:
        await store.households.part_kin(household.id)
        await _carry_back(by, here, into, len(history))
    points = await by.spendable(here)
    return ChangeOutcome(wanted, here, household, into, points=points, scored=tuple(scored))


def _went_into(history: Sequence[Change]) -> Household | None:
    """The household that it left into, if the last leaving was a joining."""
    leavings = [change for change in history if change.kind is ChangeKind.LEFT]
    return leavings[-1].other if leavings else None


async def _carry_back(by: Registrar, household: Household, into: Household, seen: int) -> None:
    """What went along comes back, as far as the other one has not spent it."""
    went = await by.work.store.households.carried(household.id)
    there = await by.work.store.households.balances(into.id)
    back = {year: min(many, there.get(year, 0)) for year, many in went.items() if min(many, there.get(year, 0)) > 0}
    await carry(by, back, into, household, f"unmerge:{household.id}:{seen}")
