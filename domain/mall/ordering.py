"""Goods ordered by text: a sender can be faked, so nothing is reserved before a code comes back from the same phone.

Whatever touches a phone's orders holds the phone first, and then locks as ``redeeming`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from domain.boundary import boundary, unwrap
from domain.mall.redeeming import RedemptionRequest, check, set_aside
from domain.mall.redemption import Redeemed
from domain.model.errors import Refused
from domain.model.order import NewOrder, Order
from domain.model.people import Household
from domain.ports.store import Store
from domain.work import Work

VALID = timedelta(minutes=10)
MOST_TRIES = 3
_MOST_MISSES = 9
"""Wrong codes of one phone in a day: who fakes its number may not go on guessing with order after order."""
_REMEMBERED = timedelta(days=1)
"""For so long a late or a repeated code is told from any other number."""


@boundary
async def place(work: Work, wish: RedemptionRequest, phone: str, new_code: Callable[[], str]) -> NewOrder | Refused:
    """Keep an order with a fresh code; it replaces the phone's last one.

    Refused: too-many-wrong, and as ``redeeming.check``.
    """
    await work.store.orders.hold(phone)
    if await work.store.orders.misses(phone, work.now - _REMEMBERED) >= _MOST_MISSES:
        raise Refused("too-many-wrong")
    new = unwrap(await check(work, wish))
    order = NewOrder(
        phone=phone,
        household_id=new.household_id,
        goods_id=new.goods_id,
        quantity=new.quantity,
        price=new.price,
        code=new_code(),
        made=work.now,
        expires=work.now + VALID,
    )
    await work.store.orders.place(order)
    return order


@boundary
async def sent_back(
    work: Work, own: Sequence[Household], phone: str, code: str
) -> tuple[Order, Household] | Refused | None:
    """The order that the code confirms, closed now, and its household; None when the phone has none to confirm.

    Refused: order-used, order-expired, order-replaced (the code was an earlier order's: it costs
    no try), order-wrong, order-ended. What it notes of a wrong code has to stay.
    """
    store, now = work.store, work.now
    await store.orders.hold(phone)
    order = await store.orders.latest(phone, now - _REMEMBERED)
    household = next((home for home in own if order is not None and home.id == order.household_id), None)
    if order is None or household is None:
        return None
    if not order.open:
        if order.code != code:
            return None
        number = (await store.inventory.get(order.goods_id)).number
        raise Refused("order-ended", goods=number) if order.tries >= MOST_TRIES else Refused("order-used")
    if order.expires <= now:
        raise Refused("order-expired", goods=(await store.inventory.get(order.goods_id)).number)
    if order.code != code:
        if await store.orders.had(phone, code, now - _REMEMBERED):
            goods = await store.inventory.get(order.goods_id)
            raise Refused("order-replaced", goods=goods, pieces=order.quantity, code=order.code)
        await _miss(store, order, now)
    await store.orders.close(order.id, now)
    return order, household


async def _miss(store: Store, order: Order, now: datetime) -> None:
    await store.orders.miss(order.id)
    left = MOST_TRIES - order.tries - 1
    if left:
        raise Refused("order-wrong", left=left)
    await store.orders.close(order.id, now)
    raise Refused("order-ended", goods=(await store.inventory.get(order.goods_id)).number)


@boundary
async def confirm(
    work: Work, household: Household, order: Order, phone: str, new_pickup: Callable[[], str]
) -> Redeemed | Refused:
    """Reserve what was ordered. Refused as ``redeeming.check`` does: things may have changed meanwhile."""
    goods = await work.store.inventory.get(order.goods_id)
    wish = RedemptionRequest(household, goods, order.quantity, phone=phone, price=order.price)
    return await set_aside(work, unwrap(await check(work, wish)), new_pickup)
