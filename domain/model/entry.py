"""Entries 记分: append-only scoring records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Source(StrEnum):
    """Which way an entry came in."""

    CHAT = "chat"
    CLI = "cli"
    SMS = "sms"
    SYSTEM = "system"


class Entry(NamedTuple):
    """One record. ``points`` are signed and as asked for; a veto and its reversal carry 0.

    ``reversed_by`` is the number of the reversal that cancels this entry, if there is one. A tuple, since an audit and
    a seal read millions: a frozen dataclass with as many fields takes six times as long to make.
    """

    id: int
    household_id: int
    round_id: int
    item: str
    points: int
    at: datetime
    day: date
    officer_id: int | None
    officer_name: str
    source: Source
    reason: str
    reverses: int | None = None
    reversed_by: int | None = None
    evidence: str | None = None
    evidence_id: int | None = None
    """The photo that came with it, kept or not; ``evidence`` is its content's SHA-256 once it is kept."""

    @property
    def live(self) -> bool:
        """Whether it counts: neither a reversal nor reversed."""
        return self.reverses is None and self.reversed_by is None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to append. ``key`` is unique: appending it twice is impossible."""

    household_id: int
    round_id: int
    unit: str
    item: str
    points: int
    at: datetime
    day: date
    officer_id: int | None
    officer_name: str
    source: Source
    reason: str
    key: str
    reverses: int | None = None
    evidence_id: int | None = None
