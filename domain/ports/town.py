"""The rulebooks in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class CurrentBook:
    """The rulebook version that a round of the unit would begin with today, and its source texts."""

    hash: str
    book: Rulebook
    town_text: str
    overlay_text: str


class Town(Protocol):
    """The rulebooks in force, one for each unit."""

    @property
    def units(self) -> Mapping[str, str]:
        """Names of the units by code, in the order of the book."""
        ...

    def current(self, unit: str) -> CurrentBook:
        """The book in force for a unit. Raises Refused("no-unit")."""
        ...
