"""What was given out for points in a quarter: the book to sign."""

from __future__ import annotations

from datetime import date, datetime, time

from app.printing.document import Document, Order
from app.terminal.finding import find_quarter
from domain.model import printable
from paper.redemptions import redemptions
from paper.typesetting import Sheet
from paper.words import period_name


async def _redemptions(order: Order) -> Sheet:
    quarter = find_quarter(order.which, order.now.date())
    first, after = _midnight(quarter.first, order.now), _midnight(quarter.after, order.now)
    made = await order.store.redemptions.made(order.unit, first, after)
    homes = {home.id: home for home in await order.store.roster.ever_of_unit(order.unit)}
    goods = {one.id: one for one in await order.store.shelf.of_unit(order.unit)}
    return redemptions(f"{order.unit_name}{period_name(quarter)}兑换领取台账", made, homes, goods)


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)


REDEMPTIONS = Document(printable.REDEMPTIONS, "一个季度的兑换领取台账，领取时签名", _redemptions)
