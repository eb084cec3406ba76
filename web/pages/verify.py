"""``/verify``: the seals of all published rounds, and how to check one with nothing but SHA-256 (docs/seals.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.model.round import Round
from domain.model.seal import Seal
from domain.settlement.sealing import FIRST, heading
from web.site import Page, Visit


@dataclass(frozen=True, slots=True)
class SealLine:
    """A seal with its round, and the first of the lines that it is the hash of."""

    seal: Seal
    round: Round
    first_line: str


async def seals(visit: Visit) -> Page | None:
    """All seals of one unit when one is named, else the last of each."""
    town, wanted = visit.site.town, visit.asked.get("unit")
    if wanted is not None and wanted not in town.units:
        return None
    chains = {code: await _chain(visit, code) for code in ([wanted] if wanted else town.units)}
    return Page("verify.html", {"chains": chains, "wanted": wanted, "first": FIRST})


async def _chain(visit: Visit, unit: str) -> Sequence[SealLine]:
    """The unit's seals, the last first."""
    rounds = {one.id: one for one in await visit.store.rounds.of_unit(unit)}
    lines = []
    for seal in await visit.store.seals.of_unit(unit):
        round_ = rounds[seal.round_id]
        first = heading(unit, round_.period.key, seal.previous, withdraws=seal.withdraws)
        lines.append(SealLine(seal, round_, first))
    return lines[::-1]
