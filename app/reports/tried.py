"""A rulebook tried on what was recorded in a year, before it counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from app.reports.entries import by_round
from domain.ledger.caps import Caps
from domain.model.people import Household
from domain.model.rulebook import Rulebook
from domain.ports.store import Store
from domain.scoring.score import live_points
from storage.ledger import SqlLedger


@dataclass(slots=True)
class Tried:
    """What one household's rounds of the year add up to, as they stand and by the book that is tried."""

    household: Household
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Trial:
    """Every household that was scored; how many live entries are for items that the book does not know, by code."""

    rounds: int
    households: dict[int, Tried] = field(default_factory=dict)
    unknown: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


async def try_book(store: Store, ledger: SqlLedger, unit: str, year: int, book: Rulebook) -> Trial:
    """Score the year's rounds anew, the open one included. Nothing is changed."""
    homes = {home.id: home for home in await store.roster.ever_of_unit(unit)}
    entries = by_round(await ledger.of_unit(unit, None))
    rounds = await store.rounds.of_year(unit, year)
    trial, caps = Trial(len(rounds)), defaultdict[int, Caps](Caps)
    for round_ in rounds:
        for household, stored in (await store.scores.of_round(round_.id)).items():
            if stored is None:
                continue
            points = live_points(entries[round_.id][household])
            tried = trial.households.setdefault(household, Tried(homes[household]))
            tried.before += stored
            tried.after += caps[household].score(book, round_.period, points).total
            for code in points.keys() - book.items.keys() - book.veto_by_code.keys():
                trial.unknown[code] += 1
    return trial
