"""What waits for a second officer (design part 3, points 5, 7, 9 and 12), so that nothing waits unseen."""

from __future__ import annotations

from collections.abc import Sequence

from domain.entries.vetoing import unconfirmed
from domain.model.awaited import Awaited, AwaitedKind
from domain.work import Work


async def awaiting(work: Work) -> Sequence[Awaited]:
    """What waits in the unit, oldest first."""
    proposed = await work.store.awaiting.of_unit(work.unit)
    return sorted([*proposed, *await _vetoes(work)], key=lambda one: one.made)


async def _vetoes(work: Work) -> list[Awaited]:
    """Of this year and the last, which may still be open to corrections."""
    found = []
    for year in (work.now.year - 1, work.now.year):
        for entry in await unconfirmed(work.store, work.unit, year):
            home = await work.store.roster.by_id(entry.household_id)
            found.append(
                Awaited(AwaitedKind.VETO, entry.id, entry.officer_name, entry.at, home, entry.item, subject=entry.id)
            )
    return found
