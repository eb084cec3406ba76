"""Between the program and the database: numbers go in as tokens and come out as numbers.

Every text that is given to a statement and every text of a row passes here, whichever table and column it belongs to;
so whoever adds a column declares nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

from storage.cipher import MARK, Cipher, names_a_number
from storage.engine.contract import Dialect, Query, RawConnection, Row


class NoKeyError(RuntimeError):
    """A number was to be stored in a database that was opened without a key: our mistake."""


def hidden(cipher: Cipher | None, value: Any) -> Any:
    """A value as it is stored."""
    if type(value) is not str:
        return value
    if cipher is None:
        if names_a_number(value):
            raise NoKeyError
        return value
    return cipher.hide(value)


def all_hidden(cipher: Cipher | None, values: Iterable[Any]) -> list[Any]:
    """Values as they are stored; most are numbers, or texts in which nothing is hidden."""
    if cipher is None:
        return [hidden(None, each) for each in values]
    hide = cipher.hide
    return [hide(each) if type(each) is str else each for each in values]


def texts_hidden(cipher: Cipher | None, texts: Sequence[str]) -> list[str]:
    """Many texts as they are stored."""
    return all_hidden(None, texts) if cipher is None else cipher.hide_all(texts)


def _rows_hidden(cipher: Cipher | None, rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Many rows say the same in some column, and what each text hides is looked for once."""
    rows = list(rows)
    texts = list(dict.fromkeys([each for row in rows for each in row if type(each) is str]))
    known = dict(zip(texts, texts_hidden(cipher, texts), strict=True))
    return [[known[each] if type(each) is str else each for each in row] for row in rows]


class NothingHidden(tuple[Any, ...]):
    """Rows of which it is known that they hold no token."""

    __slots__ = ()


def shown(cipher: Cipher | None, rows: Sequence[Any]) -> Sequence[Any]:
    """Rows as the program sees them; those of one answer are all of one type, which is asked for once."""
    if cipher is None or not rows or isinstance(rows, NothingHidden):
        return rows
    if isinstance(rows[0], dict):
        return [_shown_row(cipher, row.items()) if _marked(row.values()) else row for row in rows]
    return [_shown_row(cipher, zip(row.keys(), row, strict=True)) if _marked(row) else row for row in rows]


def _marked(values: Iterable[Any]) -> bool:
    """Whether a token may stand in one of them. A loop, since an audit asks this for millions of rows."""
    for value in values:  # noqa: SIM110 - any() with a generator takes twice as long
        if type(value) is str and MARK in value:
            return True
    return False


class _ShownRow(dict[str, Any]):
    """A row in which a token stood; whoever goes through it gets its cells, as from any other."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values())


def _shown_row(cipher: Cipher, cells: Iterable[tuple[str, Any]]) -> _ShownRow:
    return _ShownRow({name: cipher.show(cell) if type(cell) is str else cell for name, cell in cells})


@dataclass(frozen=True, slots=True)
class HidingConnection:
    """``storage.engine.contract.Connection``. ``stored`` is the same transaction with everything as it is stored.

    ``queues``: those in which something was posted.
    """

    stored: RawConnection
    cipher: Cipher | None
    queues: set[str] = field(default_factory=set)

    @property
    def dialect(self) -> Dialect:
        """Which database it is."""
        return self.stored.dialect

    async def fetch(self, sql: str, *args: object) -> Sequence[Row]:
        """Rows of a SELECT or a RETURNING."""
        return shown(self.cipher, await self.stored.fetch(sql, *all_hidden(self.cipher, args)))

    async def execute(self, sql: str, *args: object) -> int:
        """Rows touched."""
        return await self.stored.execute(sql, *all_hidden(self.cipher, args))

    async def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for many rows."""
        await self.stored.execute_many(sql, _rows_hidden(self.cipher, rows))

    def posted(self, queue: str) -> None:
        """Something in that queue may go once this is committed."""
        self.queues.add(queue)

    async def later(self, what: Hashable, sql: str, *args: object) -> None:
        """One statement whose result nobody waits for."""
        await self.stored.later(what, sql, *all_hidden(self.cipher, args))

    async def append(self, sql: str, *args: object) -> None:
        """One row of an INSERT that nobody waits for."""
        await self.stored.append(sql, *all_hidden(self.cipher, args))

    async def together(self, *queries: Query) -> list[Sequence[Row]]:
        """The rows of several SELECTs."""
        as_stored = [(sql, tuple(all_hidden(self.cipher, args))) for sql, args in queries]
        return [shown(self.cipher, rows) for rows in await self.stored.together(*as_stored)]

    async def ahead(self, *queries: Query) -> None:
        """What is going to be asked."""
        await self.stored.ahead(*[(sql, tuple(all_hidden(self.cipher, args))) for sql, args in queries])

    def foresee(self, query: Query, rows: Sequence[Row]) -> None:
        """Rows as they are stored."""
        sql, args = query
        self.stored.foresee((sql, tuple(all_hidden(self.cipher, args))), rows)

    async def schema_changed(self) -> None:
        """Forget what was prepared."""
        await self.stored.schema_changed()


class HidingModels(BaseDBAsyncClient):
    """A tortoise client whose models see numbers; it is mixed in before the client's own class."""

    cipher: Cipher | None

    async def execute_insert(self, query: str, values: list[Any]) -> Any:
        """The new row's number."""
        return await super().execute_insert(query, self._hidden(values))

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """One statement for many rows."""
        await super().execute_many(query, list(map(self._hidden, values)))

    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, list[Any]]:
        """How many rows, and the rows."""
        many, rows = await super().execute_query(query, self._hidden(values or []))
        return many, list(shown(self.cipher, rows))

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        """The rows as dicts."""
        return list(shown(self.cipher, await super().execute_query_dict(query, self._hidden(values or []))))

    def _hidden(self, values: list[Any]) -> list[Any]:
        return all_hidden(self.cipher, values)
