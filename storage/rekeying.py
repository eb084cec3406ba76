"""Every text of a database written anew with a key: when numbers are hidden for the first time, and when it changes.

Which tables and columns there are is read from the schema. Rows that nothing may change are changed here all the same,
since what they say stays; those that stood as the program wrote them are noted as such again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from storage import digests
from storage.cipher import Cipher
from storage.copying import SqlCopy
from storage.database import Connection
from storage.digests import DigestSubject
from storage.watched import WATCHED, Watched

Progress = Callable[[str, int], None]
"""Told of each table and how many of its rows were written anew."""

_TEXTS: Final = {
    "sqlite": "SELECT name FROM pragma_table_info($1) WHERE type = 'TEXT' ORDER BY cid",
    "postgres": "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema()"
    " AND table_name = $1 AND data_type IN ('text', 'character varying') ORDER BY ordinal_position",
}
_THERE: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'cipher_key'",
    "postgres": "SELECT 1 AS name WHERE to_regclass('cipher_key') IS NOT NULL",
}
_GUARDS: Final = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"


@dataclass(frozen=True, slots=True)
class _Change:
    """A row by its primary key, and what its texts become by column."""

    key: object
    texts: Mapping[str, str]
    subjects: Mapping[str, DigestSubject]
    """The row's subject in each watched table's terms, by its name."""


async def fingerprint(connection: Connection) -> str | None:
    """Of the key with which the numbers are hidden; None where they are not."""
    if not await connection.stored.fetch(_THERE[connection.dialect]):
        return None
    rows = await connection.stored.fetch("SELECT fingerprint FROM cipher_key")
    return rows[0]["fingerprint"] if rows else None


async def hide_numbers(connection: Connection) -> bool:
    """Hide every number with the connection's key, where that was not done before; whether it was done now.

    Raises LookupError when the connection has no key.
    """
    if not await connection.stored.fetch(_THERE[connection.dialect]) or await fingerprint(connection):
        return False
    cipher = connection.cipher
    if cipher is None:
        raise LookupError("no key to hide numbers with")
    await rewrite(connection, None, cipher)
    return True


async def rewrite(connection: Connection, old: Cipher | None, new: Cipher, tell: Progress | None = None) -> None:
    """Write every text that names a number with the new key, and note whose key it is."""
    copy = SqlCopy(connection)
    async with unguarded(connection):
        for table, key in (await copy.tables()).items():
            changes = [change async for change in _changes(connection, table, key, old, new)]
            if changes:
                await _apply(connection, table, key, changes)
            if tell:
                tell(table, len(changes))
    await _write_tails(connection, new)
    await connection.stored.execute("DELETE FROM cipher_key")
    await connection.stored.execute("INSERT INTO cipher_key (id, fingerprint) VALUES (1, $1)", new.fingerprint)


async def _changes(
    connection: Connection, table: str, key: str, old: Cipher | None, new: Cipher
) -> AsyncIterator[_Change]:
    texts = [row["name"] for row in await connection.stored.fetch(_TEXTS[connection.dialect], table)]
    watching = [watched for watched in WATCHED.values() if watched.table == table]
    columns = list(dict.fromkeys([key, *texts, *(watched.subject for watched in watching)]))
    reader = old or new  # what is hidden already stays as it is
    if not texts:
        return
    async for values in SqlCopy(connection).rows(table, key, columns):
        row = dict(zip(columns, values, strict=True))
        anew = {name: new.hide(reader.show(text)) for name in texts if (text := row[name])}
        changed = {name: text for name, text in anew.items() if text != row[name]}
        if changed:
            yield _Change(row[key], changed, {watched.name: row[watched.subject] for watched in watching})


async def _apply(connection: Connection, table: str, key: str, changes: Sequence[_Change]) -> None:
    watching = [watched for watched in WATCHED.values() if watched.table == table]
    intact = [(watched, await _intact(connection, watched, changes)) for watched in watching]
    alike: defaultdict[tuple[str, ...], list[Sequence[object]]] = defaultdict(list)
    for change in changes:
        alike[tuple(change.texts)].append([*change.texts.values(), change.key])
    for columns, rows in alike.items():
        sets = ", ".join(f"{column} = ${place}" for place, column in enumerate(columns, 1))
        await connection.stored.execute_many(f"UPDATE {table} SET {sets} WHERE {key} = ${len(columns) + 1}", rows)
    for watched, subjects in intact:
        await digests.note(connection, watched.name, subjects)


async def _intact(connection: Connection, watched: Watched, changes: Sequence[_Change]) -> set[DigestSubject]:
    """Who stands as the program wrote it; a subject that is a number itself has nothing else that changes."""
    if any(watched.subject in change.texts for change in changes):
        return set()
    return await digests.agreeing(connection, watched, {change.subjects[watched.name] for change in changes})


async def _write_tails(connection: Connection, cipher: Cipher) -> None:
    rows = await connection.stored.fetch("SELECT id, phone FROM household_phones")
    await connection.stored.execute_many(
        "UPDATE household_phones SET tail = $1 WHERE id = $2",
        [(cipher.tail(cipher.show(row["phone"])), row["id"]) for row in rows],
    )


@asynccontextmanager
async def unguarded(connection: Connection) -> AsyncIterator[None]:
    """Without the triggers that keep rows from being changed; afterwards they are as they were."""
    stored = connection.stored
    if stored.dialect == "postgres":
        tables = list(await SqlCopy(connection).tables())
        for table in tables:
            await stored.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            await stored.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    guards = await stored.fetch(_GUARDS)
    for guard in guards:
        await stored.execute(f"DROP TRIGGER {guard['name']}")
    yield
    for guard in guards:
        await stored.execute(guard["sql"])
