"""How a document that can be printed is made: where its figures come from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.printing.own_pages import OwnPages
from app.town import LoadedTown
from domain.model.errors import Refused
from domain.model.people import Household
from domain.model.printable import Printable
from domain.ports.store import Store
from domain.work import Work
from paper.codes import OwnPage
from paper.contact import Contact
from paper.typesetting import FilledTemplate


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What somebody wants printed; ``which`` is as they said it, "" for a document of the whole unit.

    ``own_pages``: None where the pages are not handed to the households.
    """

    store: Store
    town: LoadedTown
    unit: str
    which: str
    now: datetime
    contact: Contact
    own_pages: OwnPages | None = None

    def own_page(self, household: Household) -> OwnPage | None:
        """What opens the household's own page, when its paper is handed to it."""
        if self.own_pages is None:
            return None
        return self.own_pages.of(self.work, household)

    @property
    def work(self) -> Work:
        """What a use case is given."""
        return Work(self.store, self.town, self.unit, self.now, "print")

    async def everybody(self) -> Sequence[Household]:
        """The unit's households by group and number. Raises Refused("no-households")."""
        homes = await self.store.roster.of_unit(self.unit)
        if not homes:
            raise Refused("no-households", unit=self.unit_name)
        return sorted(homes, key=lambda home: (home.group, home.number))

    @property
    def unit_name(self) -> str:
        """The unit as people call it."""
        return self.town.units[self.unit]


@dataclass(frozen=True, slots=True)
class Document:
    """How one of the ``domain.model.printable.PRINTABLES`` is made.

    ``gather`` reads what stands on it. Raises Refused for what cannot be printed.
    """

    printable: Printable
    help: str
    gather: Callable[[PrintOrder], Awaitable[FilledTemplate]]
