"""What was published: a round's table and a quarter's summary."""

from __future__ import annotations

from app.printing.document import Document, PrintOrder
from app.terminal.finding import find_period, find_quarter
from domain.model import printable
from domain.model.errors import Refused
from domain.settlement.board import quarter_board, round_board
from domain.settlement.sealing import seal_of
from paper.board import board
from paper.quarter import quarter
from paper.typesetting import FilledTemplate


async def _board(order: PrintOrder) -> FilledTemplate:
    key = find_period(order.which, order.now.date()).key
    round_ = await order.store.rounds.find(order.unit, key)
    if round_ is None:
        raise Refused("no-such-round", unit=order.unit_name, round=key)
    seen = await round_board(order.store, round_, order.now.date())
    if seen is None:
        raise Refused("nothing-published", unit=order.unit_name, round=key)
    return board(order.unit_name, seen, order.contact)


async def _quarter(order: PrintOrder) -> FilledTemplate:
    period = find_quarter(order.which, order.now.date())
    seen = await quarter_board(order.store, order.unit, period, order.now)
    if seen is None:
        raise Refused("quarter-not-settled", unit=order.unit_name, quarter=period.key)
    seals = [await seal_of(order.store, round_.id) for round_ in seen.summary.rounds]
    return quarter(order.unit_name, seen, seals)


BOARD = Document(printable.BOARD, "公示的一轮，贴公示栏", _board)
QUARTER = Document(printable.QUARTER, "一个季度的汇总考评", _quarter)
