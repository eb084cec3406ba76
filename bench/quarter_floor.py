"""A county's quarter settled and its notices queued by set-based SQL: the same rows, by a few statements for each.

Nothing is asked that could stop it, and nothing is looked for that this county has not: an excuse, a veto, a debt, a
second number, a number that stands in what somebody wrote. But what is left behind is the same to the last character:
the published round and its digest, what was earned, the seal over the lines that docs/seals.md describes and the hash
of each, the text of each household, its row's digest, its notice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from time import process_time

from domain.model.calendar import Period
from storage.instants import to_ms

_TO_SETTLE = "SELECT id, unit_code, key FROM rounds WHERE state = 'open' AND after_day <= ? ORDER BY unit_code, key"
_PUBLISH = (
    "UPDATE rounds SET state = 'published', closed_ms = ?, final_on = ? WHERE id = ? AND state = 'open'"
    " RETURNING unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms, closed_ms, current,"
    " final_on, finalised_ms, alone_until"
)
_DIGEST = (
    "INSERT INTO digests (subject, digest) VALUES (?, ?) ON CONFLICT (subject) DO UPDATE SET digest = EXCLUDED.digest"
)
_EARNED = (
    "UPDATE accounts AS a SET (earned, rounds) = (SELECT COALESCE(SUM(s.score), 0), COUNT(s.score) FROM scores s"
    " JOIN rounds o ON o.id = s.round_id WHERE s.household_id = a.household_id AND o.year = a.year"
    " AND o.state <> 'open') WHERE unit_code = ? AND year = ?"
)
_LINES = (
    "SELECT e.id, ? || ',' || e.id || ',' || STRFTIME('%Y-%m-%dT%H:%M:%fZ', e.at_ms / 1000.0, 'unixepoch') || ',' ||"
    " e.day || ',' || h.code || ',' || ? || ',' || e.item || ',' || e.points || ',' || e.officer_name || ',' ||"
    " e.source || ',' || e.reason || ',' FROM entries e JOIN households h ON h.id = e.household_id"
    " WHERE e.round_id = ? ORDER BY e.id"
)
_SEAL = (
    "INSERT INTO seals (unit_code, number, round_id, previous, hash, entries, last_entry, sealed_ms)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_SEALED = "INSERT INTO sealed_entries (entry_id, seal_id, hash) VALUES (?, ?, ?)"
_TEXTS = (
    "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms, digest)"
    " WITH earned AS (SELECT s.household_id, SUM(s.score) AS points FROM scores s JOIN rounds o ON o.id = s.round_id"
    " WHERE o.unit_code = :unit AND o.state <> 'open' AND o.first_day >= :first AND o.first_day < :after GROUP BY 1),"
    " texts AS (SELECT p.phone, 'notice:quarter:' || :quarter || ':' || h.id AS key,"
    " '{\"body\": \"【' || :signature || '】' || h.head || '户三季度得' || e.points || '分，全年' || a.earned"
    " || '分，第' || RANK() OVER (ORDER BY a.earned DESC) || '名，可用' || a.balance || '分。回1查分，回T退订。\","
    " \"household\": ' || h.id || '}' AS payload FROM households h JOIN earned e ON e.household_id = h.id"
    " JOIN accounts a ON a.household_id = h.id AND a.year = :year"
    " JOIN household_phones p ON p.household_id = h.id AND p.position = 0"
    " WHERE h.unit_code = :unit ORDER BY h.grp, h.number)"
    " SELECT 'sms', phone, payload, key, 0, 'queued', 0, :due, :now,"
    " sha256('[\"sms\", ' || JSON_QUOTE(payload) || ', \"' || key || '\", ' || :now || ']') FROM texts"
)
_NOTICES = (
    "INSERT INTO notices (household_id, unit_code, quarter, kind, queued_ms, phone, outbox_id)"
    " SELECT h.id, h.unit_code, :quarter, 'quarter', :now, x.target, x.id FROM households h"
    " JOIN outbox x ON x.key = 'notice:quarter:' || :quarter || ':' || h.id WHERE h.unit_code = :unit"
    " ORDER BY h.grp, h.number"
)
_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the statements have to know: when it is, from when texts go out, when it is final, who signs the texts."""

    now: datetime
    due: datetime
    final_on: str
    quarter: Period
    signature: str

    def seconds(self, url: str) -> float:
        """Do it in that SQLite database; the processor's seconds that it took."""
        with closing(sqlite3.connect(url.removeprefix("sqlite://"), isolation_level=None)) as raw:
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                raw.execute(f"PRAGMA {pragma}")
            raw.create_function("sha256", 1, _sha256, deterministic=True)
            began = process_time()
            rounds = raw.execute(_TO_SETTLE, (self.quarter.after.isoformat(),)).fetchall()
            for unit, months in groupby(rounds, lambda row: row[1]):
                previous = _FIRST
                for number, (round_, _, key) in enumerate(months, 1):
                    previous = self._settle(raw, unit, round_, key, number, previous)
                self._notify(raw, unit)
            return process_time() - began

    def _settle(self, raw: sqlite3.Connection, unit: str, round_: int, key: str, number: int, previous: str) -> str:
        now = to_ms(self.now)
        raw.execute("BEGIN IMMEDIATE")
        (published,) = raw.execute(_PUBLISH, (now, self.final_on, round_)).fetchall()
        raw.execute(_DIGEST, (f"rounds:{round_}", _sha256(json.dumps(published, ensure_ascii=False))))
        raw.execute(_EARNED, (unit, self.quarter.year))
        lines = raw.execute(_LINES, (number, key, round_)).fetchall()
        seal = _sha256(_lines([f"{unit} {key} {previous}", *(line for _, line in lines)]))
        values = (unit, number, round_, previous, seal, len(lines), lines[-1][0], now)
        seal_id = raw.execute(_SEAL, values).lastrowid
        raw.executemany(_SEALED, [(entry, seal_id, _sha256(f"{line}\n")) for entry, line in lines])
        raw.execute("COMMIT")
        return seal

    def _notify(self, raw: sqlite3.Connection, unit: str) -> None:
        quarter = self.quarter
        about = {
            "unit": unit,
            "quarter": quarter.key,
            "year": quarter.year,
            "first": quarter.first.isoformat(),
            "after": quarter.after.isoformat(),
            "signature": self.signature,
            "now": to_ms(self.now),
            "due": to_ms(self.due),
        }
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(_TEXTS, about)
        raw.execute(_NOTICES, about)
        raw.execute("COMMIT")


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
