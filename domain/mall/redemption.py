"""A redemption 兑换 as it stands, and how points and goods go back: cancelled, expired, or shut out by a veto."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.model.account import PostingKind
from domain.model.errors import certain
from domain.model.goods import Goods, Move, MoveKind
from domain.model.people import Household, Officer
from domain.model.redemption import Redemption, RedemptionState
from domain.ports.store import Store


@dataclass(frozen=True, slots=True)
class Redeemed:
    """A redemption as it stands, and what the household can still spend of that year's points, or owes."""

    redemption: Redemption
    household: Household
    goods: Goods
    left: int
    debt: int


async def redeemed(store: Store, number: int) -> Redeemed:
    """The redemption as it stands; there is one of that number."""
    redemption = certain(await store.redemptions.get(number), f"redemption {number}")
    household = await store.roster.by_id(redemption.household_id)
    goods = await store.inventory.get(redemption.goods_id)
    balance = await store.accounts.balance(household.id, redemption.year)
    return Redeemed(redemption, household, goods, max(0, balance), max(0, -balance))


async def waiting(store: Store, unit: str) -> list[Redeemed]:
    """What waits to be collected in the unit, the first to expire first."""
    return [await redeemed(store, one.id) for one in await store.redemptions.waiting(unit)]


async def release_all(
    store: Store, household: Household, officer: Officer | None, now: datetime
) -> Sequence[Redemption]:
    """A veto is in force, or the household leaves: whatever waits for it goes back; what it was."""
    reserved = await store.redemptions.reserved(household.id)
    for year in sorted({one.year for one in reserved}):
        await store.accounts.balance(household.id, year)
    officer_id = officer.id if officer else None
    return [one for one in reserved if await give_back(store, one, RedemptionState.CANCELLED, officer_id, now)]


async def expire_due(store: Store, unit: str, now: datetime) -> list[Redeemed]:
    """Whatever nobody collected in time goes back; what it was."""
    due = await store.redemptions.expired(unit, now)
    for household_id, year in dict.fromkeys((one.household_id, one.year) for one in due):
        await store.accounts.balance(household_id, year)
    in_order = sorted(due, key=lambda one: (one.goods_id, one.id))
    gone = [one for one in in_order if await give_back(store, one, RedemptionState.EXPIRED, None, now)]
    return [await redeemed(store, one.id) for one in gone]


async def give_back(
    store: Store, redemption: Redemption, state: RedemptionState, officer_id: int | None, now: datetime
) -> bool:
    """End a reserved redemption; False when it had ended before. The account is locked by then."""
    number = redemption.id
    if not await store.redemptions.end(number, state, officer_id, None, now):
        return False
    key = f"redemption:{number}:release"
    await store.accounts.post(redemption.household_id, redemption.year, PostingKind.RELEASE, redemption.cost, key, now)
    move = movement(redemption.goods_id, MoveKind.RELEASE, redemption.quantity, number, officer_id)
    return certain(await store.inventory.move(move, now), f"the goods of redemption {number}")


def movement(goods_id: int, kind: MoveKind, quantity: int, number: int, officer_id: int | None) -> Move:
    """The move of goods that goes with a step of redemption ``number``."""
    key = f"redemption:{number}:{kind.value}"
    return Move(goods_id, kind, quantity, "兑换", key, officer_id, redemption_id=number)
