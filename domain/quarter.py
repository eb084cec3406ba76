"""The summary of a quarter 汇总考评: its rounds side by side, what was corrected since, what was redeemed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.accounts import worth
from domain.calendar import Period, quarter_of
from domain.people import Household
from domain.ports import Round, Store
from domain.publication import Correction, corrections, shown_name
from domain.ranking import ranks


@dataclass(frozen=True, slots=True)
class Line:
    """One household: its score in each of the quarter's rounds (None = excused, or not there yet), and what it makes.

    ``points`` is their sum, or their mean where the policy says so; None without any. ``name`` is as shown,
    ``redeemed`` the points of what was reserved in the quarter and is waiting or collected.
    """

    household: Household
    name: str
    scores: tuple[int | None, ...]
    points: int | None
    rank: int | None
    vetoed: bool
    redeemed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A quarter's settled rounds, best household first; ``average`` says how the rounds are counted together."""

    quarter: Period
    rounds: tuple[Round, ...]
    average: bool
    lines: tuple[Line, ...]
    corrections: tuple[Correction, ...]


def ended_by(round_: Round) -> Period | None:
    """The quarter whose last round this is, if it is one."""
    quarter = quarter_of(round_.period.first)
    return quarter if quarter.after == round_.period.after else None


async def summarise(store: Store, unit: str, quarter: Period, now: datetime) -> Summary | None:
    """The quarter as of now; None while none of its rounds is settled."""
    of_year = await store.rounds.of_year(unit, quarter.year)
    rounds = [one for one in of_year if one.period.first in quarter and one.state != "open"]
    if not rounds:
        return None
    policy = (await store.rounds.book(rounds[-1].book_hash)).policy
    everybody = await store.roster.ever_of_unit(unit)
    homes = {home.id: home for home in everybody if home.left is None or home.left >= quarter.after}
    names = {id_: shown_name(home, policy) for id_, home in homes.items()}
    average = policy.accumulate == "average"
    scores = await _scores(store, rounds)
    vetoed = await store.rounds.vetoed(unit, quarter.year)
    spent = await store.redemptions.spent(unit, _midnight(quarter.first, now), _midnight(quarter.after, now))
    points = {id_: _together(mine, average=average) for id_, mine in scores.items() if id_ in homes}
    places = ranks(None if id_ in vetoed else mine for id_, mine in points.items())
    lines = [
        Line(homes[id_], names[id_], scores[id_], points[id_], place, id_ in vetoed, spent.get(id_, 0))
        for id_, place in zip(points, places, strict=True)
    ]
    corrected = [one for round_ in rounds for one in await corrections(store, round_, homes.values())]
    return Summary(quarter, tuple(rounds), average, tuple(sorted(lines, key=_by_rank)), tuple(corrected))


async def _scores(store: Store, rounds: Sequence[Round]) -> Mapping[int, tuple[int | None, ...]]:
    """Each household's scores in these rounds, by household id."""
    found: defaultdict[int, list[int | None]] = defaultdict(lambda: [None] * len(rounds))
    for at, round_ in enumerate(rounds):
        for household, score in (await store.rounds.scores(round_.id)).items():
            found[household][at] = score
    return {household: tuple(scores) for household, scores in found.items()}


def _together(scores: Sequence[int | None], *, average: bool) -> int | None:
    """What the scores that there are come to; None without any."""
    there = [score for score in scores if score is not None]
    return worth(there, average=average) if there else None


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, datetime.min.time(), now.tzinfo)


def _by_rank(line: Line) -> tuple[int, ...]:
    return (line.rank is None, line.rank or 0, line.household.group, line.household.number)
