"""What every page is given, and what a page is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from domain.cases.wording import GroupNews
from domain.model.calendar import Period
from domain.model.change import Change
from domain.model.people import Household
from domain.model.rulebook import Rulebook
from domain.ports.store import Store, Transactions
from domain.ports.town import Town
from domain.work import Work
from web.apart import PhotosApart
from web.at_once import MOST_WORDS, MOST_WORDS_OF_ALL, AtOnce
from web.slowing import Misses


class PhotoFolder(Protocol):
    """Where photos lie, by the SHA-256 of their content."""

    @property
    def most_bytes(self) -> int:
        """The largest photo that is taken."""
        ...

    def read(self, digest: str) -> bytes | None:
        """A photo; None when it is not there."""
        ...

    def store(self, digest: str, content: bytes) -> None:
        """Put a photo there, whole or not at all. Raises OSError."""
        ...


MakePdf = Callable[[], Awaitable[bytes | None]]
"""Sets what was gathered as a PDF, outside of any transaction; None when it takes too long just now."""


class Slips(Protocol):
    """Prints what a household may keep of its record, in the figures of the paper that is handed out."""

    async def gather(self, work: Work, household: Household, quarter: Period) -> MakePdf | None:
        """The household's page of the quarter's passbooks; None while none of its rounds is settled."""
        ...


Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A table of a workbook: rows under headings."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Site:
    """``base`` is the town's rulebook without any village's; ``number`` takes texts (E.164), None where there is none.

    ``history_line`` says what changed about a household of a unit, as chat and paper do. ``new_id`` makes short random
    ids for errors, ``new_key`` long ones by which a form is taken once.
    """

    transactions: Transactions
    town: Town
    base: Rulebook
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_key: Callable[[], str]
    news: GroupNews
    photos: PhotoFolder
    misses: Misses
    as_workbook: Callable[[Mapping[str, WorkbookSheet]], bytes]
    slips: Slips
    history_line: Callable[[Change, str], str]
    number: str | None = None
    forms: AtOnce = field(default_factory=AtOnce)
    unfolding: PhotosApart = field(default_factory=PhotosApart)
    words_of_forms: AtOnce = field(default_factory=lambda: AtOnce(MOST_WORDS, MOST_WORDS_OF_ALL))


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody looks at a page; ``parts`` are those of its address, ``asked`` what stands behind its question mark."""

    site: Site
    store: Store
    now: datetime
    parts: Mapping[str, str]
    asked: Mapping[str, str]

    @property
    def today(self) -> date:
        """The day, in the town's time zone."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what it shows.

    ``secret``: it belongs to one reader and nobody keeps a copy; ``missed``: the link opens nothing. ``scripted``: our
    own script may run on it, which makes photos smaller.
    """

    template: str
    shows: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    secret: bool = False
    missed: bool = False
    scripted: bool = False


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo of the folder; ``small``: only a picture of it to press on."""

    digest: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """A file to keep."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A PDF that is set once the transaction is over."""

    name: str
    print: MakePdf


View = Callable[[Visit], Awaitable[Page | ShownPhoto | Download | PrintedPage | None]]
"""Makes a page within one transaction that only reads; None where there is nothing at that address."""
