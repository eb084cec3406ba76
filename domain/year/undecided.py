"""What of a year still waits for somebody's decision: while it does, the year's ranking may change."""

from __future__ import annotations

from dataclasses import dataclass

from domain.entries.vetoing import unconfirmed
from domain.model.award_proposal import AwardProposal
from domain.ports.store import Store


@dataclass(frozen=True, slots=True)
class Undecided:
    """Numbers of open objections and claims, and of entries: vetoes to be confirmed, reversals proposed.

    ``awards`` are large ones for settled rounds that wait for a second officer, ``rectified`` the deductions of which a
    share waits to be given back.
    """

    objections: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()
    vetoes: tuple[int, ...] = ()
    reversals: tuple[int, ...] = ()
    awards: tuple[AwardProposal, ...] = ()
    rectified: tuple[int, ...] = ()

    @property
    def many(self) -> int:
        """How many there are."""
        return sum(map(len, (self.objections, self.claims, self.vetoes, self.reversals, self.awards, self.rectified)))


async def undecided(store: Store, unit: str, year: int) -> Undecided:
    """What waits in the unit about that year."""
    rounds = {round_.id for round_ in await store.rounds.of_year(unit, year)}
    objections = await store.objections.open_of_unit(unit)
    claims = await store.claims.open_of_unit(unit)
    return Undecided(
        objections=tuple(case.id for case in objections if case.round_id in rounds),
        claims=tuple(claim.number for claim in claims if claim.day.year == year),
        vetoes=tuple(entry.id for entry in await unconfirmed(store, unit, year)),
        reversals=tuple(await store.proposals.reversals(unit, year)),
        awards=tuple(await store.award_proposals.waiting(unit, year)),
        rectified=tuple(await store.rectifications.waiting(unit, year)),
    )
