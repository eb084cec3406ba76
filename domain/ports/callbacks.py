"""Callbacks 回电, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.callback import Callback, NewCallback
from domain.model.people import Officer


class Callbacks(Protocol):
    """Wishes to be called: open until an officer ticks them off, one open a household by constraint."""

    async def add(self, wish: NewCallback) -> Callback:
        """Store a wish of a household that has none open; it gets its number."""
        ...

    async def say_more(self, wish: Callback) -> None:
        """The open wish says this, and is to be called at that number."""
        ...

    async def get(self, number: int) -> Callback | None:
        """The one with that number."""
        ...

    async def open_of_household(self, household_id: int) -> Callback | None:
        """The household's open one."""
        ...

    async def open_of_unit(self, unit: str) -> Sequence[Callback]:
        """The open ones of a unit, oldest first."""
        ...

    async def tick_off(self, number: int, officer: Officer, now: datetime) -> bool:
        """open → done by that officer; False when it was not open."""
        ...
