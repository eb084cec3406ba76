"""Taking a household out of a round: no score in it, which is not 0 (an empty house; design part 3, point 4)."""

from __future__ import annotations

from domain.boundary import boundary
from domain.ledger.caps import taken_before
from domain.ledger.rederiving import rederive_later
from domain.model.errors import Refused
from domain.model.people import Household, Officer, check_here, check_impartial, check_of_unit, check_specialist
from domain.model.round import HouseholdScore, Round
from domain.ports.store import Store
from domain.scoring.score import live_points, score
from domain.work import Work


@boundary
async def excuse(
    work: Work, officer: Officer | None, round_: Round, household: Household, reason: str
) -> Round | Refused:
    """Excuse a household from an open round, with a reason; ``officer`` None = by the command line.

    Refused: specialist-only, own-household, kin-household, excuse-closed, excused, no-reason.
    """
    store, now = work.store, work.now
    locked = await _lock(store, officer, round_, household)
    if not reason.strip():
        raise Refused("no-reason")
    if locked.score is None:
        raise Refused("excused", household=household)
    await store.scores.put(household.id, round_.id, None)
    await rederive_later(store, household, round_, now)
    await store.excuses.note(household.id, round_.id, reason, officer.id if officer else None, now)
    return round_


@boundary
async def include(work: Work, officer: Officer | None, round_: Round, household: Household) -> int | Refused:
    """Take an excused household back in, with what its entries come to; its score.

    Refused: specialist-only, own-household, kin-household, excuse-closed, not-excused.
    """
    store, now = work.store, work.now
    locked = await _lock(store, officer, round_, household)
    if locked.score is not None:
        raise Refused("not-excused", household=household)
    book = await store.books.version(round_.book_hash)
    taken = await taken_before(store, household, round_, book)
    total = score(book, live_points(await store.ledger.of_round(household.id, round_.id)), taken).total
    await store.scores.put(household.id, round_.id, total)
    await rederive_later(store, household, round_, now)
    await store.excuses.end(household.id, round_.id, now)
    return total


def check_may_excuse(officer: Officer | None, household: Household, kin: tuple[Household, ...]) -> None:
    """Raise Refused (specialist-only, own-household, kin-household); the command line may always."""
    if officer is not None:
        check_specialist(officer, household.unit)
        check_impartial(officer, household, kin)


async def _lock(store: Store, officer: Officer | None, round_: Round, household: Household) -> HouseholdScore:
    check_may_excuse(officer, household, await store.roster.kin(household.id))
    check_of_unit(household, round_.unit)
    check_here(household)
    locked = await store.scores.lock(household.id, round_.id)
    if locked is None:
        raise Refused("not-in-round", household=household, round=round_.period.key)
    if locked.round.state != "open":
        raise Refused("excuse-closed", round=round_.period.key)
    return locked
