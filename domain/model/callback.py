"""A villager's wish to be called or visited 回电."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.model.people import Household


@dataclass(frozen=True, slots=True)
class NewCallback:
    """A wish to store. ``words``: what it says beside that, or "". ``due``: the last day in time."""

    household: Household
    phone: str
    words: str
    asked: datetime
    due: date
    key: str


@dataclass(frozen=True, slots=True)
class Callback:
    """A stored wish. ``officer`` called or went there, at ``done``; both None while it is open."""

    number: int
    household: Household
    phone: str
    words: str
    asked: datetime
    due: date
    done: datetime | None = None
    officer: str | None = None
