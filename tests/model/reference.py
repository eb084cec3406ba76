"""The points system in a few lines, to check the real one against: no database and no rounds, only lists and sums.

It is told what happened and says where each household stands; what must be refused is in ``refusals.py``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.model.rulebook import Rulebook
from tests.model.points import Mark, items, month_points, moved, span


def month_of(day: date) -> str:
    """The month of a day or an instant, ``2026-11``."""
    return f"{day:%Y-%m}"


@dataclass
class Logged:
    """A mark or a veto with its story; one that is taken back is as if it had never been."""

    mark: Mark
    officer: str
    at: datetime
    day: date
    """On which it happened."""
    veto: bool = False
    confirmed: bool = False
    taken_back: bool = False
    seen: bool = False
    """Whether another officer looked at it."""


@dataclass(frozen=True)
class TakenBack:
    """A reversal: which entry it took back, who did it and when."""

    original: int
    officer: str
    at: datetime


@dataclass
class Dispute:
    """An objection to an entry; while it is open it may hold the household's month back."""

    entry: int
    holds: bool
    entered_by: str | None
    """The officer who entered it for the household; None = it came by text."""
    open: bool = True
    upheld: bool = False


@dataclass
class Asked:
    """A claim."""

    household: str
    day: date
    open: bool = True


@dataclass(frozen=True)
class Wanted:
    """What an officer may not do alone: take an entry back, or rule on the objection ``case`` to the own one."""

    officer: str
    entry: int
    case: int | None = None
    uphold: bool = True
    points: int | None = None


