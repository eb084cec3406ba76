"""Digests of the rows that people decide by, so that the audit can tell what was changed past the program.

Derived figures are recomputed, and published entries are sealed. For the rest (who is an officer and of what, whose
telephone it is, what goods cost, what a claim says, an entry of this month together with its score) the program notes
the SHA-256 of each row whenever it writes one, as it is stored: of a telephone number its token, since the hash of
the number alone would give it away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from storage.database import Connection, Row
from storage.engine.hiding import all_hidden
from storage.watched import WATCHED, Watched

Value = str | int | None
DigestSubject = str | int

_json: Final = json.JSONEncoder(ensure_ascii=False).encode
_BETWEEN: Final = "], ["
"""What stands between two rows in JSON."""
_PAGE: Final = 500
"""Rows or placeholders of one statement."""


def digests(found: Mapping[DigestSubject, Sequence[Sequence[Value]]]) -> Mapping[DigestSubject, str]:
    """For each subject the SHA-256, in hex, of its rows, in whatever order they come."""
    if len(found) == 1:
        return {subject: _digest(map(_json, rows)) for subject, rows in found.items()}
    lines = iter(as_json([row for rows in found.values() for row in rows]))
    return {subject: _digest(islice(lines, len(rows))) for subject, rows in found.items()}


def digest_of_line(line: str) -> str:
    """The digest of a subject that has one row, of that row as JSON."""
    return hashlib.sha256(line.encode()).hexdigest()


def _digest(lines: Iterable[str]) -> str:
    return digest_of_line("\n".join(sorted(lines)))


def as_json(rows: Sequence[Sequence[object]]) -> Sequence[str]:
    """Each row as JSON. They are encoded together: to call the encoder for one costs more than to encode it."""
    lines = _json(rows)[2:-2].split(_BETWEEN)
    if len(lines) != len(rows):  # somebody wrote in a text what stands between two rows
        return [_json(row) for row in rows]
    return [f"[{line}]" for line in lines]


async def note(connection: Connection, name: str, subjects: Collection[DigestSubject]) -> None:
    """Note what now stands in the rows of those subjects. Call it after whatever wrote or deleted them."""
    await note_as(connection, WATCHED[name], all_hidden(connection.cipher, subjects))


async def note_as(connection: Connection, watched: Watched, stored: Collection[DigestSubject]) -> None:
    """The same, of the columns of ``watched``, for subjects as they are stored."""
    wanted = list(stored)
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        places = ", ".join(f"${place}" for place in range(1, len(page) + 1))
        rows = await connection.stored.fetch(f"{_select(watched)} AND {watched.subject} IN ({places})", *page)
        found = _by_subject(watched, rows)
        await _store(connection, watched, found)
        gone = [(_name(watched, subject),) for subject in page if subject not in found]
        if gone and not watched.own:
            await connection.stored.execute_many("DELETE FROM digests WHERE subject = $1", gone)


async def drop(connection: Connection, name: str, stored: Collection[DigestSubject]) -> None:
    """Note nothing more of subjects that are gone, each as it was stored."""
    gone = [(_name(WATCHED[name], subject),) for subject in stored]
    await connection.stored.execute_many("DELETE FROM digests WHERE subject = $1", gone)


async def note_rows(
    connection: Connection, name: str, found: Mapping[DigestSubject, Sequence[Sequence[Value]]]
) -> None:
    """Note the rows of each subject as they were just written, with the columns of ``WATCHED``, unread."""
    cipher = connection.cipher
    as_stored = {subject: [all_hidden(cipher, row) for row in rows] for subject, rows in found.items()}
    await note_stored(connection, name, as_stored)


async def note_stored(
    connection: Connection, name: str, found: Mapping[DigestSubject, Sequence[Sequence[Value]]]
) -> None:
    """Note the rows of each subject as they are stored, telephone numbers as their tokens."""
    await _store(connection, WATCHED[name], found)


def own_digest(connection: Connection, row: Sequence[Value]) -> str:
    """What a row says of itself that holds its own digest: of the columns of ``WATCHED``, in their order."""
    return digest_of_line(_json(all_hidden(connection.cipher, row)))


def own_digests(stored: Sequence[Sequence[Value]]) -> list[str]:
    """The same of each of several rows, which are given as they are stored."""
    return [digest_of_line(line) for line in as_json(stored)]


async def _store(
    connection: Connection, watched: Watched, found: Mapping[DigestSubject, Sequence[Sequence[Value]]]
) -> None:
    if watched.own:
        rows = [(its, subject) for subject, its in digests(found).items()]
        sql = f"UPDATE {watched.table} SET {watched.own} = $1 WHERE {watched.subject} = $2"
        await connection.stored.execute_many(sql, rows)
        return
    sql = (
        "INSERT INTO digests (subject, digest) VALUES ($1, $2)"
        " ON CONFLICT (subject) DO UPDATE SET digest = EXCLUDED.digest"
    )
    noted = [(_name(watched, subject), its) for subject, its in digests(found).items()]
    if len(noted) == 1:
        await connection.stored.later(noted[0][0], sql, *noted[0])
    elif noted:
        await connection.stored.execute_many(sql, noted)


async def agreeing(connection: Connection, watched: Watched, subjects: Collection[DigestSubject]) -> set[DigestSubject]:
    """Which of those subjects stand as the program wrote them."""
    found: set[DigestSubject] = set()
    wanted = sorted(subjects, key=str)
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        places = ", ".join(f"${place}" for place in range(1, len(page) + 1))
        rows = await connection.stored.fetch(f"{_select(watched)} AND {watched.subject} IN ({places})", *page)
        noted = await _noted(connection, watched, page)
        stand = digests(_by_subject(watched, rows))
        found |= {one for one, its in stand.items() if noted.get(_name(watched, one)) == its}
    return found


async def _noted(connection: Connection, watched: Watched, subjects: Collection[DigestSubject]) -> Mapping[str, str]:
    if watched.own:
        places = ", ".join(f"${place}" for place in range(1, len(subjects) + 1))
        sql = f"SELECT {watched.subject} AS subject, {watched.own} AS digest FROM {watched.table}"
        rows = await connection.stored.fetch(f"{sql} WHERE {watched.subject} IN ({places})", *subjects)
        return {_name(watched, row["subject"]): row["digest"] for row in rows}
    names = [_name(watched, subject) for subject in subjects]
    places = ", ".join(f"${place}" for place in range(1, len(names) + 1))
    rows = await connection.stored.fetch(f"SELECT subject, digest FROM digests WHERE subject IN ({places})", *names)
    return {row["subject"]: row["digest"] for row in rows}


def _select(watched: Watched) -> str:
    return (
        f"SELECT {watched.subject} AS subject, {', '.join(watched.columns)} FROM {watched.table} WHERE {watched.where}"
    )


def _by_subject(watched: Watched, rows: Iterable[Row]) -> dict[DigestSubject, list[Sequence[Value]]]:
    found: dict[DigestSubject, list[Sequence[Value]]] = {}
    for row in rows:
        found.setdefault(row["subject"], []).append([row[column] for column in watched.columns])
    return found


def _name(watched: Watched, subject: DigestSubject) -> str:
    return f"{watched.name}:{subject}"
