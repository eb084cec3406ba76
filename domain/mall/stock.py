"""Goods of the mall 兑换物品: what is on offer, and how many there are."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.model.calendar import Period
from domain.model.errors import Refused
from domain.model.goods import Goods, Move, MoveKind, Per
from domain.model.people import Officer, check_may_score, check_specialist
from domain.model.rulebook import Policy
from domain.ports.store import Store
from domain.scoring.repeats import DoneJustNow, around

MOST_PRICE = 100_000
MOST_STOCK = 100_000


@dataclass(frozen=True, slots=True)
class Counter:
    """Where goods are handled: one unit, by its policy, at one moment. ``key`` makes what is stored unique."""

    store: Store
    unit: str
    policy: Policy
    key: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected stock; ``proposal`` is the number of what another officer has to confirm first, 0 when it is done."""

    goods: Goods
    by: int
    reason: str
    proposal: int = 0


def start_of(period: Period, now: datetime) -> datetime:
    """The first instant of a period."""
    first = period.first
    return now.replace(year=first.year, month=first.month, day=first.day, hour=0, minute=0, second=0, microsecond=0)


async def find(store: Store, unit: str, said: str) -> Sequence[Goods]:
    """The one goods of that number or name, else those with that in their name. Raises Refused("no-goods")."""
    all_goods = await store.shelf.of_unit(unit)
    named = [one for one in all_goods if said in (one.name, str(one.number))]
    found = named or [one for one in all_goods if said in one.name]
    if not found:
        raise Refused("no-goods", goods=said)
    return found


async def stock_up(
    counter: Counter, officer: Officer, name: str, price: int, quantity: int, known: Container[int] = ()
) -> Goods:
    """New goods, or more of what there is at that price. ``known``: additions like it that the officer knows of.

    Raises Refused (specialist-only, bad-price, bad-stock, goods-exist), and the question DoneJustNow.
    """
    check_specialist(officer, counter.unit)
    _check_price(price)
    if not 0 <= quantity <= MOST_STOCK:
        raise Refused("bad-stock", most=MOST_STOCK)
    goods = await counter.store.shelf.add(counter.unit, name, price)
    if goods is None:
        goods = next(one for one in await counter.store.shelf.of_unit(counter.unit) if one.name == name)
        if goods.price != price or not quantity:
            raise Refused("goods-exist", goods=name, price=goods.price)
    if quantity:
        await counter.store.shelf.lock(goods.id)
        before = await counter.store.shelf.added(goods.id, quantity, officer.id, *around(counter.now))
        if before is not None and before not in known:
            raise DoneJustNow(before)
        move = Move(goods.id, MoveKind.ADD, quantity, "入库", f"{counter.key}:add", officer.id)
        await counter.store.shelf.move(move, counter.now)
    return await counter.store.shelf.get(goods.id)


async def reprice(counter: Counter, officer: Officer, goods: Goods, price: int) -> Goods:
    """Another price, for what is reserved from now on. Raises Refused (specialist-only, bad-price)."""
    _check_price(price)
    return await _change(counter, officer, goods, price=price)


async def limit(counter: Counter, officer: Officer, goods: Goods, most: int | None, per: Per | None) -> Goods:
    """How many a household may have in each period; None = as many as it likes. Raises Refused("specialist-only")."""
    return await _change(counter, officer, goods, most=most, per=per)


async def offer(counter: Counter, officer: Officer, goods: Goods, *, offered: bool) -> Goods:
    """Switch goods on or off; what is reserved stays so. Raises Refused("specialist-only")."""
    return await _change(counter, officer, goods, offered=offered)


async def _change(counter: Counter, officer: Officer, goods: Goods, **what: object) -> Goods:
    check_specialist(officer, counter.unit)
    changed = replace(await counter.store.shelf.lock(goods.id), **what)  # type: ignore[arg-type]  # names its fields
    await counter.store.shelf.change(changed)
    return changed


async def correct(counter: Counter, officer: Officer, goods: Goods, counted: int, reason: str) -> Corrected:
    """Make the stock what was counted; a large difference is only proposed, also one that is cut into small ones.

    Raises Refused (specialist-only, no-reason, bad-stock, stock-is-so).
    """
    check_specialist(officer, counter.unit)
    if not reason:
        raise Refused("no-reason")
    if not 0 <= counted <= MOST_STOCK:
        raise Refused("bad-stock", most=MOST_STOCK)
    goods = await counter.store.shelf.lock(goods.id)
    by = counted - goods.stock
    if not by:
        raise Refused("stock-is-so", goods=goods.name, stock=goods.stock)
    midnight = counter.now.replace(hour=0, minute=0, second=0, microsecond=0)
    today = await counter.store.shelf.corrected_alone(goods.id, midnight)
    if today + abs(by) > counter.policy.stock_second_look_above:
        number = await counter.store.shelf.propose(goods.id, by, reason, officer.id, counter.now)
        return Corrected(goods, by, reason, number)
    return await _correct(counter, goods, by, reason, officer.id, None)


async def confirm_correction(counter: Counter, officer: Officer, number: int) -> Corrected:
    """Make a proposed correction, once; the difference is what counts, whatever was reserved meanwhile.

    Raises Refused (not-your-role, stale-button, second-needed, already-confirmed, too-few).
    """
    check_may_score(officer, counter.unit)
    shelf = counter.store.shelf
    proposal = await shelf.proposal(number)
    goods = await shelf.get(proposal.goods_id) if proposal else None
    if proposal is None or goods is None or goods.unit != counter.unit:
        raise Refused("stale-button")
    if proposal.officer_id in await counter.store.officers.selves(officer.id):
        raise Refused("second-needed")
    if not await shelf.finish(number, counter.now):
        raise Refused("already-confirmed")
    return await _correct(counter, goods, proposal.quantity, proposal.reason, proposal.officer_id, officer.id)


async def _correct(
    counter: Counter, goods: Goods, by: int, reason: str, officer_id: int, second_id: int | None
) -> Corrected:
    key = f"{counter.key}:correct"
    move = Move(goods.id, MoveKind.CORRECT, by, reason, key, officer_id, second_id)
    if not await counter.store.shelf.move(move, counter.now):
        raise Refused("too-few", goods=goods.name, stock=goods.stock)
    return Corrected(await counter.store.shelf.get(goods.id), by, reason)


def _check_price(price: int) -> None:
    if not 1 <= price <= MOST_PRICE:
        raise Refused("bad-price", most=MOST_PRICE)
