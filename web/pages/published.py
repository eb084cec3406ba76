"""``/u/{unit}/r/{round}`` and ``/u/{unit}/q/{quarter}``: a published round, and a quarter of them."""

from __future__ import annotations

from domain.model.calendar import parse_quarter, parse_round
from domain.model.errors import Refused
from domain.settlement.board import quarter_board, round_board
from domain.settlement.sealing import seal_of
from web.paging import table_page
from web.site import Page, Visit


async def of_round(visit: Visit) -> Page | None:
    """A round's table; None where it is not published."""
    code, key = visit.parts["unit"], visit.parts["round"]
    round_ = await visit.store.rounds.find(code, key) if code in visit.site.town.units and _is_round(key) else None
    board = await round_board(visit.store, round_, visit.today) if round_ else None
    if round_ is None or board is None:
        return None
    page = table_page(visit.asked, board.table.lines, board.table.corrections)
    if page is None:
        return None
    shows = {"unit": code, "unit_name": visit.site.town.units[code], "board": board, "page": page}
    return Page("round.html", shows)


async def of_quarter(visit: Visit) -> Page | None:
    """A quarter's table; None while none of its rounds is published."""
    code = visit.parts["unit"]
    try:
        quarter = parse_quarter(visit.parts["quarter"])
    except Refused:
        return None
    if code not in visit.site.town.units:
        return None
    board = await quarter_board(visit.store, code, quarter, visit.now)
    if board is None:
        return None
    page = table_page(visit.asked, board.summary.lines, board.summary.corrections)
    if page is None:
        return None
    seals = [await seal_of(visit.store, one.id) for one in board.summary.rounds]
    rounds = list(zip(board.summary.rounds, seals, strict=True))
    name = visit.site.town.units[code]
    shows = {"unit": code, "unit_name": name, "board": board, "rounds": rounds, "page": page}
    return Page("quarter.html", shows)


def _is_round(key: str) -> bool:
    try:
        return parse_round(key).key == key
    except Refused:
        return False
