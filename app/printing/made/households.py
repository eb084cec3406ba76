"""Sheets about households: door plates and passbook pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.printing.document import Document, PrintOrder
from app.terminal.finding import find_quarter
from domain.ledger.caps import counted_in
from domain.ledger.figures import QuarterFigures, quarter_figures
from domain.model import printable
from domain.model.calendar import Period
from domain.model.entry import Entry
from domain.model.errors import Refused
from domain.model.people import Household
from domain.model.round import Round
from domain.model.standing import Standing
from paper.passbook import PassbookEntry, PassbookPage, passbook
from paper.plates import plates
from paper.typesetting import FilledTemplate


async def _plates(order: PrintOrder) -> FilledTemplate:
    return plates(order.unit_name, await order.everybody(), order.contact)


async def _passbook(order: PrintOrder) -> FilledTemplate:
    quarter = find_quarter(order.which, order.now.date())
    figures = await quarter_figures(order.store, order.unit, quarter)
    if not figures.settled:
        raise Refused("quarter-not-settled", unit=order.unit_name, quarter=quarter.key)
    standings = {one.household.id: one for one in await order.store.standings.of_unit(order.unit, quarter.year)}
    everybody = [home for home in await order.everybody() if home.id in figures.scores]
    changes = await _changes(order, figures.settled, everybody)
    pages = [await _page(order, figures, standings[home.id], changes[home.id]) for home in everybody]
    return passbook(order.unit_name, quarter, pages, order.contact)


async def passbook_of(order: PrintOrder, household: Household, quarter: Period) -> FilledTemplate | None:
    """One household's own page of the quarter's passbooks; None while it has no settled round in it."""
    figures = await quarter_figures(order.store, order.unit, quarter)
    if household.id not in figures.scores:
        return None
    standing = await order.store.standings.of_household(household, quarter.year)
    changes = await _changes(order, figures.settled, [household])
    page = await _page(order, figures, standing, changes[household.id])
    return passbook(order.unit_name, quarter, [page], order.contact)


async def _page(
    order: PrintOrder, figures: QuarterFigures, standing: Standing, changes: Sequence[PassbookEntry]
) -> PassbookPage:
    home = standing.household.id
    scores = figures.scores[home]
    return PassbookPage(
        standing=standing,
        scores=[(one.period, scores[one.id]) for one in figures.settled if one.id in scores],
        points=figures.points(home),
        changes=changes,
        postings=await order.store.accounts.postings(home, figures.quarter.year),
        own=order.own_page(standing.household),
    )


async def _changes(
    order: PrintOrder, rounds: Sequence[Round], households: Sequence[Household]
) -> Mapping[int, list[PassbookEntry]]:
    """Their entries in these rounds by household, oldest first."""
    homes = {home.id: home for home in households}
    found: defaultdict[int, list[PassbookEntry]] = defaultdict(list)
    for round_ in rounds:
        book = await order.store.books.version(round_.book_hash)
        wordings = {code: item.wording for code, item in book.items.items()}
        wordings |= {veto.code: veto.wording for veto in book.vetoes}
        theirs: defaultdict[int, list[Entry]] = defaultdict(list)
        for entry in await _entries(order, round_, households):
            theirs[entry.household_id].append(entry)
        for home, entries in theirs.items():
            if home in homes:
                counted = await counted_in(order.store, homes[home], round_, entries)
                found[home] += [PassbookEntry(one, wordings.get(one.item, ""), counted[one.id]) for one in entries]
    return found


async def _entries(order: PrintOrder, round_: Round, households: Sequence[Household]) -> Sequence[Entry]:
    """At least those of these households; one household's are not looked for among everybody's."""
    if len(households) == 1:
        return await order.store.ledger.of_round(households[0].id, round_.id)
    return await order.store.ledger.of_whole_round(round_.id)


PLATES = Document(printable.PLATES, "户码门牌，一页十张", _plates)
PASSBOOK = Document(printable.PASSBOOK, "每户一页的季度存折", _passbook)
