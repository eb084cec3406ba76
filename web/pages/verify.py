"""``/verify``: the seals of all published rounds, and how to check one with nothing but SHA-256 (docs/seals.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.model.round import Round
from domain.model.seal import Seal
from domain.settlement.sealing import heading
from web.paging import page_number
from web.site import Page, Visit

MOST_SEALS = 60
"""Of one unit on one page: those of five years."""
MOST_TOGETHER = 100
"""Of all units on one page, without their first lines."""


@dataclass(frozen=True, slots=True)
class SealLine:
    """A seal with its round, and the first of the lines that it is the hash of."""

    seal: Seal
    round: Round
    first_line: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A unit's seals, the last first; ``many`` may be more than those ``shown``."""

    shown: Sequence[SealLine]
    many: int


async def seals(visit: Visit) -> Page | None:
    """The last seals of each unit; all of one unit, in pages, when one is named."""
    wanted = visit.asked.get("unit")
    if wanted is not None:
        return await _of_unit(visit, wanted) if wanted in visit.site.town.units else None
    most = max(1, MOST_TOGETHER // max(1, len(visit.site.town.units)))
    found = {code: await _chain(visit, code) for code in visit.site.town.units}
    chains = {code: Chain(chain[:most], len(chain)) for code, chain in found.items()}
    return Page("verify.html", {"chains": chains, "wanted": None, "page": 1, "pages": 1})


async def _of_unit(visit: Visit, unit: str) -> Page | None:
    chain = await _chain(visit, unit)
    pages = max(1, -(-len(chain) // MOST_SEALS))
    page = page_number(visit.asked, pages)
    if page is None:
        return None
    shown = chain[MOST_SEALS * (page - 1) : MOST_SEALS * page]
    return Page(
        "verify.html", {"chains": {unit: Chain(shown, len(chain))}, "wanted": unit, "page": page, "pages": pages}
    )


async def _chain(visit: Visit, unit: str) -> Sequence[SealLine]:
    """The unit's seals, the last first."""
    rounds = {one.id: one for one in await visit.store.rounds.of_unit(unit)}
    lines = []
    for seal in await visit.store.seals.of_unit(unit):
        round_ = rounds[seal.round_id]
        first = heading(unit, round_.period.key, seal.previous, withdraws=seal.withdraws)
        lines.append(SealLine(seal, round_, first))
    return lines[::-1]
