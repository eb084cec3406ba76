"""The final ranking of a year with its two lists, as it stands now (design part 3, points 6 and 14).

Who is on the lists is told by the rulebook of the year's last round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from domain.ledger.caps import Caps
from domain.model.closed_year import Honour
from domain.model.round import Round
from domain.model.standing import Standing
from domain.ports.store import Store
from domain.scoring.lists import Candidate, first_places, took_part, welfare_places
from domain.scoring.score import NOTHING


async def rank_year(store: Store, rounds: Sequence[Round], standings: Sequence[Standing]) -> list[Honour]:
    """The households in the order of ``standings``; ``rounds`` are the unit's of that year, oldest first."""
    policy = (await store.books.version(rounds[-1].book_hash)).policy
    settled = [round_ for round_ in rounds if round_.state != "open"]
    unit, year = rounds[-1].unit, rounds[-1].period.year
    merits, deductions = await _merits(store, settled), await store.ledger.deductions(unit, year)
    ranked = [one for one in standings if one.rank is not None and one.account.rounds]
    candidates = [
        Candidate(home, one.account.earned, merits.get(home, 0), deductions.get(home, 0))
        for one in ranked
        if took_part(one.account.rounds, len(settled))
        for home in [one.household.id]
    ]
    honours = first_places(candidates, policy.honours_places)
    welfare = first_places(candidates, welfare_places(len(ranked), policy.welfare_top_percent))
    places = {one.household.id: one.rank for one in ranked}
    return [
        Honour(
            household=one.household,
            rank=places.get(home),
            earned=one.account.earned,
            rounds=one.account.rounds,
            unspent=max(0, one.account.balance),
            vetoed=one.account.vetoes > 0,
            honoured=home in honours.listed,
            welfare=home in welfare.listed,
            honoured_tied=home in honours.tied,
            welfare_tied=home in welfare.tied,
            merits=merits.get(home, 0),
            deductions=deductions.get(home, 0),
        )
        for one in standings
        for home in [one.household.id]
    ]


async def _merits(store: Store, settled: Sequence[Round]) -> Mapping[int, int]:
    """What each household earned beyond the obligations in these rounds of a year, by household id."""
    if not settled:
        return {}
    points = await store.ledger.live_points(settled[0].unit, settled[0].period.year)
    caps: defaultdict[int, Caps] = defaultdict(Caps)
    earned: defaultdict[int, int] = defaultdict(int)
    for round_ in settled:
        book = await store.books.version(round_.book_hash)
        for home, total in (await store.scores.of_round(round_.id)).items():
            mine = points.get((home, round_.id), NOTHING)
            if total is not None and mine:
                items = caps[home].score(book, round_.period, mine).items
                earned[home] += sum(items[item.code] for item in book.merits)
    return earned
