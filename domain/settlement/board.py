"""The board 公示表: what anybody may see of a published round or quarter on a day; page and poster show the same.

Names are shown as the rulebook says while the days of publicity last, and not at all afterwards (design part 4, Pages).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.model.calendar import Period
from domain.model.round import Round
from domain.ports.store import Store
from domain.settlement.publication import Correction, Publication, publication
from domain.settlement.quarter import Summary, summarise


@dataclass(frozen=True, slots=True)
class RoundBoard:
    """A round's table. ``last_day``: the last of the days of publicity, None when they are over.

    Without them the names of ``table`` are empty.
    """

    table: Publication
    last_day: date | None


@dataclass(frozen=True, slots=True)
class QuarterBoard:
    """A quarter's table, with names as long as any of its rounds is in its days of publicity."""

    summary: Summary
    last_day: date | None


async def round_board(store: Store, round_: Round, today: date) -> RoundBoard | None:
    """The round as it may be seen today; None while it is not published."""
    if round_.state == "open":
        return None
    table, last = await publication(store, round_), last_day(round_, today)
    if last is None:
        lines = tuple(replace(line, name="") for line in table.lines)
        table = replace(table, lines=lines, corrections=_nameless(table.corrections))
    return RoundBoard(table, last)


async def quarter_board(store: Store, unit: str, quarter: Period, now: datetime) -> QuarterBoard | None:
    """The quarter as it may be seen now; None while none of its rounds is published."""
    summary = await summarise(store, unit, quarter, now)
    if summary is None:
        return None
    days = [day for one in summary.rounds if (day := last_day(one, now.date()))]
    if not days:
        lines = tuple(replace(line, name="") for line in summary.lines)
        summary = replace(summary, lines=lines, corrections=_nameless(summary.corrections))
    return QuarterBoard(summary, max(days, default=None))


def last_day(round_: Round, today: date) -> date | None:
    """The last of the round's days of publicity, to whose end objections are open; None before and after them."""
    if round_.state == "open" or round_.final_on is None or today >= round_.final_on:
        return None
    return round_.final_on - timedelta(days=1)


async def published_rounds(store: Store, unit: str, year: int) -> list[Round]:
    """The unit's published and final rounds of that year and the year before, the latest first."""
    rounds = [*await store.rounds.of_year(unit, year - 1), *await store.rounds.of_year(unit, year)]
    return [one for one in reversed(rounds) if one.state != "open"]


def _nameless(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple(replace(one, name="") for one in corrections)
