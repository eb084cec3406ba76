"""Reading beforehand what is going to be asked, with fewer round trips to the database. Nothing else changes by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from domain.model.expected import Expected
from domain.model.message import Arrival
from domain.model.people import Household
from domain.model.round import Round


class Prefetch(Protocol):
    """Everything is answered as if it were read when it is asked for; a store may do nothing of this."""

    async def message(self, key: str, place: str | None, now: datetime, expect: Callable[[], Expected]) -> None:
        """A chat message is about to be taken, for ``Inbox.take`` with these arguments, and carried out.

        ``expect`` guesses what it will ask about; only a store that reads beforehand wants to know.
        """
        ...

    async def text(self, arrival: Arrival) -> None:
        """A text is about to be looked for, by ``Inbox.seen``, and answered about this year."""
        ...

    async def card(self, household: Household, round_: Round, limit: int) -> None:
        """A household's card is about to be read, with so many of its last entries."""
        ...
