"""户档案: one household's whole file over the years."""

from __future__ import annotations

from app.printing.document import Document, Order
from app.terminal.finding import find_household
from bot.wording.households import history_line
from domain.model import printable
from domain.model.people import Household
from domain.pages.whole_file import whole_file
from domain.work import Work
from paper.household_file import household_file
from paper.typesetting import Sheet


async def _file(order: Order) -> Sheet:
    household = await find_household(order.store, order.unit, order.which)
    return await file_of(order, household)


async def file_of(order: Order, household: Household) -> Sheet:
    """The file of that household; ``jifen households file`` writes the same as text."""
    work = Work(order.store, order.town, household.unit, order.now, "print")
    whole = await whole_file(work, household)
    changes = [history_line(change, household.unit) for change in whole.file.history]
    return household_file(order.town.units[household.unit], whole, changes, order.now.date())


FILE = Document(printable.FILE, "一户历年的档案", _file)
