"""The summary of a quarter 汇总考评: its rounds side by side, what was corrected since, what was redeemed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.ledger.figures import quarter_figures
from domain.model.calendar import Period, quarter_of
from domain.model.people import Household
from domain.model.round import Round
from domain.ports.store import Store
from domain.scoring.ranking import ranks
from domain.settlement.publication import Correction, corrections, shown_name


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """One household: its score in each of the quarter's rounds that it was in, by round id, and what they come to.

    ``points`` is their sum, or their mean where the policy says so; None without any. ``name`` is as shown,
    ``redeemed`` the points of what was reserved in the quarter and is waiting or collected.
    """

    household: Household
    name: str
    scores: Mapping[int, int | None]
    points: int | None
    rank: int | None
    vetoed: bool
    redeemed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A quarter's settled rounds, best household first; ``average`` says how the rounds are counted together.

    ``unsettled`` are its rounds that do not count so far.
    """

    quarter: Period
    rounds: tuple[Round, ...]
    unsettled: tuple[Round, ...]
    average: bool
    lines: tuple[QuarterLine, ...]
    corrections: tuple[Correction, ...]


def ended_by(round_: Round) -> Period | None:
    """The quarter whose last round this is, if it is one."""
    quarter = quarter_of(round_.period.first)
    return quarter if quarter.after == round_.period.after else None


async def summarise(store: Store, unit: str, quarter: Period, now: datetime) -> Summary | None:
    """The quarter as of now; None while none of its rounds is settled."""
    figures = await quarter_figures(store, unit, quarter)
    if not figures.settled:
        return None
    policy = (await store.books.version(figures.settled[-1].book_hash)).policy
    everybody = await store.roster.ever_of_unit(unit)
    still_there = (home for home in everybody if home.left is None or home.left >= quarter.after)
    homes = [home for home in still_there if home.id in figures.scores]
    vetoed = await store.accounts.vetoed(unit, quarter.year)
    spent = await store.redemptions.spent(unit, _midnight(quarter.first, now), _midnight(quarter.after, now))
    points = [figures.points(home.id) for home in homes]
    places = ranks(None if home.id in vetoed else mine for home, mine in zip(homes, points, strict=True))
    lines = [
        QuarterLine(
            household=home,
            name=shown_name(home, policy),
            scores=figures.scores[home.id],
            points=mine,
            rank=place,
            vetoed=home.id in vetoed,
            redeemed=spent.get(home.id, 0),
        )
        for home, mine, place in zip(homes, points, places, strict=True)
    ]
    corrected = [one for round_ in figures.settled for one in await corrections(store, round_, homes)]
    ordered = tuple(sorted(lines, key=_by_rank))
    return Summary(quarter, figures.settled, figures.unsettled, figures.average, ordered, tuple(corrected))


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, datetime.min.time(), now.tzinfo)


def _by_rank(line: QuarterLine) -> tuple[int, ...]:
    return (line.rank is None, line.rank or 0, line.household.group, line.household.number)
