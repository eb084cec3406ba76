"""The fortnight's good deeds 好人好事: what the merits in the books come to, nobody named (section 五（二）)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from domain.boundary import boundary
from domain.model.errors import Refused
from domain.model.people import Officer, check_specialist
from domain.model.rulebook import Item
from domain.work import Work

FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Deed:
    """A merit, and how many households earned it."""

    item: Item
    households: int


@dataclass(frozen=True, slots=True)
class GoodDeeds:
    """The merits of the days from ``first`` to ``last``, both included, the one of most households first."""

    first: date
    last: date
    deeds: tuple[Deed, ...]


@boundary
async def good_deeds(work: Work, officer: Officer | None, last: date) -> GoodDeeds | Refused:
    """What was recorded as earned in the 14 days up to ``last``; ``officer`` None = the operator or the program.

    Only entries that count: merits that were not taken back. Refused: specialist-only, no-good-deeds.
    """
    if officer is not None:
        check_specialist(officer, work.unit)
    first = last - FORTNIGHT + timedelta(days=1)
    items: dict[str, Item] = {}
    households: defaultdict[str, set[int]] = defaultdict(set)
    for round_ in await work.store.rounds.of_unit(work.unit):
        if round_.period.after <= first:
            continue
        book = await work.store.books.version(round_.book_hash)
        for entry in await work.store.ledger.of_whole_round(round_.id):
            item = book.items.get(entry.item)
            if item and item.start == "zero" and entry.live and entry.points > 0 and first <= entry.day <= last:
                items[item.code] = item
                households[item.code].add(entry.household_id)
    if not items:
        raise Refused("no-good-deeds", first=first)
    deeds = [Deed(items[code], len(who)) for code, who in households.items()]
    return GoodDeeds(first, last, tuple(sorted(deeds, key=lambda one: (-one.households, one.item.code))))
