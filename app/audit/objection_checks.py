"""The rules that a unit's objections must obey, one function each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from app.audit.deviation import Deviation
from app.audit.facts import Facts
from domain.cases.ruling import because
from storage.audit.entries import EntryRow
from storage.audit.rows import ObjectionRow


def rounds_are_held_back(facts: Facts) -> Iterator[Deviation]:
    """A household's round is held back by as many objections as are open about it."""
    holding = Counter((one.household_id, one.round_id) for one in facts.objections if one.state == "open" and one.holds)
    for household, round_id in dict.fromkeys((*facts.disputes, *holding)):
        stored, derived = facts.disputes.get((household, round_id), 0), holding[household, round_id]
        if stored != derived:
            where = (facts.name, facts.code(household), facts.key(round_id))
            yield Deviation("待答复异议数", stored, derived, *where)


def objections_belong(facts: Facts) -> Iterator[Deviation]:
    """An objection is about an entry of its own household and round."""
    for one in facts.objections:
        entry = facts.entries.get(one.entry)
        if entry is None or (entry.household_id, entry.round_id) != (one.household_id, one.round_id):
            yield _of(facts, one, "的记录", f"#{one.entry}", "这户这轮的一条")


def upheld_changes_something(facts: Facts) -> Iterator[Deviation]:
    """What an upheld objection is about does not count any more, unless it was itself a reversal."""
    for one in facts.objections:
        entry = facts.entries.get(one.entry)
        if one.state == "upheld" and entry is not None and entry.live:
            yield _of(facts, one, f"成立，记录 #{entry.id}", "照算", "已撤销")


def answers_are_what_was_done(facts: Facts) -> Iterator[Deviation]:
    """Whatever was taken back because of an upheld objection says so, in the words of the answer."""
    for one in facts.objections:
        entry = facts.entries.get(one.entry)
        reversal = facts.entries.get(entry.reversed_by or 0) if entry is not None else None
        if reversal is None or not reversal.reason.startswith(because(one.number, "")):
            continue
        if one.state != "upheld":
            yield _of(facts, one, f"的答复，#{reversal.id} 因它成立而撤销", "不成立或没答复", "成立")
        elif reversal.reason != because(one.number, one.answer):
            yield _of(
                facts, one, f"的答复，撤销时写在 #{reversal.id} 里", because(one.number, one.answer), reversal.reason
            )


def nobody_judges_alone(facts: Facts) -> Iterator[Deviation]:
    """Whoever recorded the entry decides only together with somebody else; who takes it back decides nothing."""
    for one in facts.objections:
        entry = facts.entries.get(one.entry)
        if entry is None or not facts.same(one.decided_by, entry.officer_id):
            continue
        alone = one.second is None or facts.same(one.decided_by, one.second)
        if alone and not _taken_back(facts, one, entry):
            yield _of(facts, one, "由记分人自己答复", 1, 0)


def _taken_back(facts: Facts, one: ObjectionRow, entry: EntryRow) -> bool:
    """Whether the case closed with a reversal of the entry: its reason is then the answer, word for word."""
    reversal = facts.entries.get(entry.reversed_by or 0)
    return one.state == "upheld" and reversal is not None and reversal.reason == one.answer


OBJECTION_CHECKS: tuple[Callable[[Facts], Iterator[Deviation]], ...] = (
    rounds_are_held_back,
    objections_belong,
    upheld_changes_something,
    answers_are_what_was_done,
    nobody_judges_alone,
)
"""Everything that is checked of a unit's objections."""


def _of(facts: Facts, one: ObjectionRow, what: str, stored: int | str, derived: int | str) -> Deviation:
    where = (facts.name, facts.code(one.household_id), facts.key(one.round_id))
    return Deviation(f"异议 {one.number} {what}", stored, derived, *where)
