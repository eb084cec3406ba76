"""The rules that closed years must obey: the ranking as frozen, and nothing left to spend once it has lapsed."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.checks import Check
from app.reports.deviation import Deviation
from app.reports.facts import Facts
from domain.ranking import ranks


def lapsed_means_nothing_left(facts: Facts) -> Iterator[Deviation]:
    """Accounts are lapsed exactly in years whose points have lapsed, and then none holds points."""
    lapsed = {closed.year for closed in facts.years if closed.lapsed is not None}
    for (household, year), stored in facts.accounts.items():
        if stored.lapsed != (year in lapsed):
            yield _of(facts, household, year, "清零", int(stored.lapsed), int(year in lapsed))
        elif stored.lapsed and stored.balance > 0:
            yield _of(facts, household, year, "清零后可用", stored.balance, 0)


def closed_years_are_settled(facts: Facts) -> Iterator[Deviation]:
    """No round of a closed year is open."""
    closed = {one.year for one in facts.years}
    for round_ in facts.rounds.values():
        if round_.period.year in closed and round_.state == "open":
            yield Deviation("轮次状态", "记分中", "已结算", facts.name, round=round_.period.key)


def honours_rank_what_was_earned(facts: Facts) -> Iterator[Deviation]:
    """The frozen ranks are those of the frozen points, and who is vetoed has none."""
    for closed in facts.years:
        frozen = facts.honours[closed.year]
        places = ranks(one.earned if one.rank is not None else None for one in frozen)
        for honour, place in zip(frozen, places, strict=True):
            wanted = None if honour.vetoed else place
            if honour.rank != wanted:
                yield _of(facts, honour.household.id, closed.year, "最终名次", honour.rank, wanted)


def honours_follow_entries(facts: Facts) -> Iterator[Deviation]:
    """What was frozen is what the entries came to, unless some were added since."""
    for closed in facts.years:
        if not facts.recomputable(closed.year):
            continue
        later = {entry.household_id for entry in facts.entries.values() if entry.at >= closed.closed}
        for honour in facts.honours[closed.year]:
            household = honour.household.id
            derived = facts.worth(facts.settled(household, closed.year), closed.year)
            if household not in later and honour.earned != derived:
                yield _of(facts, household, closed.year, "最终积分", honour.earned, derived)


YEAR_CHECKS: tuple[Check, ...] = (
    lapsed_means_nothing_left,
    closed_years_are_settled,
    honours_rank_what_was_earned,
    honours_follow_entries,
)
"""Everything that is checked of a unit's closed years."""


def _of(facts: Facts, household: int, year: int, what: str, stored: int | None, derived: int | None) -> Deviation:
    return Deviation(f"{year} 年{what}", stored, derived, facts.name, facts.code(household))
