"""What every use case is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.model.rulebook import Policy, Rulebook
from domain.ports.store import Store
from domain.ports.town import Town


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction about one unit at one moment.

    ``unit`` is its code, the beginning of several, or "" for the whole town. ``key`` is that of the message or command
    behind it, and makes what is stored unique. ``now`` is in the local zone.
    """

    store: Store
    town: Town
    unit: str
    now: datetime
    key: str

    @property
    def today(self) -> date:
        """The day on which this is done."""
        return self.now.date()

    @property
    def book(self) -> Rulebook:
        """The rulebook in force for the unit. Raises Refused("no-unit")."""
        return self.town.current(self.unit).book

    @property
    def policy(self) -> Policy:
        """The unit's policy in force. Raises Refused("no-unit")."""
        return self.book.policy

    def about(self, unit: str) -> Work:
        """The same transaction about another unit."""
        return replace(self, unit=unit)
