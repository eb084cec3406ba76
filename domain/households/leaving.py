"""Households that leave 迁出 or die out, come back 迁回, or go into another one 合户.

Who has left is scored and ranked no more and spends nothing; its file stays, with its points and its phones, so that
coming back restores it exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.households.registry import Outcome, Registry, check_free, check_reason, check_scored_day
from domain.households.scoring import enter_rounds, hold_rounds, leave_rounds
from domain.households.wanted import Wanted, place_of
from domain.mall.redemption import Redeemed, redeemed, release_all
from domain.model.account import PostingKind
from domain.model.change import Change, ChangeKind
from domain.model.errors import Refused
from domain.model.people import Household, check_here


async def check_leave(registry: Registry, wanted: Wanted, household: Household) -> None:
    """Claims and objections are answered first. Raises Refused (no-reason, day-settled, still-open)."""
    check_reason(wanted)
    await check_scored_day(registry, wanted.day)
    await hold_rounds(registry, household, wanted.day)
    claims = [claim.number for claim in await registry.store.claims.open_of_household(household.id)]
    objections = await registry.store.households.open_objections(household.id)
    if claims or objections:
        raise Refused("still-open", household=household, claims=claims, objections=objections)


async def moves_points(registry: Registry, _: Wanted, household: Household) -> bool:
    """Whether there is anything that it could spend, or that waits for it."""
    reserved = await registry.store.redemptions.reserved(household.id)
    return bool(reserved) or bool(await registry.spendable(household))


async def leave(registry: Registry, wanted: Wanted, household: Household) -> Outcome:
    """It belongs to the unit no more; what waits for it goes back, its points stay in the file."""
    return await leave_for(registry, wanted, household, None)


async def leave_for(registry: Registry, wanted: Wanted, household: Household, into: Household | None) -> Outcome:
    """The same into another household."""
    store = registry.store
    scored = await leave_rounds(registry, household, wanted.day)
    released = await _release(registry, household)
    points = await registry.spendable(household)
    await store.households.set_left(household.id, wanted.day)
    into_id = into.id if into else None
    await registry.note(household.id, wanted, ChangeKind.LEFT, "", wanted.day.isoformat(), into_id)
    return Outcome(
        wanted,
        await store.roster.by_id(household.id),
        household,
        into,
        phones=tuple(await store.households.phones(household.id)),
        points=points,
        released=released,
        scored=tuple(scored),
    )


async def _release(registry: Registry, household: Household) -> Sequence[Redeemed]:
    await registry.store.households.balances(household.id)  # locked first: nothing more is reserved meanwhile
    gone = await release_all(registry.store, household, registry.officer, registry.now)
    return [await redeemed(registry.store, one.id) for one in gone]


async def check_merge(registry: Registry, wanted: Wanted, household: Household) -> None:
    """``other`` goes into ``household``. Raises Refused (same-household, household-left, and as ``check_leave``)."""
    other = await registry.store.roster.by_id(wanted.other)
    if other.id == household.id:
        raise Refused("same-household", household=household)
    check_here(other)
    await check_leave(registry, wanted, other)


async def merge(registry: Registry, wanted: Wanted, household: Household) -> Outcome:
    """``other`` leaves into ``household``, and what it could spend goes along; what it earned does not.

    Whoever was partial to one of them is partial to both.
    """
    store = registry.store
    other = await store.households.lock(wanted.other)
    seen = len(await store.households.history(other.id))
    outcome = await leave_for(registry, replace(wanted, household=other.id), other, household)
    carried = await carry(registry, outcome.points, other, household, f"merge:{other.id}:{seen}")
    relatives = [home.id for home in await store.roster.kin(other.id) if home.id != household.id]
    await store.households.add_kin(household.id, [other.id, *relatives], joined=other.id)
    return replace(outcome, wanted=wanted, points=carried)


async def carry(
    registry: Registry, points: Mapping[int, int], source: Household, target: Household, cause: str
) -> Mapping[int, int]:
    """Move points from one account to another of the same year, as far as there are both; what was moved."""
    accounts, carried = registry.store.accounts, {}
    for year, many in points.items():
        key = f"{cause}:{year}"
        arrived = await accounts.post(target.id, year, PostingKind.TRANSFER, many, f"{key}:in", registry.now)
        if not arrived:
            continue
        if not await accounts.post(source.id, year, PostingKind.TRANSFER, -many, f"{key}:out", registry.now):
            raise LookupError(f"household {source.id} has less than was read under lock")
        carried[year] = many
    return carried


async def check_return(registry: Registry, wanted: Wanted, household: Household) -> None:
    """Raises Refused (not-left, lives-elsewhere, before-left, place-taken, day-settled)."""
    if household.left is None:
        raise Refused("not-left", household=household)
    into = _went_into(await registry.store.households.history(household.id))
    if into is not None and into.unit != household.unit and into.left is None:
        raise Refused("lives-elsewhere", household=household, other=into)
    if wanted.day < household.left:
        raise Refused("before-left", household=household, day=wanted.day)
    await check_free(registry, wanted.place or place_of(household))
    await check_scored_day(registry, wanted.day)


async def come_back(registry: Registry, wanted: Wanted, household: Household) -> Outcome:
    """It is there again, as it was, at its old place or a new one; the rounds in between are not scored."""
    store = registry.store
    history = await store.households.history(household.id)
    place = wanted.place or place_of(household)
    if place != place_of(household):
        await store.households.set_place(household.id, place.group, place.number)
        await registry.note(household.id, wanted, ChangeKind.MOVED, str(place_of(household)), str(place))
    await store.households.set_left(household.id, None)
    left = household.left.isoformat() if household.left else ""
    into = _went_into(history)
    await registry.note(household.id, wanted, ChangeKind.RETURNED, left, "", into.id if into else None)
    here = await store.roster.by_id(household.id)
    scored = await enter_rounds(registry, here, wanted.day)
    if into is not None:
        await store.households.part_kin(household.id)
        await _carry_back(registry, here, into, len(history))
    points = await registry.spendable(here)
    return Outcome(wanted, here, household, into, points=points, scored=tuple(scored))


def _went_into(history: Sequence[Change]) -> Household | None:
    """The household that it left into, if the last leaving was a joining."""
    leavings = [change for change in history if change.kind is ChangeKind.LEFT]
    return leavings[-1].other if leavings else None


async def _carry_back(registry: Registry, household: Household, into: Household, seen: int) -> None:
    """What went along comes back, as far as the other one has not spent it."""
    went = await registry.store.households.carried(household.id)
    there = await registry.store.households.balances(into.id)
    back = {year: min(many, there.get(year, 0)) for year, many in went.items() if min(many, there.get(year, 0)) > 0}
    await carry(registry, back, into, household, f"unmerge:{household.id}:{seen}")
