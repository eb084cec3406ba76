"""Goods of the mall 兑换物品: what is on offer, and how many there are."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.boundary import boundary
from domain.model.calendar import Period
from domain.model.errors import Refused
from domain.model.goods import Goods, Move, MoveKind, Per
from domain.model.people import Officer, check_may_score, check_specialist
from domain.scoring.repeats import DoneJustNow, around
from domain.work import Work

MOST_PRICE = 100_000
MOST_STOCK = 100_000


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


@boundary
async def find(work: Work, said: str) -> Sequence[Goods] | Refused:
    """The one goods of that number or name, else those with that in their name; or Refused("no-goods")."""
    all_goods = await work.store.inventory.of_unit(work.unit)
    named = [one for one in all_goods if said in (one.name, str(one.number))]
    found = named or [one for one in all_goods if said in one.name]
    if not found:
        raise Refused("no-goods", goods=said)
    return found


@dataclass(frozen=True, slots=True)
class Restock:
    """So many pieces that came in. ``known``: deliveries like it that the officer knows of."""

    name: str
    price: int
    quantity: int
    known: Container[int] = ()


@boundary
async def stock_up(work: Work, officer: Officer, restock: Restock) -> Goods | DoneJustNow | Refused:
    """New goods, or more of what there is at that price.

    Refused: specialist-only, bad-price, bad-stock, goods-exist.
    """
    check_specialist(officer, work.unit)
    _check_price(restock.price)
    if not 0 <= restock.quantity <= MOST_STOCK:
        raise Refused("bad-stock", most=MOST_STOCK)
    goods = await work.store.inventory.add(work.unit, restock.name, restock.price)
    if goods is None:
        goods = next(one for one in await work.store.inventory.of_unit(work.unit) if one.name == restock.name)
        if goods.price != restock.price or not restock.quantity:
            raise Refused("goods-exist", goods=goods.name, price=goods.price)
    if restock.quantity:
        await work.store.inventory.lock(goods.id)
        before = await work.store.inventory.added(goods.id, restock.quantity, officer.id, *around(work.now))
        if before is not None and before not in restock.known:
            raise DoneJustNow(before)
        move = Move(goods.id, MoveKind.ADD, restock.quantity, "入库", f"{work.key}:add", officer.id)
        await work.store.inventory.move(move, work.now)
    return await work.store.inventory.get(goods.id)


@boundary
async def reprice(work: Work, officer: Officer, goods: Goods, price: int) -> Goods | Refused:
    """Another price, for what is reserved from now on. Refused: specialist-only, bad-price."""
    _check_price(price)
    return await _change(work, officer, goods, price=price)


@boundary
async def limit(work: Work, officer: Officer, goods: Goods, most: int | None, per: Per | None) -> Goods | Refused:
    """How many a household may have in each period; None = as many as it likes. Refused: specialist-only."""
    return await _change(work, officer, goods, most=most, per=per)


@boundary
async def offer(work: Work, officer: Officer, goods: Goods, *, offered: bool) -> Goods | Refused:
    """Switch goods on or off; what is reserved stays so. Refused: specialist-only."""
    return await _change(work, officer, goods, offered=offered)


async def _change(work: Work, officer: Officer, goods: Goods, **what: object) -> Goods:
    check_specialist(officer, work.unit)
    changed = replace(await work.store.inventory.lock(goods.id), **what)  # type: ignore[arg-type]  # names its fields
    await work.store.inventory.change(changed)
    return changed


@boundary
async def correct(work: Work, officer: Officer, goods: Goods, counted: int, reason: str) -> Corrected | Refused:
    """Make the stock what was counted; a large difference is only proposed, also one that is cut into small ones.

    Refused: specialist-only, no-reason, bad-stock, stock-is-so.
    """
    check_specialist(officer, work.unit)
    if not reason:
        raise Refused("no-reason")
    if not 0 <= counted <= MOST_STOCK:
        raise Refused("bad-stock", most=MOST_STOCK)
    goods = await work.store.inventory.lock(goods.id)
    by = counted - goods.stock
    if not by:
        raise Refused("stock-is-so", goods=goods.name, stock=goods.stock)
    midnight = work.now.replace(hour=0, minute=0, second=0, microsecond=0)
    today = await work.store.inventory.corrected_alone(goods.id, midnight)
    if today + abs(by) > work.policy.stock_second_look_above:
        number = await work.store.inventory.propose(goods.id, by, reason, officer.id, work.now)
        return Corrected(goods, by, reason, number)
    return await _correct(work, goods, by, reason, officer.id, None)


@boundary
async def confirm_correction(work: Work, officer: Officer, number: int) -> Corrected | Refused:
    """Make a proposed correction, once; the difference is what counts, whatever was reserved meanwhile.

    Refused: not-your-role, stale-button, second-needed, already-confirmed, too-few.
    """
    check_may_score(officer, work.unit)
    inventory = work.store.inventory
    proposal = await inventory.proposal(number)
    goods = await inventory.get(proposal.goods_id) if proposal else None
    if proposal is None or goods is None or goods.unit != work.unit:
        raise Refused("stale-button")
    if proposal.officer_id in await work.store.officers.ids_of_person(officer.id):
        raise Refused("second-needed")
    if not await inventory.finish(number, work.now):
        raise Refused("already-confirmed")
    return await _correct(work, goods, proposal.quantity, proposal.reason, proposal.officer_id, officer.id)


async def _correct(work: Work, goods: Goods, by: int, reason: str, officer_id: int, second_id: int | None) -> Corrected:
    key = f"{work.key}:correct"
    move = Move(goods.id, MoveKind.CORRECT, by, reason, key, officer_id, second_id)
    if not await work.store.inventory.move(move, work.now):
        raise Refused("too-few", goods=goods.name, stock=goods.stock)
    return Corrected(await work.store.inventory.get(goods.id), by, reason)


def _check_price(price: int) -> None:
    if not 1 <= price <= MOST_PRICE:
        raise Refused("bad-price", most=MOST_PRICE)
