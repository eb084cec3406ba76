"""Digests of the rows that people decide by, so that the audit can tell what was changed past the program.

Derived figures are recomputed, and published entries are sealed. For the rest (who is an officer and of what, whose
telephone it is, what goods cost, what a claim says, an entry of this month together with its score) the program notes
the SHA-256 of each row whenever it writes one, as it is stored: of a telephone number its token, since the hash of
the number alone would give it away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from storage.database import Connection, Row
from storage.engine.hiding import hidden

Value = str | int | None
Subject = str | int

_HOUSEHOLDS: Final = "0028_households_watched.sql"
_MORE: Final = "0036_more_watched.sql"
_READ: Final = 2_000
"""Subjects that the audit reads at once."""
_json: Final = json.JSONEncoder(ensure_ascii=False).encode
_PAGE: Final = 500
"""Rows or placeholders of one statement."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A table; the rows with the same ``subject`` column share a digest of the other ``columns``.

    ``name`` is the table's, or another one for further columns of the table ``of``. ``text``: the subject is no number.
    ``since``: the migration from which on the program notes them; what was written before is noted when it is applied.
    """

    name: str
    columns: Sequence[str]
    subject: str = "id"
    since: str = "0017_digests.sql"
    of: str = ""
    text: bool = False

    @property
    def table(self) -> str:
        """Where the rows are."""
        return self.of or self.name


_ALL: Final = (
    Watched("officers", ("unit_code", "role", "name", "status", "chat_user", "household_code")),
    Watched(
        "entries",
        (
            *("household_id", "round_id", "unit_code", "item", "points", "at_ms", "day", "officer_id", "officer_name"),
            *("source", "reason", "reverses", "key"),
        ),
    ),
    Watched("confirmations", ("officer_id", "at_ms"), "entry_id"),
    Watched(
        "claims",
        (
            *(
                "household_id",
                "unit_code",
                "content",
                "day",
                "item",
                "points",
                "source",
                "filed_by",
                "made_ms",
                "state",
            ),
            *("answer", "entry_id", "decided_by"),
        ),
    ),
    Watched(
        "objections",
        (
            *("entry_id", "household_id", "round_id", "content", "source", "officer_id", "opened_ms", "due", "state"),
            *("decided_by", "second_id", "answer"),
        ),
    ),
    Watched(
        "household_changes",
        (*("sequence", "kind", "day", "was", "became", "other_id", "reason", "officer_id", "confirmed_by", "at_ms"),),
        "household_id",
    ),
    Watched("goods", ("unit_code", "number", "name", "price", "most", "per", "offered")),
    Watched(
        "redemptions",
        (
            *("household_id", "goods_id", "quantity", "price", "year", "state", "code", "officer_id", "made_ms"),
            *("expires_ms", "ended_by", "collector"),
        ),
    ),
    Watched(
        "households",
        ("code", "unit_code", "grp", "number", "head", "joined_round", "joined_on", "left_on"),
        since=_HOUSEHOLDS,
    ),
    Watched("household_phones", ("phone", "position"), "household_id", _HOUSEHOLDS),
    Watched("kin", ("kin_id", "joined_id"), "household_id", _HOUSEHOLDS),
    Watched("household_proposals", ("household_id", "wanted", "officer_id", "made_ms", "done_ms"), since=_HOUSEHOLDS),
    Watched("standing_excuses", ("household_id", "reason", "officer_id", "at_ms", "ended_ms"), since=_HOUSEHOLDS),
    Watched(
        "award_proposals",
        (
            *("household_id", "round_id", "day", "item", "points", "reason", "officer_id", "claim_id", "evidence_id"),
            *("last_entry", "made_ms", "done_ms", "second_id", "entry_id"),
        ),
        since="0035_award_proposals.sql",
    ),
    Watched(
        "rectifications",
        (
            *("entry_id", "evidence_id", "officer_id", "note", "points", "made_ms", "done_ms", "second_id"),
            "given_id",
        ),
        since="0052_rectifications.sql",
    ),
    Watched("excuses", ("household_id", "round_id", "reason", "officer_id", "at_ms", "ended_ms"), since=_HOUSEHOLDS),
    Watched("invitations", ("invite_hash", "invited_ms"), since=_MORE, of="officers"),
    Watched("chats", ("chat_id", "bound_by"), "unit_code", _MORE, text=True),
    Watched("town_chats", ("chat_id", "bound_by"), "prefix", _MORE, text=True),
    Watched("optouts", ("at_ms",), "phone", _MORE, text=True),
    Watched(
        "stock_movements",
        (*("goods_id", "kind", "quantity", "reason", "officer_id", "confirmed_by", "redemption_id", "at_ms", "key"),),
        since=_MORE,
    ),
    Watched("stock_proposals", ("goods_id", "quantity", "reason", "officer_id", "made_ms", "done_ms"), since=_MORE),
    Watched(
        "round_proposals",
        ("round_id", "kind", "officer_id", "reason", "made_ms", "done_ms", "second_id"),
        since=_MORE,
    ),
    Watched(
        "proposals",
        (
            *("kind", "entry_id", "objection_id", "officer_id", "points", "reason", "evidence_id", "made_ms"),
            "done_ms",
        ),
        since=_MORE,
    ),
    Watched(
        "callbacks",
        ("household_id", "unit_code", "phone", "words", "asked_ms", "due_on", "officer_id", "done_ms"),
        since="0055_callbacks.sql",
    ),
    Watched(
        "announcements",
        ("unit_code", "household_id", "words", "officer_id", "made_ms", "state", "public_ms"),
        since="0057_announcements.sql",
    ),
)
WATCHED: Final[Mapping[str, Watched]] = {watched.name: watched for watched in _ALL}
_REWRITING: Final = {"0040_chat_ids.sql": "officers"}
"""Migrations that rewrite a column of a watched table."""


def digest(rows: Iterable[Sequence[Value]]) -> str:
    """The SHA-256, in hex, of the rows of one subject, in whatever order they come."""
    lines = sorted(_json(list(row)) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


async def note(connection: Connection, name: str, subjects: Collection[Subject]) -> None:
    """Note what now stands in the rows of those subjects. Call it after whatever wrote or deleted them."""
    watched = WATCHED[name]
    wanted = [hidden(connection.cipher, subject) for subject in subjects]
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        places = ", ".join(f"${place}" for place in range(1, len(page) + 1))
        rows = await connection.stored.fetch(f"{_select(watched)} WHERE {watched.subject} IN ({places})", *page)
        found = _by_subject(watched, rows)
        await _note_stored(connection, name, found)
        gone = [(_name(watched, subject),) for subject in page if subject not in found]
        if gone:
            await connection.stored.execute_many("DELETE FROM digests WHERE subject = $1", gone)


async def drop(connection: Connection, name: str, stored: Collection[Subject]) -> None:
    """Note nothing more of subjects that are gone, each as it was stored."""
    gone = [(_name(WATCHED[name], subject),) for subject in stored]
    await connection.stored.execute_many("DELETE FROM digests WHERE subject = $1", gone)


async def note_rows(connection: Connection, name: str, found: Mapping[Subject, Sequence[Sequence[Value]]]) -> None:
    """Note the rows of each subject as they were just written, with the columns of ``WATCHED``, unread."""
    cipher = connection.cipher
    as_stored = {subject: [[hidden(cipher, value) for value in row] for row in rows] for subject, rows in found.items()}
    await _note_stored(connection, name, as_stored)


async def _note_stored(connection: Connection, name: str, found: Mapping[Subject, Sequence[Sequence[Value]]]) -> None:
    watched = WATCHED[name]
    sql = (
        "INSERT INTO digests (subject, digest) VALUES ($1, $2)"
        " ON CONFLICT (subject) DO UPDATE SET digest = EXCLUDED.digest"
    )
    noted = [(_name(watched, subject), digest(rows)) for subject, rows in found.items()]
    if len(noted) == 1:
        await connection.stored.later(noted[0][0], sql, *noted[0])
    elif noted:
        await connection.stored.execute_many(sql, noted)


@asynccontextmanager
async def rewritten(connection: Connection, migration: str) -> AsyncIterator[None]:
    """Around a migration that rewrites a watched table: what stood as the program wrote it is noted again after it.

    What had been changed past the program keeps its digest, and is still found by it.
    """
    table = _REWRITING.get(migration)
    intact = await _intact(connection, WATCHED[table]) if table else ()
    yield
    if table:
        await note(connection, table, intact)


async def _intact(connection: Connection, watched: Watched) -> Collection[int]:
    """The subjects that stand as the program wrote them."""
    changed = {one.subject async for one in differing(connection, [watched])}
    rows = await connection.fetch(f"SELECT DISTINCT {watched.subject} AS subject FROM {watched.table}")
    return {row["subject"] for row in rows} - changed


async def agreeing(connection: Connection, watched: Watched, subjects: Collection[Subject]) -> set[Subject]:
    """Which of those subjects stand as the program wrote them."""
    found: set[Subject] = set()
    wanted = sorted(subjects, key=str)
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        places = ", ".join(f"${place}" for place in range(1, len(page) + 1))
        rows = await connection.stored.fetch(f"{_select(watched)} WHERE {watched.subject} IN ({places})", *page)
        noted = await _noted(connection, watched, page)
        by_subject = _by_subject(watched, rows)
        found |= {one for one, its in by_subject.items() if noted.get(_name(watched, one)) == digest(its)}
    return found


async def note_since(connection: Connection, migrations: Collection[str]) -> None:
    """Note the rows, as they stand, of the tables that are watched since one of these: they were written before."""
    for watched in (one for one in WATCHED.values() if one.since in migrations):
        async for page in _pages(connection, watched):
            await _note_stored(connection, watched.name, {subject: one.rows for subject, one in page.items()})


@dataclass(frozen=True, slots=True)
class Differing:
    """A subject whose rows are not what the program wrote; ``gone`` when none is there any more."""

    name: str
    subject: Subject
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
        async for page in _pages(connection, watched):
            known += sum(one.digest is not None for one in page.values())
            for subject, one in page.items():
                if one.digest != digest(one.rows):
                    yield Differing(watched.name, _shown(connection, subject), gone=False)
        for subject in await _gone(connection, watched) if noted.get(watched.name, 0) != known else ():
            yield Differing(watched.name, _shown(connection, subject), gone=True)


async def counts(connection: Connection) -> Mapping[str, int]:
    """How many digests are noted of each table."""
    name = "SPLIT_PART(subject, ':', 1)"
    if connection.dialect == "sqlite":
        name = "SUBSTR(subject, 1, INSTR(subject, ':') - 1)"
    rows = await connection.stored.fetch(f"SELECT {name} AS name, COUNT(*) AS many FROM digests GROUP BY {name}")
    return {row["name"]: row["many"] for row in rows}


@dataclass(frozen=True, slots=True)
class _Subject:
    """The rows of one subject, and the digest that was noted of them."""

    digest: str | None
    rows: list[Sequence[Value]]


async def _pages(connection: Connection, watched: Watched) -> AsyncIterator[Mapping[Subject, _Subject]]:
    """All rows by subject, the subjects in order, some hundreds at a time."""
    last: Subject = "" if watched.text else 0
    subjects = (
        f"SELECT DISTINCT {watched.subject} AS subject FROM {watched.table} WHERE {watched.subject} > $1"
        f" ORDER BY 1 LIMIT {_READ}"
    )
    columns = ", ".join(f"t.{column}" for column in watched.columns)
    noted = (
        f"SELECT t.{watched.subject} AS subject, {columns}, d.digest FROM {watched.table} t"
        f" LEFT JOIN digests d ON d.subject = '{watched.name}:' || CAST(t.{watched.subject} AS TEXT)"
        f" WHERE t.{watched.subject} >= $1 AND t.{watched.subject} <= $2"
    )
    while page := await connection.stored.fetch(subjects, last):
        first, last = page[0]["subject"], page[-1]["subject"]
        found: dict[Subject, _Subject] = {}
        for row in await connection.stored.fetch(noted, first, last):
            one = found.setdefault(row["subject"], _Subject(row["digest"], []))
            one.rows.append([row[column] for column in watched.columns])
        yield found


async def _noted(connection: Connection, watched: Watched, subjects: Collection[Subject]) -> Mapping[str, str]:
    names = [_name(watched, subject) for subject in subjects]
    places = ", ".join(f"${place}" for place in range(1, len(names) + 1))
    rows = await connection.stored.fetch(f"SELECT subject, digest FROM digests WHERE subject IN ({places})", *names)
    return {row["subject"]: row["digest"] for row in rows}


async def _gone(connection: Connection, watched: Watched) -> Sequence[Subject]:
    prefix = f"{watched.name}:"
    rest = f"SUBSTR(d.subject, {len(prefix) + 1})"
    subject = rest if watched.text else f"CAST({rest} AS BIGINT)"
    rows = await connection.stored.fetch(
        f"SELECT {subject} AS subject FROM digests d"
        f" WHERE d.subject LIKE '{prefix}%' AND NOT EXISTS (SELECT 1 FROM {watched.table} t"
        f" WHERE t.{watched.subject} = {subject}) ORDER BY 1"
    )
    return [row["subject"] for row in rows]


def _shown(connection: Connection, subject: Subject) -> Subject:
    cipher = connection.cipher
    return cipher.show(subject) if cipher and isinstance(subject, str) else subject


def _select(watched: Watched) -> str:
    return f"SELECT {watched.subject} AS subject, {', '.join(watched.columns)} FROM {watched.table}"


def _by_subject(watched: Watched, rows: Iterable[Row]) -> dict[Subject, list[Sequence[Value]]]:
    found: dict[Subject, list[Sequence[Value]]] = {}
    for row in rows:
        found.setdefault(row["subject"], []).append([row[column] for column in watched.columns])
    return found


def _name(watched: Watched, subject: Subject) -> str:
    return f"{watched.name}:{subject}"
