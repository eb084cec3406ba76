"""What both engines promise: rows, connections, and the few exceptions that can leave the storage."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, Final, Literal, Protocol

from domain.ports.store import Unavailable
from storage.cipher import Cipher

Dialect = Literal["sqlite", "postgres"]
Clash = Literal["unique", "check", "foreign-key", "not-null", "trigger"]
Query = tuple[str, tuple[object, ...]]
"""A statement with its arguments."""
SILENT_MS: Final = 60_000
"""After so long without a statement a transaction that holds others up is ended: its machine has lost power or its net,
and the server would wait for it for hours."""


class DatabaseUnreachable(Unavailable):
    """The database cannot be opened or stays locked. One line for the person who runs it; never a password."""


class Conflict(Exception):  # noqa: N818 - an outcome that callers expect
    """A constraint of the schema refused a statement; ``kind`` says which sort of constraint.

    On PostgreSQL the transaction is lost from there on, so leave it; where a clash is ordinary use ON CONFLICT.
    """

    def __init__(self, kind: Clash, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class PutOffFailed(RuntimeError):  # noqa: N818 - named like Conflict
    """A constraint refused a write that nobody waited for: our mistake, whichever statement it comes out at.

    It is no Conflict, since whoever expects one of its own statement would take it for that.
    """


class Row(Protocol):
    """A row by column name. ``dict(row)`` makes a dict of it."""

    def __getitem__(self, column: str, /) -> Any: ...

    def keys(self) -> Iterable[str]:
        """The names of the columns, in order."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """Its cells, in order. Of a row of ``fetch`` only: what was asked together or ahead may be dicts."""
        ...


class RawConnection(Protocol):
    """An open transaction. SQL is written once, with ``$1, $2 …``, for both databases."""

    @property
    def dialect(self) -> Dialect:
        """Which database it is, for the rare statement that differs."""
        ...

    async def fetch(self, sql: str, *args: object) -> Sequence[Row]:
        """Run a SELECT, or anything with RETURNING. Raises Conflict."""
        ...

    async def execute(self, sql: str, *args: object) -> int:
        """Run one statement and count the rows it touched. Raises Conflict."""
        ...

    async def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of arguments, in one go. Raises Conflict."""
        ...

    async def later(self, what: Hashable, sql: str, *args: object) -> None:
        """Run one statement whose result nobody waits for: before the next one, or with the commit.

        ``what`` it writes: two that name the same are run one after the other. Raises PutOffFailed, maybe only then.
        """
        ...

    async def append(self, sql: str, *args: object) -> None:
        """As ``later`` for an INSERT of one row; rows that are appended by one statement keep their order."""
        ...

    async def together(self, *queries: Query) -> list[Sequence[Row]]:
        """The rows of several SELECTs that do not need one another's."""
        ...

    async def ahead(self, *queries: Query) -> None:
        """Those SELECTs are going to be asked, maybe: read them in one go if that saves time."""
        ...

    def foresee(self, query: Query, rows: Sequence[Row]) -> None:
        """Those rows answer that question, unless something is written or locked before it is asked."""
        ...

    async def schema_changed(self) -> None:
        """Forget what was prepared for the tables as they were."""
        ...


class Connection(RawConnection, Protocol):
    """An open transaction that knows the numbers behind the tokens that the database keeps instead."""

    @property
    def stored(self) -> RawConnection:
        """The same transaction, with every text as it is stored: to copy rows, or to take their digest."""
        ...

    @property
    def cipher(self) -> Cipher | None:
        """The key at work; None where none was given, and then no number can be stored."""
        ...

    def posted(self, queue: str) -> None:
        """Something in that queue may go as soon as this transaction is committed: who delivers is told then."""
        ...
