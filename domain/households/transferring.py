"""A household moves to another unit 跨村搬家: it leaves here, and comes there with its phones and what it can spend.

What was scored and published here stays here, and with it what was earned: each unit ranks by its own rounds and book.
So the household gets a new file there, with a code of its own, and the two files name each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.households.coming import add, check_new
from domain.households.leaving import carry, check_leave, leave_for
from domain.households.registry import Outcome, Registry, check_day
from domain.households.wanted import Wanted, WantedKind
from domain.model.people import Household, Officer, check_here, check_impartial, check_specialist
from domain.model.round import Round


@dataclass(frozen=True, slots=True)
class Transferred:
    """``left`` as it is here by now, ``came`` as it is there; ``points`` went along, by year."""

    left: Outcome
    came: Household
    points: Mapping[int, int]
    scored: tuple[Round, ...]


async def transfer(here: Registry, there: Registry, wanted: Wanted, household: Household) -> Transferred:
    """A specialist of each unit has said so: ``here.officer`` and ``there.officer``.

    Raises Refused (specialist-only, own-household, kin-household, household-left, no-reason, still-open, place-taken,
    day-settled, future-day, before-joined).
    """
    store = here.store
    for unit in sorted((here.unit, there.unit)):
        await store.rounds.hold(unit)
    household = await store.households.lock(household.id)
    check_here(household)
    await check_day(here, wanted.day, await store.households.joined(household.id))
    kin = await store.roster.kin(household.id)
    for registry in (here, there):
        _check_officer(registry.officer, registry.unit, household, kin)
    await check_leave(here, wanted, household)
    phones = tuple(await store.households.phones(household.id))
    coming = replace(wanted, kind=WantedKind.ADD, household=0, head=household.head, phones=phones)
    await check_new(there, coming, None)
    came = await add(replace(there, officer=here.officer, second=there.officer), coming, None, parent=household)
    seen = len(await store.households.history(household.id))
    left = await leave_for(replace(here, second=there.officer), wanted, household, came.household)
    await store.households.add_kin(came.household.id, [household.id, *(home.id for home in kin)])
    points = await carry(here, left.points, household, came.household, f"merge:{household.id}:{seen}")
    return Transferred(left, came.household, points, tuple(came.scored))


def _check_officer(officer: Officer | None, unit: str, household: Household, kin: tuple[Household, ...]) -> None:
    if officer is not None:
        check_specialist(officer, unit)
        check_impartial(officer, household, kin)
