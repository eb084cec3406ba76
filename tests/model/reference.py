"""The points system in a few lines, to check the real one against: no database and no rounds, only lists and sums.

It is told what happened and says what must follow: ``why_not_…`` names every reason for which something must be
refused (none = it must be done), the rest says where each household stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.rulebook import Rulebook


@dataclass(frozen=True)
class Mark:
    """Points that somebody logged for a household in a month."""

    household: str
    month: str
    item: str
    points: int


def item_points(book: Rulebook, code: str, marks: Iterable[Mark]) -> int:
    """What an item stands at."""
    item = book.items[code]
    raw = (item.points if item.start == "full" else 0) + sum(mark.points for mark in marks if mark.item == code)
    return sorted((0, raw, item.points))[1]


def month_points(book: Rulebook, marks: Sequence[Mark]) -> int:
    """What a month stands at: the aspects, none above its cap, and never more than the book's total."""
    aspects = (
        min(aspect.cap, sum(item_points(book, item.code, marks) for item in aspect.items)) for aspect in book.aspects
    )
    return min(book.total, sum(aspects))


def month_of(now: datetime) -> str:
    """The month of an instant, ``2026-11``."""
    return f"{now:%Y-%m}"


@dataclass
class Logged:
    """A mark or a veto with its story; one that is taken back is as if it had never been."""

    mark: Mark
    officer: str
    at: datetime
    veto: bool = False
    confirmed: bool = False
    taken_back: bool = False


