"""The rules that closed years must obey: the ranking as frozen, and nothing left to spend once it has lapsed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from app.audit.checks import Check
from app.audit.deviation import Deviation
from app.audit.facts import Facts
from domain.model.closed_year import ClosedYear, Honour
from domain.scoring.lists import Candidate, first_places, took_part, welfare_places
from domain.scoring.ranking import ranks


def lapsed_means_nothing_left(facts: Facts) -> Iterator[Deviation]:
    """Accounts are lapsed exactly in years whose points have lapsed, and then none holds points."""
    lapsed = {closed.year for closed in facts.years if closed.lapsed is not None}
    for (household, year), stored in facts.accounts.items():
        if stored.lapsed != (year in lapsed):
            yield _of(facts, household, year, "清零", int(stored.lapsed), int(year in lapsed))
        elif stored.lapsed and stored.balance > 0:
            yield _of(facts, household, year, "清零后可用", stored.balance, 0)


def years_end_after_their_last_day(facts: Facts) -> Iterator[Deviation]:
    """A year is closed once it is over, and its points lapse on the day named, not before."""
    for closed in facts.years:
        after = date(closed.year + 1, 1, 1)
        days = (("结清", closed.closed.date(), after), ("清零日", closed.lapse_on, after))
        lapsed = () if closed.lapsed is None else (("清零时间", closed.lapsed.date(), closed.lapse_on),)
        for what, stored, first in (*days, *lapsed):
            if stored < first:
                yield Deviation(f"{closed.year} 年{what}", f"{stored}", f"不早于 {first}", facts.name)


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
    """What was frozen is what the entries came to, unless the household's year was corrected since."""
    for closed in facts.years:
        if not facts.recomputable(closed.year):
            continue
        for honour in facts.honours[closed.year]:
            household = honour.household.id
            settled = facts.settled(household, closed.year)
            figures = (
                ("最终积分", honour.earned, facts.worth(settled, closed.year)),
                ("考评轮数", honour.rounds, len(settled)),
                ("一票否决", int(honour.vetoed), int(facts.vetoes.get((household, closed.year), 0) > 0)),
            )
            for what, stored, derived in figures:
                if stored != derived and (household, closed.year) not in facts.corrected:
                    yield _of(facts, household, closed.year, what, stored, derived)


def honours_are_complete(facts: Facts) -> Iterator[Deviation]:
    """Whoever had points of the year is in the ranking, with what was unspent by then."""
    for closed in facts.years:
        frozen = {honour.household.id: honour for honour in facts.honours[closed.year]}
        for (household, year), account in facts.accounts.items():
            known = frozen.get(household)
            if year == closed.year and known is None and account.rounds and _takes_part(facts, household, closed):
                yield _of(facts, household, year, "最终排名行数", 0, 1)
            unspent = facts.unspent.get((household, year), 0)
            if year == closed.year and known is not None and known.unspent != unspent:
                yield _of(facts, household, year, "未用积分", known.unspent, unspent)


def lists_follow_ranking(facts: Facts) -> Iterator[Deviation]:
    """On the lists are the first places, as the year's last round has it; whoever is equal over an edge is tied."""
    for closed in facts.years:
        rounds = [round_id for round_id, period in facts.readable if period.year == closed.year]
        if not closed.by_places or not rounds or not facts.recomputable(closed.year):
            continue
        policy, frozen = facts.books[rounds[-1]].policy, facts.honours[closed.year]
        ranked = [one for one in frozen if one.rank is not None]
        candidates = [_candidate(one) for one in ranked if took_part(one.rounds, len(rounds))]
        honours = first_places(candidates, policy.honours_places)
        welfare = first_places(candidates, welfare_places(len(ranked), policy.welfare_top_percent))
        for one in frozen:
            home = one.household.id
            figures = (
                ("评先评优", one.honoured, home in honours.listed),
                ("评先评优并列待评", one.honoured_tied, home in honours.tied),
                ("福利优先", one.welfare, home in welfare.listed),
                ("福利优先并列待评", one.welfare_tied, home in welfare.tied),
            )
            for what, stored, derived in figures:
                if stored != derived:
                    yield _of(facts, home, closed.year, what, int(stored), int(derived))


def ties_follow_entries(facts: Facts) -> Iterator[Deviation]:
    """What broke ties is what the entries come to, unless the household's year was corrected since."""
    for closed in facts.years:
        if not closed.by_places or not facts.recomputable(closed.year):
            continue
        merits, deductions = _merits(facts, closed.year), _deductions(facts, closed.year)
        for one in facts.honours[closed.year]:
            home = one.household.id
            figures = (
                ("做到的加分", one.merits, merits[home]),
                ("扣分条数", one.deductions, deductions[home]),
            )
            for what, stored, derived in figures:
                if stored != derived and (home, closed.year) not in facts.corrected:
                    yield _of(facts, home, closed.year, what, stored, derived)


def _candidate(one: Honour) -> Candidate:
    return Candidate(one.household.id, one.earned, one.merits, one.deductions)


def _merits(facts: Facts, year: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for round_ in facts.of_year(year):
        scores = facts.derived.get(round_.id, {})
        for home, points in facts.merits.get(round_.id, {}).items():
            if scores.get(home) is not None:
                found[home] += points
    return found


def _deductions(facts: Facts, year: int) -> Counter[int]:
    """Live entries that took points off, in the year's rounds: all of them are settled."""
    found: Counter[int] = Counter()
    for round_ in facts.of_year(year):
        for home, live in facts.live.get(round_.id, {}).items():
            found[home] += sum(points < 0 for _, points in live)
    return found


def _takes_part(facts: Facts, household: int, closed: ClosedYear) -> bool:
    """Whether the household was there when the year was closed."""
    away = facts.away.get(household, ())
    return household in facts.households and not any(absence.spans(closed.closed) for absence in away)


YEAR_CHECKS: tuple[Check, ...] = (
    lapsed_means_nothing_left,
    years_end_after_their_last_day,
    closed_years_are_settled,
    honours_rank_what_was_earned,
    honours_follow_entries,
    honours_are_complete,
    lists_follow_ranking,
    ties_follow_entries,
)
"""Everything that is checked of a unit's closed years."""


def _of(facts: Facts, household: int, year: int, what: str, stored: int | None, derived: int | None) -> Deviation:
    return Deviation(f"{year} 年{what}", stored, derived, facts.name, facts.code(household))
