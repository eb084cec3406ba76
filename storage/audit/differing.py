"""Rows that are not what the program wrote."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from storage.database import Connection
from storage.digests import DigestSubject, Value, digests
from storage.watched import WATCHED, Watched

_READ: Final = 2_000
"""Subjects that are read at once."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A subject whose rows are not what the program wrote; ``gone`` when none is there any more."""

    name: str
    subject: DigestSubject
    gone: bool


async def differing(
    connection: Connection,
    tables: Iterable[Watched] = tuple(WATCHED.values()),
    noted: Mapping[str, int] | None = None,
) -> AsyncIterator[Differing]:
    """Every subject that was changed, added or deleted past the program, by table and subject.

    ``noted``: how many digests there are of each table, if that is known (``counts``).
    """
    noted = await counts(connection) if noted is None else noted
    for watched in tables:
        known = 0
        async for page in pages(connection, watched):
            known += sum(one is not None for one in page.digests.values())
            for subject, its in digests(page.rows).items():
                if page.digests[subject] != its:
                    yield Differing(watched.name, _shown(connection, subject), gone=False)
        if watched.own or noted.get(watched.name, 0) == known:
            continue
        for subject in await _gone(connection, watched):
            yield Differing(watched.name, _shown(connection, subject), gone=True)


async def counts(connection: Connection) -> Mapping[str, int]:
    """How many digests are noted of each table."""
    name = "SPLIT_PART(subject, ':', 1)"
    if connection.dialect == "sqlite":
        name = "SUBSTR(subject, 1, INSTR(subject, ':') - 1)"
    rows = await connection.stored.fetch(f"SELECT {name} AS name, COUNT(*) AS many FROM digests GROUP BY {name}")
    return {row["name"]: row["many"] for row in rows}


@dataclass(frozen=True, slots=True)
class NotedRows:
    """The rows of some subjects, and the digest that was noted of each."""

    rows: dict[DigestSubject, list[Sequence[Value]]]
    digests: dict[DigestSubject, str | None]


async def pages(connection: Connection, watched: Watched) -> AsyncIterator[NotedRows]:
    """All rows by subject, the subjects in order, some thousands at a time."""
    last: DigestSubject = "" if watched.text else 0
    subjects = (
        f"SELECT DISTINCT {watched.subject} AS subject FROM {watched.table}"
        f" WHERE {watched.subject} > $1 AND {watched.where} ORDER BY 1 LIMIT {_READ}"
    )
    columns = ", ".join(f"t.{column}" for column in watched.columns)
    beside = f" LEFT JOIN digests d ON d.subject = '{watched.name}:' || CAST(t.{watched.subject} AS TEXT)"
    digest, joined = (f"t.{watched.own}", "") if watched.own else ("d.digest", beside)
    noted = (
        f"SELECT t.{watched.subject} AS subject, {columns}, {digest} AS digest FROM {watched.table} t{joined}"
        f" WHERE t.{watched.subject} >= $1 AND t.{watched.subject} <= $2 AND {watched.where}"
    )
    pick = itemgetter("subject", "digest", *watched.columns)
    while page := await connection.stored.fetch(subjects, last):
        first, last = page[0]["subject"], page[-1]["subject"]
        found = NotedRows({}, {})
        for subject, its, *cells in map(pick, await connection.stored.fetch(noted, first, last)):
            found.rows.setdefault(subject, []).append(cells)
            found.digests[subject] = its
        yield found


async def _gone(connection: Connection, watched: Watched) -> Sequence[DigestSubject]:
    prefix = f"{watched.name}:"
    rest = f"SUBSTR(d.subject, {len(prefix) + 1})"
    subject = rest if watched.text else f"CAST({rest} AS BIGINT)"
    rows = await connection.stored.fetch(
        f"SELECT {subject} AS subject FROM digests d"
        f" WHERE d.subject LIKE '{prefix}%' AND NOT EXISTS (SELECT 1 FROM {watched.table} t"
        f" WHERE t.{watched.subject} = {subject} AND {watched.where}) ORDER BY 1"
    )
    return [row["subject"] for row in rows]


def _shown(connection: Connection, subject: DigestSubject) -> DigestSubject:
    cipher = connection.cipher
    return cipher.show(subject) if cipher and isinstance(subject, str) else subject
