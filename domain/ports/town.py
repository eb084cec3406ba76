"""The rulebooks in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from domain.model.current_book import CurrentBook


class Town(Protocol):
    """The rulebooks in force, one for each unit."""

    @property
    def units(self) -> Mapping[str, str]:
        """Names of the units by code, in the order of the book."""
        ...

    def current(self, unit: str) -> CurrentBook:
        """The book in force for a unit. Raises Refused("no-unit")."""
        ...
