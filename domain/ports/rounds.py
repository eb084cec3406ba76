"""Rounds, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.model.calendar import Period
from domain.model.current_book import CurrentBook
from domain.model.round import Round


class Rounds(Protocol):
    """Rounds 考核轮次: one open, published or final in each of its days."""

    async def current(self, unit: str) -> Round | None:
        """The unit's latest round, whatever its state: the one of today, once ``ensure_current`` has looked."""
        ...

    async def of_day(self, unit: str, day: date) -> Round | None:
        """The round in which that day lies, if the unit has it."""
        ...

    async def find(self, unit: str, key: str) -> Round | None:
        """The unit's round with that key."""
        ...

    async def open_before(self, round_: Round) -> Sequence[Round]:
        """Earlier rounds of the unit that are still open, oldest first."""
        ...

    async def to_finalise(self, unit: str, today: date) -> Sequence[Round]:
        """Published rounds whose days of publicity have passed, oldest first."""
        ...

    async def of_year(self, unit: str, year: int) -> Sequence[Round]:
        """The unit's rounds of a year, oldest first."""
        ...

    async def of_unit(self, unit: str) -> Sequence[Round]:
        """The unit's rounds, oldest first."""
        ...

    async def by_id(self, round_id: int) -> Round:
        """One round."""
        ...

    async def hold(self, unit: str) -> None:
        """Until commit nobody else opens or closes a round of the unit, lets newcomers into one, or invites to it."""
        ...

    async def begin(self, unit: str, period: Period, current: CurrentBook, start: int, now: datetime) -> Round:
        """Open a round with its rulebook version and make it the current one.

        Every household joined by then gets a score row at ``start``, and an account.
        """
        ...

    async def enter(self, round_: Round, start: int | None, household_id: int | None = None) -> None:
        """Give households of the unit that joined by then and live there a score row and an account, if they have none.

        ``start`` is the score, None = excused; ``household_id`` None = all of them.
        """
        ...

    async def open_from(self, unit: str, day: date) -> Sequence[Round]:
        """The open rounds of the unit that end after that day, oldest first."""
        ...

    async def publish(self, round_: Round, final_on: date, now: datetime) -> bool:
        """open → published; False when it was not open."""
        ...

    async def finalise(self, round_: Round, now: datetime) -> bool:
        """published → final; False when it was not published."""
        ...

    async def reopen(self, round_: Round) -> bool:
        """published → open; False when it was not published."""
        ...

    async def include_newcomers(self, round_: Round, start: int) -> None:
        """Households that are out of the round only since it was settled when they came get ``start`` in it."""
        ...

    async def settled_at(self, round_id: int) -> datetime | None:
        """When the round was settled; None while it is open."""
        ...

    async def settled_after(self, round_: Round) -> bool:
        """Whether a later round of the unit is settled."""
        ...
