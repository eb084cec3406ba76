"""Forms and cards that need no figures: the rules, the text card, the claim form, the inspection sheet."""

from __future__ import annotations

from app.printing.document import Document, PrintOrder
from app.terminal.finding import find_period
from domain.model import printable
from domain.model.rulebook import Rulebook
from paper.card import card
from paper.claim_form import claim_form
from paper.inspection import inspection
from paper.rules import rules
from paper.typesetting import FilledTemplate
from rules.loader import BookSource, parse


async def _rules(order: PrintOrder) -> FilledTemplate:
    current = order.town.current(order.unit)
    return rules(order.unit_name, current.book, parse(BookSource(current.town_text, "", "", "")))


async def _card(order: PrintOrder) -> FilledTemplate:
    return card(order.unit_name, order.contact)


async def _claim(order: PrintOrder) -> FilledTemplate:
    return claim_form(order.unit_name, order.town.current(order.unit).book)


async def _inspection(order: PrintOrder) -> FilledTemplate:
    period = find_period(order.which, order.now.date())
    book = await _book(order, period.key)
    return inspection(order.unit_name, book, period, await order.everybody())


async def _book(order: PrintOrder, key: str) -> Rulebook:
    """That of the round, of a round that has not begun the book in force."""
    round_ = await order.store.rounds.find(order.unit, key)
    return await order.store.books.version(round_.book_hash) if round_ else order.town.current(order.unit).book


RULES = Document(printable.RULES, "积分细则，标出本村自己的项", _rules)
CARD = Document(printable.CARD, "发短信能做什么，一页四张", _card)
CLAIM = Document(printable.CLAIM, "手写的申报表，一页两张", _claim)
INSPECTION = Document(printable.INSPECTION, "挨户检查时手填的表", _inspection)
