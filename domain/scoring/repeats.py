"""The same thing recorded again: on one day by another officer, or within minutes by the same one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.model.entry import Entry
from domain.model.errors import Question
from domain.model.people import Household, Officer
from domain.model.rulebook import Item, Veto

WITHIN = timedelta(minutes=10)
"""A message that is sent again, because its answer was lost or looked at by nobody, comes within that time."""


class Repeated(Question):
    """Entries of that day say the same, by others or ``just_now`` by the officer, who must say that one more is meant.

    ``earlier``: never empty, oldest first.
    """

    def __init__(self, household: Household, about: Item | Veto, officer: Officer, earlier: Sequence[Entry]) -> None:
        super().__init__(earlier[0].id)
        self.household = household
        self.about = about
        self.officer = officer
        self.earlier = tuple(earlier)


class DoneJustNow(Question):
    """The officer did the same within minutes, about which nothing but its ``number`` has to be known."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def just_now(at: datetime, now: datetime) -> bool:
    """Whether the two instants are so near that the second may be the first again; also when the clock went back."""
    return abs(now - at) <= WITHIN


def around(now: datetime) -> tuple[datetime, datetime]:
    """The first and the last instant that are just now, also when the clock went back."""
    return now - WITHIN, now + WITHIN


@dataclass(frozen=True, slots=True)
class Attempt:
    """What an officer wants to record; ``known`` are entries, by number, that the officer knows of."""

    household: Household
    about: Item | Veto
    points: int
    day: date
    officer: Officer
    known: Container[int] = ()


def check_repeat(entries: Iterable[Entry], wanted: Attempt, now: datetime) -> None:
    """Raises Repeated when the round's ``entries`` say the same already."""
    officer = wanted.officer
    earlier = [
        entry
        for entry in entries
        if entry.live and entry.id not in wanted.known and (entry.item, entry.day) == (wanted.about.code, wanted.day)
        if entry.officer_id != officer.id or (entry.points == wanted.points and just_now(entry.at, now))
    ]
    if earlier:
        raise Repeated(wanted.household, wanted.about, officer, earlier)
