"""What texts have cost and will cost this month, against the month's budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from app.reports.text_costs import CostLine, cost_lines, forecast_fen
from app.settings import Settings
from app.town import LoadedTown
from domain.model.calendar import month_of
from domain.model.rulebook import Policy
from storage.database import Connection
from storage.text_costs import outgoing

_FEN = 100
_NEARLY = 0.8
"""The part of the budget from which on it is nearly used up."""

Warned = Literal["too-fast", "nearly", "used-up"]
"""At this pace the month will cost more; four fifths are spent; all is spent."""


@dataclass(frozen=True, slots=True)
class MonthCost:
    """In yuan. ``budget`` 0 = none was set."""

    spent: float
    expected: float
    budget: int

    @property
    def too_much(self) -> bool:
        """Whether the budget will be passed."""
        return 0 < self.budget < self.expected

    @property
    def warning(self) -> Warned | None:
        """The gravest that there is reason for."""
        if not self.budget:
            return None
        if self.spent >= self.budget:
            return "used-up"
        if self.spent >= _NEARLY * self.budget:
            return "nearly"
        return "too-fast" if self.too_much else None


async def costs(
    connection: Connection, settings: Settings, town: LoadedTown, start: datetime, end: datetime
) -> list[CostLine]:
    """What went out within that time, at each unit's price."""

    def price(unit: str | None) -> int:
        book = town.books.get(unit or "")
        return (book.book.policy if book else Policy()).segment_price_fen

    return cost_lines(await outgoing(connection, start, end, settings.zone), price)


def month_cost(lines: Sequence[CostLine], settings: Settings, now: datetime) -> MonthCost:
    """Of this month, from lines that hold it whole."""
    month = month_of(now.date())
    spent = sum(line.fen for line in lines if line.month == month.key)
    return MonthCost(spent / _FEN, forecast_fen(lines, month, now.date()) / _FEN, settings.sms_budget)


def month_began(now: datetime) -> datetime:
    """The first instant of the month."""
    return datetime.combine(month_of(now.date()).first, time(), now.tzinfo)