@dataclass
class Model:
    """A village from its first month on, months as ``2026-11``."""

    book: Rulebook
    months: list[str]
    """Those that began, oldest first; the last one is the current one."""
    settled: dict[str, date] = field(default_factory=dict)
    """The months that were settled, each with the first day on which it may become final."""
    final: set[str] = field(default_factory=set)
    """Those whose days of publicity have passed."""
    average: bool = False
    """Whether the year is the mean of its months, not their sum."""
    specialists: set[str] = field(default_factory=set)
    near: set[tuple[str, str]] = field(default_factory=set)
    """(officer, household): the officer's own one, or kin."""
    joined: dict[str, str] = field(default_factory=dict)
    """The month in which each household joins."""
    excused: set[tuple[str, str]] = field(default_factory=set)
    """(household, month): in it by name only, since it joined when the month was settled already."""
    log: dict[int, Logged] = field(default_factory=dict)
    undone: dict[int, int] = field(default_factory=dict)
    """The number of each reversal, and of what it took back."""

    # What happens.

    def pass_to(self, now: datetime) -> None:
        """It is later; months in between pass as well."""
        while self.months[-1] < month_of(now):
            year, month = map(int, self.months[-1].split("-"))
            self.months.append(f"{year + month // 12}-{month % 12 + 1:02}")

    def to_settle(self) -> str | None:
        """The month that is to be settled next, before any later one."""
        return next((month for month in self.months if month not in self.settled), None)

    def settle(self, now: datetime) -> None:
        """The next month is published."""
        month = self.to_settle()
        if month is not None:
            self.settled[month] = now.date() + timedelta(days=self.book.policy.publicity_days)

    def look_at_the_calendar(self, now: datetime) -> None:
        """What was public for long enough is final."""
        self.final |= {month for month, day in self.settled.items() if day <= now.date()}

    def join(self, household: str, month: str) -> None:
        """A household joins in a month, this one or a later one."""
        self.joined[household] = month
        if month <= self.month and self.month in self.settled:
            self.excused.add((household, self.month))

    def take_back(self, number: int, by: int) -> None:
        """Entry ``by`` cancels entry ``number``."""
        self.log[number].taken_back = True
        self.undone[by] = number

    # What must be refused.

    def why_not_log(self, officer: str, household: str) -> set[str]:
        """Points and vetoes: not for one's own, and not before the household joined."""
        reasons = {"excused": not self.takes_part(household, self.month)}
        return self._partial(officer, household) | {code for code, holds in reasons.items() if holds}

    def why_not_score(self, officer: str, household: str) -> set[str]:
        """Points: nor once the month is settled."""
        settled = {"round-closed"} if self.month in self.settled else set()
        return self.why_not_log(officer, household) | settled

    def why_not_settle(self, officer: str) -> set[str]:
        """Only a specialist, and only what is not settled yet."""
        reasons = {"specialist-only": officer not in self.specialists, "nothing-to-settle": self.to_settle() is None}
        return {code for code, holds in reasons.items() if holds}

    def why_not_confirm(self, number: int, officer: str) -> set[str]:
        """A veto takes two officers, and only one that nobody took back."""
        veto = self.log[number]
        reasons = {
            "own-proposal": veto.officer == officer,
            "already-confirmed": veto.confirmed,
            "already-reversed": veto.taken_back,
        }
        return self._partial(officer, veto.mark.household) | {code for code, holds in reasons.items() if holds}

    def why_not_take_back(self, number: int, officer: str, now: datetime) -> set[str]:
        """Once, and no reversal; its recorder within a day and until the month is settled, a specialist always."""
        if number in self.undone:
            household = self.log[self.undone[number]].mark.household
            return self._partial(officer, household) | {"is-reversal"}
        entry, specialist = self.log[number], officer in self.specialists
        reasons = {
            "already-reversed": entry.taken_back,
            "round-closed": not specialist and entry.mark.month in self.settled,
            "second-needed": specialist and entry.officer != officer and now - entry.at > timedelta(hours=24),
            "too-late-to-undo": not specialist and (entry.officer != officer or now - entry.at > timedelta(hours=24)),
        }
        return self._partial(officer, entry.mark.household) | {code for code, holds in reasons.items() if holds}

    def _partial(self, officer: str, household: str) -> set[str]:
        return {"own-household", "kin-household"} if (officer, household) in self.near else set()

    # What must follow.

    @property
    def month(self) -> str:
        """The open one."""
        return self.months[-1]

    def counting(self, year: str) -> list[str]:
        """The months of a year that are settled."""
        return [month for month in self.settled if month.startswith(year)]

    def takes_part(self, household: str, month: str) -> bool:
        """Whether the household has a score in that month."""
        return self.joined[household] <= month and (household, month) not in self.excused

    def marks(self, household: str, month: str) -> list[Mark]:
        """A household's marks of a month that stand."""
        marks = (entry.mark for entry in self.log.values() if not entry.veto and not entry.taken_back)
        return [mark for mark in marks if (mark.household, mark.month) == (household, month)]

    def points(self, household: str, month: str) -> int | None:
        """A household's points in a month; None where it takes no part."""
        return month_points(self.book, self.marks(household, month)) if self.takes_part(household, month) else None

    def earned(self, household: str, year: str) -> int:
        """Its points of the year's settled months: their sum, or their mean rounded half up."""
        return self._worth(household, self.counting(year))

    def spendable(self, household: str, year: str) -> int:
        """The same of the final months; nothing under a veto."""
        return 0 if self.vetoes(household, year) else self._worth(household, self.final & set(self.counting(year)))

    def _worth(self, household: str, months: Iterable[str]) -> int:
        counted = [points for month in months if (points := self.points(household, month)) is not None]
        if not self.average or not counted:
            return sum(counted)
        return int(sum(counted) / len(counted) + 0.5)

    def vetoes(self, household: str, year: str) -> int:
        """Its vetoes in force in a year."""
        return sum(
            entry.veto and entry.confirmed and not entry.taken_back and entry.mark.month.startswith(year)
            for entry in self.log.values()
            if entry.mark.household == household
        )

    def rank(self, household: str, year: str) -> int | None:
        """One more than there are better households; none for the vetoed and for those who are still to come."""
        mine = self._weight(household, year)
        if mine is None:
            return None
        weights = [self._weight(other, year) for other in self.joined]
        return 1 + sum(weight > mine for weight in weights if weight is not None)

    def _weight(self, household: str, year: str) -> int | None:
        if self.vetoes(household, year) or self.joined[household] > self.month:
            return None
        return self.earned(household, year) if self.counting(year) else self.points(household, self.month)
