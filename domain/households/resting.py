"""A household that is excused until further notice 长期免考 (an empty house): no score, which is not 0."""

from __future__ import annotations

from collections.abc import Sequence

from domain.boundary import boundary, unwrap
from domain.households.excusing import check_may_excuse, excuse, include
from domain.model.errors import Refused
from domain.model.people import Household, Officer
from domain.model.round import Round
from domain.work import Work


@boundary
async def rest(
    work: Work, officer: Officer | None, round_: Round, household: Household, reason: str
) -> Sequence[Round] | Refused:
    """Excuse it from the open rounds from that one on, and from every round that begins; the rounds it leaves now.

    Refused: excused-for-long, and as ``domain.households.excusing.excuse``.
    """
    store = work.store
    check_may_excuse(officer, household, await store.roster.kin(household.id))
    if not reason.strip():
        raise Refused("no-reason")
    left = []
    for one in await store.rounds.open_from(round_.unit, round_.period.first):
        standing = await store.scores.lock(household.id, one.id)
        if standing is None or await store.excuses.is_excused(household.id, one.id):
            continue  # it came later, or is excused from that one already
        left.append(unwrap(await excuse(work, officer, one, household, reason)))
    if not await store.households.excuse_for_long(household.id, reason, officer.id if officer else None, work.now):
        raise Refused("excused-for-long", household=household)
    return left


@boundary
async def resume(
    work: Work, officer: Officer | None, round_: Round, household: Household
) -> tuple[Round, int | None] | Refused:
    """Take it back in: into that round, or into the current one when it was excused until further notice; its score.

    Rounds of the time in which it was excused stay without a score, and so does the current one when it is settled:
    then it is None. Refused as ``domain.households.excusing.include``.
    """
    store = work.store
    if await store.households.long_excuse(household.id) is None:
        return round_, unwrap(await include(work, officer, round_, household))
    check_may_excuse(officer, household, await store.roster.kin(household.id))
    await store.households.end_long_excuse(household.id, work.now)
    current = await store.rounds.current(household.unit) or round_
    excused = current.state == "open" and await store.excuses.is_excused(household.id, current.id)
    return current, unwrap(await include(work, officer, current, household)) if excused else None
