"""Fewer round trips to PostgreSQL: several statements in one.

A round trip costs more of both sides' time than most statements do, so a message's statements go together where one
does not need the other's result: writes that nobody waits for (``later``), questions that are asked together
(``together``), and what a message is about to ask, which is read with its first statement (``foresee``).
Measured: a ``/kou`` takes 5 round trips instead of 15.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from storage.cipher import MARK
from storage.engine.contract import Query, Row
from storage.engine.hiding import NothingHidden
from storage.engine.many_rows import moved

_LOCKS: Final = re.compile(r"\bFOR (?:NO KEY |KEY )?(?:UPDATE|SHARE)\b|under_lock\(|_lock\(")
"""What may wait for somebody else, and then knows less of what was read before."""


@dataclass(slots=True)
class Pending:
    """What one transaction has not sent yet, and what it knows already."""

    writes: dict[Hashable, Query] = field(default_factory=dict)
    """By what they write: two in one statement may not touch the same row."""
    answers: dict[Query, Sequence[Row]] = field(default_factory=dict)
    """Each serves once: who asks again wants to know what has changed meanwhile."""

    def answer(self, sql: str, args: tuple[object, ...]) -> Sequence[Row] | None:
        """What was read ahead for that question, if anything was."""
        answer = self.answers.pop((sql, args), None) if self.answers else None
        if answer is not None and _locks(sql):
            self.answers.clear()
        return answer

    def goes_out(self, sql: str) -> None:
        """Forget what was read ahead before something is written or waited for."""
        if self.answers and not _only_reads(sql):
            self.answers.clear()

    def all_writes(self) -> Sequence[Query]:
        """What was put off, which is not put off any more."""
        writes, self.writes = list(self.writes.values()), {}
        return writes

    def undone(self) -> None:
        """Forget what belongs to a part of the transaction that is taken back."""
        self.writes.clear()
        self.answers.clear()


@lru_cache(maxsize=1024)
def _only_reads(sql: str) -> bool:
    return sql.lstrip()[:6] in ("SELECT", "WITH q") and not _locks(sql)


@lru_cache(maxsize=1024)
def _locks(sql: str) -> bool:
    return _LOCKS.search(sql) is not None


def in_one(queries: Sequence[Query]) -> Query:
    """Several writes as one statement. They see the tables as they are before it, in no order."""
    if len(queries) == 1:
        return queries[0]
    return _composed(tuple((sql, len(args)) for sql, args in queries), "SELECT 1"), _all_args(queries)


def asked_together(queries: Sequence[Query]) -> Query:
    """Several questions as one statement, whose only row has the answers as JSON."""
    answers = ", ".join(f"(SELECT json_agg(q{place}) FROM q{place}) AS a{place}" for place in range(len(queries)))
    return _composed(tuple((sql, len(args)) for sql, args in queries), f"SELECT {answers}"), _all_args(queries)


def as_rows(answer: str | None) -> Sequence[dict[str, Any]]:
    """Rows from an answer in JSON. Numbers and texts, which are all that tables hold, come through as they are."""
    if not answer:
        return ()
    rows = json.loads(answer)
    return rows if MARK in answer else NothingHidden(rows)


@lru_cache(maxsize=1024)
def _composed(parts: tuple[tuple[str, int], ...], end: str) -> str:
    """``parts``: each statement with how many arguments it has; those of all stand in one row."""
    named, before = [], 0
    for place, (sql, args) in enumerate(parts):
        named.append(f"q{place} AS ({moved(sql, before)})")
        before += args
    return f"WITH {', '.join(named)} {end}"


def _all_args(queries: Sequence[Query]) -> tuple[object, ...]:
    return tuple(arg for _, args in queries for arg in args)
