"""A household moves to another unit 跨村搬家: it leaves here, and comes there with its phones and what it can spend.

What was scored and published here stays here, and with it what was earned: each unit ranks by its own rounds and book.
So the household gets a new file there, with a code of its own, and the two files name each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.boundary import boundary
from domain.households.coming import add, check_new
from domain.households.leaving import carry, check_leave, divide, leave_for
from domain.households.registrar import ChangeOutcome, Registrar, check_day
from domain.households.wanted import Wanted, WantedKind
from domain.model.errors import Refused
from domain.model.people import Household, Officer, check_here, check_impartial, check_specialist
from domain.model.round import Round
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Transferred:
    """``left`` as it is here by now, with the points that went along; ``came`` as it is there."""

    left: ChangeOutcome
    came: Household
    scored: tuple[Round, ...]


@boundary
async def transfer(
    work: Work, here: Officer, there: Officer, wanted: Wanted, household: Household
) -> Transferred | Refused:
    """A specialist of each unit, ``here`` and ``there``, has said so.

    Refused: specialist-only, own-household, kin-household, household-left, no-reason, still-open, place-taken,
    day-settled, future-day, before-joined.
    """
    store, new_work = work.store, work.about(wanted.new_place.unit)
    leaving, joining = Registrar(work, here, there), Registrar(new_work, here, there)
    for unit in sorted((work.unit, new_work.unit)):
        await store.rounds.hold(unit)
    household = await store.households.lock(household.id)
    check_here(household)
    await check_day(leaving, wanted.day, await store.households.joined(household.id))
    kin = await store.roster.kin(household.id)
    for officer, unit in ((here, work.unit), (there, new_work.unit)):
        check_specialist(officer, unit)
        check_impartial(officer, household, kin)
    await check_leave(leaving, wanted, household)
    phones = tuple(await store.households.phones(household.id))
    coming = replace(wanted, kind=WantedKind.ADD, household=0, head=household.head, phones=phones)
    await check_new(Registrar(new_work, there), coming, None)
    came = await add(joining, coming, None, parent=household)
    seen = len(await store.households.history(household.id))
    left = await leave_for(leaving, wanted, household, came.household)
    await store.households.add_kin(came.household.id, [household.id, *(home.id for home in kin)])
    along, kept = await divide(leaving, left.points, came.household)
    await carry(leaving, along, household, came.household, f"merge:{household.id}:{seen}")
    return Transferred(replace(left, points=along, kept=kept), came.household, tuple(came.scored))
