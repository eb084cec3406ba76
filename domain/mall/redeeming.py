"""Redemption 兑换 in two steps: points and goods are set aside together, then handed over or given back.

Whatever touches a household's redemptions locks its accounts first, oldest year first, and the goods after them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.boundary import boundary, unwrap
from domain.ledger.lapsing import paying_years
from domain.mall.redemption import Redeemed, give_back, movement, redeemed
from domain.mall.stock import start_of
from domain.model.account import PostingKind
from domain.model.calendar import quarter_of
from domain.model.errors import Refused, certain
from domain.model.goods import Goods, MoveKind
from domain.model.people import Household, Officer, check_here, check_impartial, check_may_score, check_of_unit
from domain.model.redemption import Collector, NewRedemption, Redemption, RedemptionState
from domain.officers.specialists import decides
from domain.ports.store import Store
from domain.scoring.repeats import DoneJustNow, around
from domain.work import Work

_MOST_CODES = 20
"""Codes that are tried before it is our mistake that all of them were given out before."""


@dataclass(frozen=True, slots=True)
class RedemptionRequest:
    """So many pieces for one household; by an officer, or by text from a phone of its own.

    ``price`` is that of one piece as the household was told; None = whatever it is. ``known``: redemptions like it
    that the officer knows of.
    """

    household: Household
    goods: Goods
    quantity: int
    officer: Officer | None = None
    phone: str | None = None
    price: int | None = None
    known: Container[int] = ()


@boundary
async def check_may_redeem(work: Work, officer: Officer, household: Household) -> Household | Refused:
    """The household, to which a specialist hands out goods, or an assessor when no specialist is impartial.

    Refused: not-your-role, specialist-only, household-elsewhere, own-household, kin-household.
    """
    store = work.store
    check_may_score(officer, work.unit)
    check_of_unit(household, work.unit)
    kin = await store.roster.kin(household.id)
    if not await decides(store, officer, household, kin):
        raise Refused("specialist-only")
    check_impartial(officer, household, kin)
    return household


@boundary
async def check(work: Work, wish: RedemptionRequest) -> NewRedemption | Refused:
    """What would be reserved if the wish were granted now. Locks accounts and goods, and writes nothing.

    Refused: bad-quantity, not-offered, repriced, redeem-closed, vetoed, not-enough-earned, not-enough-points,
    over-limit, over-spending, not-enough-stock.
    """
    store, household, policy, now = work.store, wish.household, work.policy, work.now
    if wish.quantity < 1:
        raise Refused("bad-quantity")
    years = await paying_years(store, work.unit, policy, now)
    balances = {year: await store.accounts.balance(household.id, year) for year in years}
    check_here(await store.roster.by_id(household.id))
    goods = await store.inventory.lock(wish.goods.id)
    if not goods.offered:
        raise Refused("not-offered", goods=goods.name)
    if wish.price not in (None, goods.price):
        raise Refused("repriced", goods=goods)
    quarter = quarter_of(now.date())
    if policy.redeem_days and (now.date() - quarter.first).days >= policy.redeem_days:
        raise Refused("redeem-closed", days=policy.redeem_days, next=quarter.after)
    year = await _paying_year(work, household, balances, goods.price * wish.quantity)
    await _check_limits(work, household, goods, wish.quantity)
    if goods.stock < wish.quantity:
        raise Refused("not-enough-stock", goods=goods.name, stock=goods.stock)
    return NewRedemption(
        household_id=household.id,
        goods_id=goods.id,
        quantity=wish.quantity,
        price=goods.price,
        year=year,
        made=now,
        expires=_midnight_after(now, policy.hold_days),
        key=work.key,
        officer_id=wish.officer.id if wish.officer else None,
        phone=wish.phone,
    )


@dataclass(frozen=True, slots=True)
class Balance:
    """The most that one redemption may cost, of whose year there may be a debt instead."""

    points: int
    debt: int


async def balance(work: Work, household: Household) -> Balance:
    """What is left of the fullest of the years whose points can be spent."""
    years = await paying_years(work.store, work.unit, work.policy, work.now)
    return _fullest([await work.store.accounts.balance(household.id, year) for year in years])


def _fullest(balances: Iterable[int]) -> Balance:
    most = max(balances)
    return Balance(max(0, most), max(0, -most))


def _midnight_after(now: datetime, days: int) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days + 1)


async def _paying_year(work: Work, household: Household, balances: Mapping[int, int], cost: int) -> int:
    """The first year that can pay all of it. A veto in force in any of them shuts the household out."""
    accounts = [await work.store.standings.account(household, year) for year in balances]
    if any(account.vetoes for account in accounts):
        raise Refused("vetoed", household=household)
    needed = work.policy.redeem_above
    enough = [account.year for account in accounts if account.earned >= needed]
    if not enough:
        raise Refused("not-enough-earned", earned=accounts[-1].earned, needed=needed)
    for year in enough:
        if balances[year] >= cost:
            return year
    most = _fullest(balances[year] for year in enough)
    raise Refused("not-enough-points", cost=cost, points=most.points, debt=most.debt)


async def _check_limits(work: Work, household: Household, goods: Goods, quantity: int) -> None:
    most, quarter = work.policy.redeem_most_a_quarter, start_of(quarter_of(work.now.date()), work.now)
    since = quarter if goods.per == "quarter" else quarter.replace(month=1)
    used = await work.store.redemptions.used(household.id, quarter, goods.id, since)
    if goods.most is not None and used.pieces + quantity > goods.most:
        raise Refused("over-limit", goods=goods.name, most=goods.most, per=goods.per, had=used.pieces)
    if most and used.points + goods.price * quantity > most:
        raise Refused("over-spending", most=most, spent=used.points)


@boundary
async def reserve(
    work: Work, wish: RedemptionRequest, new_pickup: Callable[[], str]
) -> Redeemed | DoneJustNow | Refused:
    """Set points and goods aside as somebody wishes. Refused as ``check_may_redeem`` and ``check``."""
    officer = wish.officer
    if officer is not None:
        unwrap(await check_may_redeem(work, officer, wish.household))
    new = unwrap(await check(work, wish))
    if officer is not None:
        await _check_repeat(work.store, wish, officer, work.now)
    return await set_aside(work, new, new_pickup)


async def set_aside(work: Work, new: NewRedemption, new_pickup: Callable[[], str]) -> Redeemed:
    """Set points and goods aside as ``check`` found that they can be."""
    store = work.store
    number = await _open(store, new, new_pickup)
    held = await store.inventory.move(
        movement(new.goods_id, MoveKind.HOLD, new.quantity, number, new.officer_id), new.made
    )
    key = f"redemption:{number}:hold"
    paid = await store.accounts.post(new.household_id, new.year, PostingKind.HOLD, -new.cost, key, new.made)
    certain(held and paid, f"goods and points for redemption {number}")
    return await redeemed(store, number)


async def _check_repeat(store: Store, wish: RedemptionRequest, officer: Officer, now: datetime) -> None:
    household, goods = wish.household, wish.goods
    before = await store.redemptions.lately(household.id, goods.id, wish.quantity, officer.id, *around(now))
    if before is not None and before not in wish.known:
        raise DoneJustNow(before)


async def _open(store: Store, new: NewRedemption, new_pickup: Callable[[], str]) -> int:
    for _ in range(_MOST_CODES):
        number = await store.redemptions.open(new, new_pickup())
        if number is not None:
            return number
    raise LookupError("no pickup code is free")


@boundary
async def to_end(work: Work, officer: Officer, redemption: Redemption | None, said: str) -> Redeemed | Refused:
    """A reserved redemption that this officer may hand over or cancel; its account is locked.

    Refused: no-redemption, redemption-ended, and as ``check_may_redeem``.
    """
    store = work.store
    check_may_score(officer, work.unit)
    if redemption is None or (await store.inventory.get(redemption.goods_id)).unit != work.unit:
        raise Refused("no-redemption", redemption=said)
    household = await store.roster.by_id(redemption.household_id)
    unwrap(await check_may_redeem(work, officer, household))
    await store.accounts.balance(household.id, redemption.year)
    found = await redeemed(store, redemption.id)
    current = found.redemption
    if current.state is RedemptionState.RESERVED and current.expires <= work.now:
        raise _ended(current, RedemptionState.EXPIRED)
    if current.state is not RedemptionState.RESERVED:
        raise _ended(current, current.state)
    return found


def _ended(redemption: Redemption, state: RedemptionState) -> Refused:
    return Refused(
        "redemption-ended", state=state, ended=redemption.ended or redemption.expires, redemption=redemption.id
    )


async def collect(work: Work, officer: Officer, found: Redeemed, collector: Collector) -> Redeemed:
    """Hand over, once. ``found`` is what ``to_end`` said: nobody else ends it meanwhile."""
    redemption, store, now = found.redemption, work.store, work.now
    ended = await store.redemptions.end(redemption.id, RedemptionState.COLLECTED, officer.id, collector, now)
    move = movement(redemption.goods_id, MoveKind.COLLECT, redemption.quantity, redemption.id, officer.id)
    certain(ended and await store.inventory.move(move, now), f"the goods of redemption {redemption.id}")
    return await redeemed(store, redemption.id)


async def cancel(work: Work, officer: Officer, found: Redeemed) -> Redeemed:
    """Give points and goods back, once. ``found`` is what ``to_end`` said: nobody else ends it meanwhile."""
    number = found.redemption.id
    back = await give_back(work.store, found.redemption, RedemptionState.CANCELLED, officer.id, work.now)
    certain(back, f"redemption {number}")
    return await redeemed(work.store, found.redemption.id)
