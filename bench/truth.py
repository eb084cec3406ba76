"""Whether what was sent was done: a server that refuses is fast, and its figures are worth nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

import asyncpg

from bench.contest import Side

_ENTRIES = "SELECT COUNT(*) FROM entries"
_TEXTS = "SELECT COUNT(*) FROM inbox WHERE source = 'sms' AND reply IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Truth:
    """One database, with what it held of entries and answered texts before anything was sent."""

    url: str
    before: tuple[int, int]

    @classmethod
    def of(cls, url: str) -> Truth:
        """As it is."""
        return cls(url, _counts(url))

    def hold(self, name: str, deducting: Side, asking: Side) -> None:
        """Raises RuntimeError unless every deduction is an entry, and every text was answered."""
        done = tuple(after - before for after, before in zip(_counts(self.url), self.before, strict=True))
        if done != (deducting.sent, asking.sent):
            raise RuntimeError(f"{name}: {deducting.sent} deductions and {asking.sent} texts were sent, {done} done")


def hold_all(truths: Mapping[str, Truth], deducting: Mapping[str, Side], asking: Mapping[str, Side]) -> None:
    """Of each side."""
    for name, truth in truths.items():
        truth.hold(name, deducting[name], asking[name])


def _counts(url: str) -> tuple[int, int]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as connection:
            entries, texts = (connection.execute(sql).fetchone()[0] for sql in (_ENTRIES, _TEXTS))
            return entries, texts
    return asyncio.run(_counts_of_postgres(url))


async def _counts_of_postgres(url: str) -> tuple[int, int]:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(_ENTRIES), await connection.fetchval(_TEXTS)
    finally:
        await connection.close()
