"""What comes late: a settled round takes an entry only as a correction 更正 (design part 3, point 4)."""

from __future__ import annotations

from datetime import date

from domain.model.errors import Question, Refused
from domain.model.people import Household, Officer
from domain.model.round import Round
from domain.model.rulebook import Item, Veto
from domain.officers.specialists import decides
from domain.ports.store import Store


class SettledRound(Question):
    """The day's round is settled: whoever decides about the household says whether this corrects it.

    ``points`` are signed; 0 for a veto.
    """

    def __init__(self, household: Household, about: Item | Veto, points: int, day: date, round_: Round) -> None:
        super().__init__(round_.period.key)
        self.household = household
        self.about = about
        self.points = points
        self.day = day
        self.round = round_


async def owed(store: Store, household: Household, round_: Round) -> int:
    """What the household owes of the round's year, once a correction took more than was left."""
    return (await store.standings.account(household, round_.period.year)).debt


async def check_correction(
    store: Store, officer: Officer, kin: tuple[Household, ...], wanted: SettledRound, *, accepted: bool
) -> None:
    """Whether a round that is not open takes what is wanted; a closed year takes nothing.

    Raises Refused (year-closed, round-closed), and ``wanted`` itself as the question until that was ``accepted``.
    """
    round_ = wanted.round
    await check_may_correct(store, round_)
    if not await decides(store, officer, wanted.household, kin):
        raise Refused("round-closed", round=round_.period.key, state=round_.state)
    if not accepted:
        raise wanted


async def check_may_correct(store: Store, round_: Round) -> None:
    """A closed year takes no correction. Raises Refused("year-closed")."""
    if await store.years.find(round_.unit, round_.period.year) is not None:
        raise Refused("year-closed", year=round_.period.year)
