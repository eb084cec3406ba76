"""``/u/{unit}``: a unit's latest published table, its goods, its rules, and how to take part."""

from __future__ import annotations

from domain.model.announcement import Announcement
from domain.model.calendar import Period, quarter_of
from domain.model.goods import Goods
from domain.settlement.board import published_rounds, round_board
from rules.difference import difference
from web.paging import list_part
from web.site import Page, Visit

_FIRST_PLACES = 10
_MOST_MADE_KNOWN = 1000
_MOST_BYTES_MADE_KNOWN, _MOST_GOODS_BYTES = 9000, 6000
"""With all else the page is below 30 KB."""


async def unit(visit: Visit) -> Page | None:
    """The unit's page; None for a code that is not the town's."""
    code, site, store = visit.parts["unit"], visit.site, visit.store
    if code not in site.town.units:
        return None
    rounds = await published_rounds(store, code, visit.now.year)
    board = await round_board(store, rounds[0], visit.today) if rounds else None
    book = site.town.current(code).book
    offered = [one for one in await store.inventory.of_unit(code) if one.offered]
    goods = list_part(visit.asked, "goods", offered, goods_bytes, _MOST_GOODS_BYTES)
    public = await store.announcements.public(code, _MOST_MADE_KNOWN)
    made_known = list_part(visit.asked, "made_known", public, _made_known_bytes, _MOST_BYTES_MADE_KNOWN)
    if goods is None or made_known is None:
        return None
    return Page(
        "unit.html",
        {
            "unit": code,
            "unit_name": site.town.units[code],
            "board": board,
            "first_places": _FIRST_PLACES,
            "rounds": rounds,
            "quarters": _quarters([one.period for one in rounds]),
            "goods": goods,
            "made_known": made_known,
            "announcements": [one for one in made_known.shown if not one.is_model],
            "models": [one for one in made_known.shown if one.is_model],
            "book": book,
            "difference": difference(site.base, book),
        },
    )


def goods_bytes(one: Goods) -> int:
    """How long its line is, about."""
    return 220 + 3 * len(one.name)


def _made_known_bytes(one: Announcement) -> int:
    return 200 + 3 * len(one.text)


def _quarters(periods: list[Period]) -> list[Period]:
    """The quarters in which these lie, the latest first."""
    return list({quarter.key: quarter for quarter in (quarter_of(one.first) for one in periods)}.values())
