"""After a change in a round: its score, and whatever hangs on a round that is settled already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.accounts import follow
from domain.entry import Entry
from domain.people import Household
from domain.ports import HouseholdScore, PostingKind, Store
from domain.rulebook import Rulebook
from domain.scoring import RoundScore, live_points, score


async def rederive(
    store: Store,
    household: Household,
    locked: HouseholdScore,
    book: Rulebook,
    entries: Iterable[Entry],
    cause: str,
    now: datetime,
) -> RoundScore:
    """Recompute a household's round from all its ``entries`` there, and its account when the round is settled.

    A household that is excused from the round stays so. ``cause`` names the change uniquely: ``entry:123``.
    """
    round_score = score(book, live_points(entries))
    if locked.score is None or locked.score == round_score.total:
        return round_score
    await store.rounds.set_score(household.id, locked.round.id, round_score.total)
    if locked.round.state != "open":
        await follow(store, locked.round, PostingKind.CORRECTION, cause, now, household.id)
    return round_score
