"""``/u/{unit}/r/{round}`` and ``/u/{unit}/q/{quarter}``: a published round, and a quarter of them."""

from __future__ import annotations

from domain.model.calendar import parse_quarter, parse_round
from domain.model.errors import Refused
from domain.settlement.board import quarter_board, round_board
from domain.settlement.sealing import seal_of
from web.site import Page, Visit


async def of_round(visit: Visit) -> Page | None:
    """A round's table; None where it is not published."""
    code, key = visit.parts["unit"], visit.parts["round"]
    round_ = await visit.store.rounds.find(code, key) if code in visit.site.town.units and _is_round(key) else None
    board = await round_board(visit.store, round_, visit.today) if round_ else None
    if round_ is None or board is None:
        return None
    policy = (await visit.store.books.version(round_.book_hash)).policy
    shows = {"unit": code, "unit_name": visit.site.town.units[code], "board": board, "policy": policy}
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
    seals = [await seal_of(visit.store, one.id) for one in board.summary.rounds]
    rounds = list(zip(board.summary.rounds, seals, strict=True))
    shows = {"unit": code, "unit_name": visit.site.town.units[code], "board": board, "rounds": rounds}
    return Page("quarter.html", shows)


def _is_round(key: str) -> bool:
    try:
        return parse_round(key).key == key
    except Refused:
        return False
