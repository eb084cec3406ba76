"""The standings of a unit: rank, points, and every round of the year item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.ledger.caps import Caps
from domain.model.calendar import Period
from domain.model.closed_year import Honour
from domain.model.people import Household
from domain.model.round import Round, RoundState
from domain.model.rulebook import Rulebook
from domain.model.standing import Standing
from domain.ports.store import Store
from domain.scoring.ranking import ranks
from domain.scoring.score import NOTHING, score
from storage.database import Connection
from storage.scores import held_of_unit, scores_of_unit


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round of a household; ``score`` is None and ``items`` empty when it is excused, or nobody asked for them.

    While an objection holds the household back, its round stays published, though the village's is final.
    """

    state: RoundState
    score: int | None
    items: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One household's line. ``rounds`` are those of the year that it took part in, by key, oldest first.

    ``closed``: so is the year, and ``official`` the household's place in its final ranking, None for who was not there.
    Then ``rank`` is that one, unless a veto has come into force since; ``corrected_rank`` is what it would be after the
    corrections since.
    """

    household: Household
    rank: int | None
    earned: int
    spendable: int
    debt: int
    vetoed: bool
    rounds: Mapping[str, RoundLine]
    closed: bool = False
    official: Honour | None = None
    corrected_rank: int | None = None


async def read_standings(
    connection: Connection, store: Store, unit: str, year: int, ranked_by: Round | None = None, *, itemised: bool = True
) -> list[StandingLine]:
    """The unit's lines of a year by rank, those without one last; ``ranked_by`` ranks by that round's score.

    A closed year keeps its final ranking, whatever is corrected later. Rounds have their items only when ``itemised``:
    they are computed from all entries of the year.
    """
    standings = await store.standings.of_unit(unit, year)
    rounds = await _read_rounds(connection, store, unit, year, itemised)
    if ranked_by is None:
        places = [standing.rank for standing in standings]
    else:
        places = ranks(_score_in(standing, ranked_by.period.key, rounds) for standing in standings)
    lines = [_line(standing, rank, rounds) for standing, rank in zip(standings, places, strict=True)]
    if ranked_by is None and await store.years.find(unit, year) is not None:
        official = {one.household.id: one for one in await store.years.honours(unit, year)}
        lines = [_as_closed(line, official.get(line.household.id)) for line in lines]
    return sorted(lines, key=_by_rank)


def _as_closed(line: StandingLine, official: Honour | None) -> StandingLine:
    rank = official.rank if official is not None and not line.vetoed else None
    return replace(line, rank=rank, closed=True, official=official, corrected_rank=line.rank)


_Rounds = Mapping[str, Mapping[int, RoundLine]]
"""By round key and household id."""


async def _read_rounds(connection: Connection, store: Store, unit: str, year: int, itemised: bool) -> _Rounds:
    scores, held = await scores_of_unit(connection, unit, year), await held_of_unit(connection, unit, year)
    points = await store.ledger.live_points(unit, year) if itemised else {}
    caps: defaultdict[int, Caps] = defaultdict(Caps)
    rounds: dict[str, dict[int, RoundLine]] = {}
    for round_ in await store.rounds.of_year(unit, year):
        items = _Items(await store.books.version(round_.book_hash), round_.period) if itemised else None
        waiting = held.get(round_.id, ()) if round_.state == "final" else ()
        lines = rounds[round_.period.key] = {}
        for household, total in scores.get(round_.id, {}).items():
            mine = points.get((household, round_.id), NOTHING)
            of_items = {} if items is None or total is None else items.of(mine, caps[household])
            lines[household] = RoundLine("published" if household in waiting else round_.state, total, of_items)
    return rounds


class _Items:
    """Item scores of one book. Most households of a round have the same few entries or none, so they are kept."""

    def __init__(self, book: Rulebook, period: Period) -> None:
        self._book, self._period = book, period
        self._known: dict[tuple[frozenset[tuple[str, int]], ...], Mapping[str, int]] = {}
        self._start = score(book, NOTHING).items

    def of(self, points: Mapping[str, int], caps: Caps) -> Mapping[str, int]:
        """The items of a household's next round; ``caps`` are what its earlier ones took."""
        if not points:
            return self._start
        taken = caps.taken(self._book, self._period)
        key = (frozenset(points.items()), frozenset(taken.items()))
        if key not in self._known:
            self._known[key] = score(self._book, points, taken).items
        caps.take(self._book, self._period, self._known[key])
        return self._known[key]


def _score_in(standing: Standing, key: str, rounds: _Rounds) -> int | None:
    line = rounds[key].get(standing.household.id)
    return None if line is None or standing.account.vetoes else line.score


def _line(standing: Standing, rank: int | None, rounds: _Rounds) -> StandingLine:
    mine = {key: lines[standing.household.id] for key, lines in rounds.items() if standing.household.id in lines}
    account = standing.account
    return StandingLine(
        standing.household, rank, account.earned, standing.spendable, standing.debt, account.vetoes > 0, mine
    )


def _by_rank(line: StandingLine) -> tuple[int, ...]:
    household = line.household
    return (line.rank is None, line.rank or 0, line.vetoed, household.group, household.number)
