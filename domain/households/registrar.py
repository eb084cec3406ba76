"""Who changes a household, what it came to, and what every change is checked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.households.wanted import Place, Wanted
from domain.ledger.lapsing import paying_years
from domain.ledger.rounds import ensure_current, no_round
from domain.mall.redemption import Redeemed
from domain.model.change import ChangeKind, NewChange
from domain.model.entry import Entry
from domain.model.errors import Refused
from domain.model.people import Household, Officer
from domain.model.round import Round
from domain.work import Work

LONGEST_HEAD = 30


@dataclass(frozen=True, slots=True)
class Registrar:
    """Who makes a change, in which work: an officer or, None, the operator; ``second`` is who confirmed."""

    work: Work
    officer: Officer | None = None
    second: Officer | None = None

    async def note(
        self, household_id: int, wanted: Wanted, kind: ChangeKind, was: str, became: str, other_id: int | None = None
    ) -> None:
        """Append to the household's history."""
        change = NewChange(
            household_id=household_id,
            kind=kind,
            day=wanted.day,
            was=was,
            became=became,
            reason=wanted.reason,
            officer_id=self.officer.id if self.officer else None,
            confirmed_by=self.second.id if self.second else None,
            other_id=other_id,
        )
        await self.work.store.households.note(change, self.work.now)

    async def spendable(self, household: Household) -> Mapping[int, int]:
        """What it could spend, by year; nothing of a year with a veto in force."""
        store, work = self.work.store, self.work
        balances = await store.households.balances(household.id)
        found = {}
        for year in await paying_years(store, work.unit, work.policy, work.now):
            account = await store.standings.account(household, year)
            if balances.get(year, 0) > 0 and not account.vetoes:
                found[year] = balances[year]
        return found


@dataclass(frozen=True, slots=True)
class Stopped:
    """An open round in which a household that leaves counts no more, with its score and its live entries there."""

    round: Round
    score: int
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class ChangeOutcome:
    """What was done, or what waits for a second officer (``proposal``: its number, 0 when it is done).

    ``household`` is as it is by then, ``was`` as it was before (None for a new one); ``other`` the one that it came out
    of or went into. ``points`` by year: what stays in the file unspent, comes back or goes along; ``kept``: what cannot
    go along, since the other one was not there in that year. ``scored`` are the open rounds in which it counts no more,
    or again, or from the first on; ``stopped`` what no longer counts there. ``sharing`` have one of its phones as well.
    ``replaced`` is what waited for the same household until now, and does so no more.
    """

    wanted: Wanted
    household: Household
    was: Household | None = None
    other: Household | None = None
    phones: tuple[str, ...] = ()
    points: Mapping[int, int] = field(default_factory=dict)
    kept: Mapping[int, int] = field(default_factory=dict)
    released: Sequence[Redeemed] = ()
    scored: Sequence[Round] = ()
    stopped: Sequence[Stopped] = ()
    sharing: Sequence[Household] = ()
    proposal: int = 0
    replaced: Sequence[Wanted] = ()


async def check_day(by: Registrar, day: date, joined: date | None = None) -> None:
    """Raise Refused (future-day, before-joined)."""
    if day > by.work.today:
        raise Refused("future-day", day=day)
    if joined is not None and day < joined:
        raise Refused("before-joined", day=day, joined=joined)


async def check_scored_day(by: Registrar, day: date) -> None:
    """A change that moves scores: its round is open, or the current one and the day is today.

    Raises Refused (day-settled, no-round, clock-jumped).
    """
    store, unit = by.work.store, by.work.unit
    current = await ensure_current(store, by.work.town, unit, by.work.now)
    round_ = await store.rounds.of_day(unit, day)
    if round_ is None:
        raise await no_round(store, current, day, by.work.now)
    if round_.state == "open" or (round_.id == current.id and day == by.work.today):
        return
    later = await store.rounds.open_from(unit, day)
    first = later[0].period.first if later else current.period.after
    raise Refused("day-settled", day=day, round=round_.period.key, first=min(first, by.work.today))


async def check_free(by: Registrar, place: Place) -> None:
    """Raises Refused("place-taken")."""
    there = await by.work.store.roster.at(place.unit, place.group, place.number)
    if there is not None:
        raise Refused("place-taken", household=there)


def check_head(head: str) -> None:
    """Raises Refused("bad-head")."""
    if not (head and head.isprintable() and len(head) <= LONGEST_HEAD) or any(char.isdigit() for char in head):
        raise Refused("bad-head", head=head)


def check_reason(wanted: Wanted) -> None:
    """Where people or points move, somebody says why. Raises Refused("no-reason")."""
    if not wanted.reason.strip():
        raise Refused("no-reason")
