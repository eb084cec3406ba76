"""The town's units side by side: what is urgent, how they are doing, how evenly they score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import quantiles

from domain.boundary import unwrap
from domain.model.activity import Coverage
from domain.model.calendar import Period, quarter_of
from domain.model.review import Disputes
from domain.scoring.fairness import Conduct, judge
from domain.settlement.board import published_rounds
from domain.town.appraising import UnitYear, year_of_units
from domain.town.reviewing import Reached, midnights, reached, year_of
from domain.town.supervising import UnitFigures, overview
from domain.work import Work

_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Spread:
    """How the scores of a settled round lie: the lowest, the quarters' borders, the highest; of how many households."""

    period: Period
    lowest: int
    lower: float
    middle: float
    upper: float
    highest: int
    households: int


@dataclass(frozen=True, slots=True)
class UnitView:
    """One unit. ``coverage``, ``disputes``, ``spent`` and ``budget`` are of the year, ``reached`` of the last quarter.

    ``spread`` None: no round of it is settled; ``reached`` None: no notices were queued.
    """

    figures: UnitFigures
    year: UnitYear
    spread: Spread | None
    coverage: Sequence[Coverage]
    disputes: Disputes
    reached: Reached | None
    spent: int
    budget: int
    conduct: tuple[Conduct, ...]


@dataclass(frozen=True, slots=True)
class TownView:
    """All units, those first for which something is urgent."""

    quarter: Period
    today: date
    units: tuple[UnitView, ...]


async def town_view(work: Work) -> TownView:
    """The units that the work is about, as of now; it reads only."""
    seen = await overview(work)
    years = {one.unit: one for one in unwrap(await year_of_units(work, work.now.year))}
    units = [await _unit(work.about(one.unit), one, years[one.unit]) for one in seen.units]
    return TownView(seen.quarter, seen.today, tuple(units))


async def _unit(work: Work, figures: UnitFigures, year: UnitYear) -> UnitView:
    store, unit = work.store, work.unit
    year_itself = year_of(work.now.year)
    first, after = midnights(work, year_itself)
    activity = await store.supervision.activity(unit, year_itself)
    return UnitView(
        figures=figures,
        year=year,
        spread=await _spread(work),
        coverage=activity.coverage,
        disputes=Disputes(await store.supervision.disputes(unit, first, after)),
        reached=await reached(work, quarter_of(work.today).previous()),
        spent=sum((await store.redemptions.spent(unit, first, after)).values()),
        budget=work.policy.redeem_budget,
        conduct=tuple(judge(activity.tallies)),
    )


async def _spread(work: Work) -> Spread | None:
    """Of the last settled round."""
    rounds = await published_rounds(work.store, work.unit, work.now.year)
    if not rounds:
        return None
    scores = sorted(one for one in (await work.store.scores.of_round(rounds[0].id)).values() if one is not None)
    return spread_of(rounds[0].period, scores) if scores else None


def spread_of(period: Period, scores: Sequence[int]) -> Spread:
    """How these scores lie; there is one at least, and they are in order."""
    borders = quantiles(scores, n=_QUARTERS, method="inclusive") if len(scores) > 1 else [float(scores[0])] * 3
    lower, middle, upper = borders
    return Spread(period, scores[0], lower, middle, upper, scores[-1], len(scores))
