"""What a household may spend follows from its final rounds (design part 3, points 5, 6 and 8)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from domain.ledger.figures import averages, worth
from domain.model.account import AccountsOf, PostingKind
from domain.model.round import Round
from domain.ports.store import Store


async def follow(
    store: Store, round_: Round, kind: PostingKind, cause: str, now: datetime, household_id: int | None = None
) -> None:
    """Make the accounts of the round's year follow its scores: what was earned, and what of it can be spent.

    ``household_id`` None = the whole unit. ``cause`` names what happened, uniquely: ``round:17``, ``entry:123``.
    """
    of = AccountsOf(round_.unit, round_.period.year, household_id)
    average = await averages(store, of.unit, of.year)
    await store.accounts.recount(of, average=average)
    await store.accounts.credit(of, kind, cause, now, average=average)


async def count_settled(store: Store, round_: Round) -> None:
    """Let what the unit earned in the year follow its settled rounds; only final ones can be spent."""
    of = AccountsOf(round_.unit, round_.period.year)
    await store.accounts.recount(of, average=await averages(store, of.unit, of.year))


async def coming(store: Store, round_: Round) -> int:
    """About how many points more the unit's households could spend once that round and those published are final."""
    unit, year = round_.unit, round_.period.year
    average, vetoed = await averages(store, unit, year), await store.accounts.vetoed(unit, year)
    before: defaultdict[int, list[int]] = defaultdict(list)
    after: defaultdict[int, list[int]] = defaultdict(list)
    for one in await store.rounds.of_year(unit, year):
        if one.state == "open" and one.id != round_.id:
            continue
        for household_id, score in (await store.scores.of_round(one.id)).items():
            if score is not None and household_id not in vetoed:
                after[household_id].append(score)
                before[household_id] += [score] if one.state == "final" else []
    return sum(worth(scores, average=average) - worth(before[home], average=average) for home, scores in after.items())
