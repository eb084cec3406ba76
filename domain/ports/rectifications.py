"""Rectifications, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from domain.model.rectification import NewRectification, Rectification


class Rectifications(Protocol):
    """Rectifications 整改: one an entry, by constraint; its points are given back once."""

    async def add(self, new: NewRectification, now: datetime) -> int | None:
        """Keep one; its number, None when the entry has one."""
        ...

    async def lock(self, number: int) -> Rectification | None:
        """The one with that number, locked against other writers until commit."""
        ...

    async def of_entries(self, numbers: Collection[int]) -> Mapping[int, Rectification]:
        """Those of these entries, by the entry's number."""
        ...

    async def waiting(self, unit: str, year: int) -> Mapping[int, Rectification]:
        """Those of the year's entries whose points wait to be given back, by the entry's number."""
        ...

    async def drop(self, number: int) -> bool:
        """Nothing is to be given back; False when it was, or when nothing was to be."""
        ...

    async def give(self, number: int, second_id: int, entry_id: int, now: datetime) -> bool:
        """Note the entry that gave the points back, and who agreed; False when that was done already."""
        ...