@dataclass
class Awaited:
    """A large award for a settled month, until another officer confirms it; ``last`` was the household's last entry."""

    officer: str
    mark: Mark
    day: date
    last: int
    done: bool = False


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
    specialists: set[str] = field(default_factory=set)
    near: set[tuple[str, str]] = field(default_factory=set)
    """(officer, household): the officer's own one, or kin."""
    joined: dict[str, str] = field(default_factory=dict)
    """The month in which each household joins."""
    excused: set[tuple[str, str]] = field(default_factory=set)
    """(household, month): in it by name only: an empty house, or it joined when the month was settled already."""
    log: dict[int, Logged] = field(default_factory=dict)
    undone: dict[int, TakenBack] = field(default_factory=dict)
    """Reversals by their number."""
    disputes: dict[int, Dispute] = field(default_factory=dict)
    claims: dict[int, Asked] = field(default_factory=dict)
    awaited: dict[int, Awaited] = field(default_factory=dict)
    wanted: dict[int, Wanted] = field(default_factory=dict)
    agreed: set[int] = field(default_factory=set)
    """Of what was wanted, what another officer agreed to."""

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

    def to_finalise(self, now: datetime) -> list[str]:
        """What was public for long enough, oldest first."""
        return sorted(month for month, day in self.settled.items() if day <= now.date() and month not in self.final)

    def join(self, household: str, month: str) -> None:
        """A household joins in a month, this one or a later one."""
        self.joined[household] = month
        if month <= self.month and self.month in self.settled:
            self.excused.add((household, self.month))

    def take_back(self, number: int, by: int, officer: str, at: datetime) -> None:
        """Entry ``by`` cancels entry ``number``."""
        self.log[number].taken_back = True
        self.undone[by] = TakenBack(number, officer, at)

    # Who and what an entry is about.

    def story(self, number: int) -> Logged:
        """The entry with that number, or the one that it took back."""
        return self.log[self.undone[number].original if number in self.undone else number]

    def recorder(self, number: int) -> str:
        """Who recorded the entry or the reversal with that number."""
        return self.undone[number].officer if number in self.undone else self.log[number].officer

    def live(self, number: int) -> bool:
        """Whether it counts: no reversal, and not taken back."""
        return number not in self.undone and not self.log[number].taken_back

    def corrections(self, number: int) -> list[int]:
        """To which amounts, unsigned, an objection can put an entry right in the household's favour."""
        if not self.live(number) or self.log[number].veto:
            return []
        points = self.log[number].mark.points
        most = self.book.items[self.log[number].mark.item].points
        return [right for right in range(1, most + 100) if (right < -points if points < 0 else points < right <= most)]

    def is_large_correction(self, number: int, right: int | None, *, uphold: bool) -> bool:
        """Whether putting an award right makes it a large one, or gives one again that was taken back."""
        above, points = self.book.policy.second_look_above, self.story(number).mark.points
        if number in self.undone:
            return uphold and points > above
        return right is not None and points > 0 and right - points > above

    def waits(self, officer: str, mark: Mark, day: date) -> bool:
        """Whether that award is a large one for a settled month, with what the officer gave of the item before."""
        item = self.book.items[mark.item]
        if mark.month not in self.settled or mark.points < 0:
            return False
        given = [
            one.mark.points
            for key, one in self.log.items()
            if self._same_item(one, mark) and self.live(key) and one.officer == officer and one.mark.points > 0
            if not one.seen and (item.start == "full" or one.day == day)
        ]
        return min(mark.points + sum(given), item.points) > self.book.policy.second_look_above

    def is_overtaken(self, awaited: Awaited, now: datetime) -> bool:
        """Whether the same was recorded since it was proposed."""
        return any(
            self._same_item(one, awaited.mark) and self.live(key) and key > awaited.last and one.day == awaited.day
            for key, one in self.log.items()
            if one.officer != awaited.officer
            or (one.mark.points == awaited.mark.points and abs(now - one.at) <= timedelta(minutes=10))
        )

    def last_awaited(self, number: int) -> bool:
        """Whether no later proposal replaces that one."""
        this = self.awaited[number]
        return not any(
            self._same_item_of(one.mark, this.mark) and one.day == this.day and key > number
            for key, one in self.awaited.items()
        )

    def award(self, number: int) -> list[int]:
        """What the officer of that award gave the household of that item in that month, and nobody else looked at.

        Nothing when no more than ``second_look_above`` hangs on all of it.
        """
        if number in self.undone:
            return []
        mark, officer = self.log[number].mark, self.log[number].officer
        of_item = {key: one for key, one in self.log.items() if self._same_item(one, mark) and self.live(key)}
        parts = [
            key
            for key, one in of_item.items()
            if one.officer == officer and one.mark.points > 0 and not one.veto and not one.seen
        ]
        if mark.item in {merit.code for merit in self.book.merits}:
            parts = [part for part in parts if self.log[part].day == self.log[number].day]
        item, taken = self.book.items.get(mark.item), self.taken(mark.household, mark.month).get(mark.item, 0)
        if item is None or number not in parts:
            return []
        others = [one.mark.points for key, one in of_item.items() if key not in parts]
        given = sum(self.log[part].mark.points for part in parts)
        is_large = moved(item, [*others, given], taken) > self.book.policy.second_look_above
        return sorted(parts) if is_large else []

    def is_large(self, number: int) -> bool:
        """Whether another officer has to look at the award, or at what it is a part of, and nobody has."""
        return bool(self.award(number))

    def _same_item(self, other: Logged, mark: Mark) -> bool:
        return self._same_item_of(other.mark, mark)

    def _same_item_of(self, one: Mark, other: Mark) -> bool:
        return (one.household, one.month, one.item) == (other.household, other.month, other.item)

    def undecided(self) -> set[str]:
        """The years about which somebody has to decide something first."""
        years = {self.story(one.entry).mark.month[:4] for one in self.disputes.values() if one.open}
        years |= {str(claim.day.year) for claim in self.claims.values() if claim.open}
        years |= {
            one.mark.month[:4] for one in self.log.values() if one.veto and not one.confirmed and not one.taken_back
        }
        years |= {one.mark.month[:4] for key, one in self.awaited.items() if not one.done and self.last_awaited(key)}
        newest = {one.entry: number for number, one in sorted(self.wanted.items())}
        return years | {
            self.log[entry].mark.month[:4]
            for entry, number in newest.items()
            if self.wanted[number].case is None and number not in self.agreed and not self.log[entry].taken_back
        }

    # What must follow.

    @property
    def month(self) -> str:
        """The current one."""
        return self.months[-1]

    def counting(self, year: str) -> list[str]:
        """The months of a year that are settled."""
        return [month for month in self.settled if month.startswith(year)]

    def takes_part(self, household: str, month: str) -> bool:
        """Whether the household has a score in that month."""
        return self.joined[household] <= month and (household, month) not in self.excused

    def taken(self, household: str, month: str) -> dict[str, int]:
        """What earlier months took of the caps that hold for several, by item."""
        taken: dict[str, int] = {}
        for item in self.book.shared:
            earlier = [
                one
                for one in self.months
                if one < month and span(one, item.per) == span(month, item.per) and self.takes_part(household, one)
            ]
            taken[item.code] = sum(self.items(household, one)[item.code] for one in earlier)
        return taken

    def items(self, household: str, month: str) -> dict[str, int]:
        """A household's items in a month: of what was logged, what stands."""
        marks = (one.mark for one in self.log.values() if not one.veto and not one.taken_back)
        mine = (mark for mark in marks if (mark.household, mark.month) == (household, month))
        return items(self.book, mine, self.taken(household, month))

    def points(self, household: str, month: str) -> int | None:
        """A household's points in a month; None where it takes no part."""
        return month_points(self.book, self.items(household, month)) if self.takes_part(household, month) else None

    def earned(self, household: str, year: str) -> int:
        """Its points of the year's settled months: their sum, or their mean rounded half up."""
        return self._worth(household, self.counting(year))

    def released(self, household: str, year: str) -> int:
        """The same of the final months that no open objection holds back."""
        held = {
            self.story(one.entry).mark.month
            for one in self.disputes.values()
            if one.open and one.holds and self.story(one.entry).mark.household == household
        }
        return self._worth(household, (self.final & set(self.counting(year))) - held)

    def _worth(self, household: str, months: Collection[str]) -> int:
        counted = [points for month in months if (points := self.points(household, month)) is not None]
        if self.book.policy.accumulate == "sum" or not counted:
            return sum(counted)
        return int(sum(counted) / len(counted) + 0.5)

    def vetoes(self, household: str, year: str) -> int:
        """Its vetoes in force in a year."""
        return sum(
            entry.veto and entry.confirmed and not entry.taken_back and entry.mark.month.startswith(year)
            for entry in self.log.values()
            if entry.mark.household == household
        )

    def ranks(self, year: str) -> dict[str, int | None]:
        """One more than there are better households; none for the vetoed and for those who are still to come."""
        weights = {household: self._weight(household, year) for household in self.joined}
        ranked = [weight for weight in weights.values() if weight is not None]
        return {
            household: None if mine is None else 1 + sum(weight > mine for weight in ranked)
            for household, mine in weights.items()
        }

    def _weight(self, household: str, year: str) -> int | None:
        if self.vetoes(household, year) or self.joined[household] > self.month:
            return None
        return self.earned(household, year) if self.counting(year) else self.points(household, self.month)

    def ranking(self, year: str) -> dict[str, tuple[int | None, int, bool]]:
        """The year's final ranking: rank, points and whether vetoed, of those who took part in any of its months."""
        took_part = {
            household
            for household in self.joined
            if any(self.takes_part(household, month) for month in self.counting(year))
        }
        earned = {one: self.earned(one, year) for one in took_part}
        in_it = {one for one in took_part if not self.vetoes(one, year)}
        return {
            one: (
                1 + sum(earned[other] > earned[one] for other in in_it) if one in in_it else None,
                earned[one],
                one not in in_it,
            )
            for one in took_part
        }
