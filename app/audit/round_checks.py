"""The rules that rounds must obey: those of the calendar, of publicity, and of who is excused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from app.audit.checks import Check
from app.audit.deviation import Deviation, Figure
from app.audit.facts import Facts
from domain.model.calendar import parse_round
from domain.model.errors import Refused
from storage.audit.record_rows import RoundRow


def rounds_follow_the_calendar(facts: Facts) -> Iterator[Deviation]:
    """A round's year and days are those that its key names."""
    for row in facts.calendar:
        try:
            period = parse_round(row.key)
        except Refused:
            yield _of(facts, row, "轮次", row.key, "年月或季度")
            continue
        pairs = (
            ("年份", row.year, period.year),
            ("第一天", row.first_day, period.first.isoformat()),
            ("过完的次日", row.after_day, period.after.isoformat()),
        )
        for what, stored, derived in pairs:
            if stored != derived:
                yield _of(facts, row, what, stored, derived)


def the_last_round_is_current(facts: Facts) -> Iterator[Deviation]:
    """One round of a unit is the current one, and it is the last."""
    for row in facts.calendar:
        is_last = row is facts.calendar[-1]
        if row.current != is_last:
            yield _of(facts, row, "当前轮次", "是" if row.current else "否", "是" if is_last else "否")


def rounds_were_public(facts: Facts) -> Iterator[Deviation]:
    """A round becomes final once the days of publicity that its rulebook names have passed, and not before."""
    for row in facts.calendar:
        book = facts.books.get(row.id)
        if book is None or row.closed is None or not row.was_public:
            continue
        derived = (row.closed.date() + timedelta(days=book.policy.publicity_days)).isoformat()
        if row.final_on != derived:
            yield _of(facts, row, "公示期满", row.final_on, derived)
        elif row.finalised is not None and row.finalised.date().isoformat() < derived:
            yield _of(facts, row, "生效", row.finalised.date().isoformat(), f"不早于 {derived}")


def entries_lie_in_their_round(facts: Facts) -> Iterator[Deviation]:
    """What happened belongs to the round of its day; a reversal to that of what it takes back."""

    def outside(round_id: int, day: str) -> bool:
        round_ = facts.rounds.get(round_id)
        return round_ is not None and date.fromisoformat(day) not in round_.period

    for entry in facts.having(outside, "round_id", "day"):
        if entry.reverses is None:
            period = facts.rounds[entry.round_id].period
            days = f"{period.first} 到 {period.after - timedelta(days=1)}"
            where = (facts.name, facts.code(entry.household_id), period.key)
            yield Deviation(f"记录 #{entry.id} 日期", entry.day, days, *where)


def excused_for_a_reason(facts: Facts) -> Iterator[Deviation]:
    """Who has no score in a round is excused from it, was away, or came when it was settled already; nobody else is."""
    excused: defaultdict[int, set[int]] = defaultdict(set)
    for household, round_id in facts.excused:
        excused[round_id].add(household)
    for row in facts.calendar:
        scores = facts.scores.get(row.id, {})
        for household in excused[row.id]:
            if scores.get(household) is not None:
                yield _household(facts, row, household, "照常计分", "免考")
        for household in {home for home, score in scores.items() if score is None} - excused[row.id]:
            if not (facts.misses(household, row.id) or _came_late(facts, row, household)):
                yield _household(facts, row, household, "没有得分也没有原因", "有原因")


def _came_late(facts: Facts, row: RoundRow, household: int) -> bool:
    home = facts.households.get(household)
    return home is not None and row.closed is not None and home.joined_on >= row.closed.date().isoformat()


ROUND_CHECKS: tuple[Check, ...] = (
    rounds_follow_the_calendar,
    the_last_round_is_current,
    rounds_were_public,
    entries_lie_in_their_round,
    excused_for_a_reason,
)
"""Everything that is checked of a unit's rounds beside their figures."""


def _of(facts: Facts, row: RoundRow, what: str, stored: Figure, derived: Figure) -> Deviation:
    return Deviation(what, stored, derived, facts.name, round=row.key)


def _household(facts: Facts, row: RoundRow, household: int, stored: str, derived: str) -> Deviation:
    return Deviation("免考", stored, derived, facts.name, facts.code(household), row.key)
