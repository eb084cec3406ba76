"""A document that can be printed: its names, what has to be said to get it, and where its figures come from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.town import LoadedTown
from domain.ports.store import Store
from paper.contact import Contact
from paper.typesetting import Sheet

Which = Literal["round", "quarter", "year", "household"]
"""What a document is of, beside its unit."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants printed; ``which`` is as they said it, "" for a document of the whole unit."""

    store: Store
    town: LoadedTown
    unit: str
    which: str
    now: datetime
    contact: Contact

    @property
    def unit_name(self) -> str:
        """The unit as people call it."""
        return self.town.units[self.unit]


@dataclass(frozen=True, slots=True)
class Document:
    """``name`` and ``chinese`` are what it is asked for by; ``which`` is what has to be named, None for nothing.

    ``gather`` reads what stands on it. Raises Refused for what cannot be printed.
    """

    name: str
    chinese: str
    which: Which | None
    help: str
    gather: Callable[[Order], Awaitable[Sheet]]
