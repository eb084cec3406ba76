"""After a change in a round: its score, and whatever hangs on it: later rounds, and accounts once it is settled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from domain.ledger.accounts import follow
from domain.ledger.caps import derive_year, taken_before
from domain.model.account import PostingKind
from domain.model.entry import Entry
from domain.model.people import Household
from domain.model.round import HouseholdScore, Round
from domain.model.rulebook import Rulebook
from domain.ports.store import Store
from domain.scoring.score import RoundScore, live_points, score
from domain.work import Work


async def rederive(
    work: Work, household: Household, locked: HouseholdScore, book: Rulebook, entries: Iterable[Entry], cause: str
) -> RoundScore:
    """Recompute a household's round from all its ``entries`` there, and its account when the round is settled.

    A household that is excused from the round stays so. ``cause`` names the change uniquely: ``entry:123``.
    """
    store, now = work.store, work.now
    taken = await taken_before(store, household, locked.round, book)
    round_score = score(book, live_points(entries), taken)
    if locked.score is None:
        return round_score
    changed = await _put(store, household, locked, round_score.total)
    changed += await rederive_later(store, household, locked.round, now)
    if any(round_.state != "open" for round_ in changed):
        await follow(store, locked.round, PostingKind.CORRECTION, cause, now, household.id)
    return round_score


async def rederive_later(store: Store, household: Household, round_: Round, now: datetime) -> list[Round]:
    """Recompute the household's later rounds of that year where caps hold for several rounds; those that changed."""
    later = await _lock_later(store, household.id, round_, now.date())
    changed: list[Round] = []
    if later:
        for one in await derive_year(store, household, round_.period.year):
            if one.standing.round.id in later and one.score is not None:
                changed += await _put(store, household, one.standing, one.score.total)
    return changed


async def lock(store: Store, household_id: int, day: date, today: date) -> None:
    """Lock all that a change on that day can move: the score of its round, and of those that depend on it."""
    standing = await store.scores.lock(household_id, day)
    if standing is not None:
        await _lock_later(store, household_id, standing.round, today)


async def _lock_later(store: Store, household_id: int, round_: Round, today: date) -> frozenset[int]:
    """The ids of the later rounds of that year, if any of them has shared caps; their scores are locked, in order."""
    if today < round_.period.after:
        return frozenset()
    rounds = await store.rounds.of_year(round_.unit, round_.period.year)
    later = [one for one in rounds if one.period.first >= round_.period.after]
    if not any([(await store.books.version(one.book_hash)).shared for one in later]):
        return frozenset()
    for one in later:
        await store.scores.lock(household_id, one.id)
    return frozenset(one.id for one in later)


async def _put(store: Store, household: Household, standing: HouseholdScore, total: int) -> list[Round]:
    """Store a score; its round if that changed anything."""
    if standing.score == total:
        return []
    await store.scores.put(household.id, standing.round.id, total)
    return [standing.round]
