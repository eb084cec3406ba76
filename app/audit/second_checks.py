"""The rules that second officers must obey (design part 3, points 5 and 9), one function each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.audit.checks import Check
from app.audit.deviation import Deviation
from app.audit.facts import Facts
from domain.cases.ruling import because
from domain.settlement.sealing import publication_of
from storage.audit.entries import EntryRow
from storage.audit.second_rows import AwardRow, WishRow

_ANOTHER = "另一位考核人员"


def awards_are_what_was_confirmed(facts: Facts) -> Iterator[Deviation]:
    """A large award for a settled round came to the entry that was proposed, with the second officer's confirmation."""
    for award in facts.seconds.awards:
        if award.second not in facts.seconds.recorders:
            yield _of_award(facts, award, "由谁办的", facts.officers.get(award.second), _ANOTHER)
        if award.entry is None:
            continue
        if facts.same(award.second, award.officer):
            yield _of_award(facts, award, "由提的人自己确认", 1, 0)
        entry = facts.entries.get(award.entry)
        told = None if entry is None else (entry.household_id, entry.day, entry.item, entry.points)
        if told != (award.household_id, award.day, award.item, award.points):
            yield _of_award(facts, award, f"记成 #{award.entry}", "别的", "提的那样")
        elif award.second not in facts.confirmers.get(award.entry, ()):
            yield _of_award(facts, award, f"记成 #{award.entry}，确认", 0, 1)


def nobody_corrects_much_alone(facts: Facts) -> Iterator[Deviation]:
    """What gives much after its round was settled has been confirmed by another officer, and not by kin."""
    alone_until = {row.id: row.alone_until or 0 for row in facts.calendar}
    rulings = tuple(because(one.number, "") for one in facts.objections)

    def is_large(round_id: int, item: str, points: int) -> bool:
        book = facts.books.get(round_id)
        worth = book.items.get(item) if book is not None else None
        return book is not None and worth is not None and min(points, worth.points) > book.policy.second_look_above

    for entry in facts.having(is_large, "round_id", "item", "points"):
        if not entry.live or entry.id <= alone_until.get(entry.round_id, 0):
            continue
        if entry.reason.startswith(rulings) or not _is_correction(facts, entry):
            continue
        if all(facts.same(officer, entry.officer_id) for officer in facts.confirmers.get(entry.id, ())):
            where = (facts.name, facts.code(entry.household_id), facts.key(entry.round_id))
            yield Deviation(f"记录 #{entry.id} 公示后加{entry.points}分，另一人确认", 0, 1, *where)


def _is_correction(facts: Facts, entry: EntryRow) -> bool:
    """Whether it came after its round was published: the publication's seal does not cover it."""
    published = publication_of(seal for seal in facts.seals if seal.round_id == entry.round_id)
    sealed = facts.sealed.get(entry.id)
    return published is not None and (sealed is None or sealed[0] > published.number)


def given_back_for_what_was_put_right(facts: Facts) -> Iterator[Deviation]:
    """What was given back for a deduction is of its household, item and round, no more than it took, and by two."""
    for one in facts.seconds.rectified:
        deduction, given = facts.entries.get(one.entry), facts.entries.get(one.given)
        if deduction is None or given is None:
            continue
        where = (facts.name, facts.code(deduction.household_id), facts.key(deduction.round_id))
        same = (given.household_id, given.item, given.round_id) == (
            deduction.household_id,
            deduction.item,
            deduction.round_id,
        )
        if not same or not 0 < given.points == one.points <= -deduction.points:
            yield Deviation(f"整改 #{one.entry} 退还 #{one.given}", given.points, one.points, *where)
        if facts.same(one.officer, one.second):
            yield Deviation(f"整改 #{one.entry} 由提的人自己确认", 1, 0, *where)


def rounds_end_early_by_two(facts: Facts) -> Iterator[Deviation]:
    """Settling a round before it is over, and opening one again, took a specialist and another officer of the unit."""
    for wish in facts.seconds.wishes:
        if facts.same(wish.second, wish.officer):
            yield _of_wish(facts, wish, "由提的人自己确认", 1, 0)
        if wish.officer not in facts.seconds.specialists:
            yield _of_wish(facts, wish, "由谁提的", facts.officers.get(wish.officer), "管理专员")
        if wish.second not in facts.seconds.recorders:
            yield _of_wish(facts, wish, "由谁确认", facts.officers.get(wish.second), _ANOTHER)


def early_ends_were_agreed(facts: Facts) -> Iterator[Deviation]:
    """No round was settled before it was over, or opened again, without such a proposal."""
    agreed = {(wish.round_id, wish.wish) for wish in facts.seconds.wishes}
    withdrawn = {seal.round_id for seal in facts.seals if seal.withdraws}
    for row in facts.calendar:
        is_early = row.closed is not None and row.closed.date() < date.fromisoformat(row.after_day)
        if is_early and row.alone_until is None and (row.id, "settle") not in agreed:
            yield Deviation("提前结算，两人同意", 0, 1, facts.name, round=row.key)
        if row.id in withdrawn and (row.id, "withdraw") not in agreed:
            yield Deviation("撤回结算，两人同意", 0, 1, facts.name, round=row.key)


SECOND_CHECKS: tuple[Check, ...] = (
    awards_are_what_was_confirmed,
    nobody_corrects_much_alone,
    given_back_for_what_was_put_right,
    rounds_end_early_by_two,
    early_ends_were_agreed,
)
"""Everything that is checked of what takes two officers, beside vetoes, objections and the stock."""

_WISHES = {"settle": "提前结算", "withdraw": "撤回结算"}


def _of_wish(facts: Facts, wish: WishRow, what: str, stored: int | str | None, derived: int | str) -> Deviation:
    return Deviation(f"{_WISHES[wish.wish]} {what}", stored, derived, facts.name, round=facts.key(wish.round_id))


def _of_award(facts: Facts, award: AwardRow, what: str, stored: int | str | None, derived: int | str) -> Deviation:
    where = (facts.name, facts.code(award.household_id), facts.key(award.round_id))
    return Deviation(f"加分更正 {award.number} {what}", stored, derived, *where)
