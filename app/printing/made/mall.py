"""What was given out for points: the receipt of one redemption, and the book to sign of a quarter."""

from __future__ import annotations

from datetime import date, datetime, time

from app.printing.document import Document, PrintOrder
from app.terminal.finding import find_quarter
from domain.model import printable
from domain.model.errors import Refused
from paper.receipt import receipt
from paper.redemptions import redemptions
from paper.typesetting import FilledTemplate
from paper.words import period_name


async def _redemptions(order: PrintOrder) -> FilledTemplate:
    """The receipt of one redemption by its number, or the list of a quarter."""
    if order.which.isdecimal():
        return await _receipt(order, int(order.which))
    quarter = find_quarter(order.which, order.now.date())
    first, after = _midnight(quarter.first, order.now), _midnight(quarter.after, order.now)
    made = await order.store.redemptions.made(order.unit, first, after)
    homes = {home.id: home for home in await order.store.roster.ever_of_unit(order.unit)}
    goods = {one.id: one for one in await order.store.inventory.of_unit(order.unit)}
    return redemptions(f"{order.unit_name}{period_name(quarter)}兑换领取台账", made, homes, goods)


async def _receipt(order: PrintOrder, number: int) -> FilledTemplate:
    """Raises Refused("no-redemption")."""
    one = await order.store.redemptions.get(number)
    if one is None:
        raise Refused("no-redemption", redemption=number)
    goods = await order.store.inventory.get(one.goods_id)
    if goods.unit != order.unit:
        raise Refused("no-redemption", redemption=number)
    return receipt(order.unit_name, one, await order.store.roster.by_id(one.household_id), goods)


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)


REDEMPTIONS = Document(printable.REDEMPTIONS, "一季的兑换领取台账，或者一笔（写编号）的领取单", _redemptions)
