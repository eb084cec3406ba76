"""The rules that a unit's books must obey, one function each (design part 3, invariants)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from app.audit.deviation import Deviation, Figure
from app.audit.facts import Facts
from storage.audit.entries import EntryRow

Check = Callable[[Facts], Iterator[Deviation]]


def scores_follow_entries(facts: Facts) -> Iterator[Deviation]:
    """Every stored score is what the live entries come to by the round's own rulebook."""
    for round_id, derived in facts.derived.items():
        stored = facts.scores.get(round_id, {})
        for household in derived if derived != stored else ():
            if stored[household] != derived[household]:
                yield _at(facts, household, round_id, "得分", stored[household], derived[household])


def scores_are_there(facts: Facts) -> Iterator[Deviation]:
    """Every household that had joined by then has a score in the round, and so has every household with entries."""
    for round_ in facts.rounds.values():
        stored = facts.scores.get(round_.id, {})
        wanted = (*facts.expected[round_.id], *facts.live.get(round_.id, ()))
        for household in dict.fromkeys(home for home in wanted if home not in stored):
            yield _at(facts, household, round_.id, "得分行数", 0, 1)


def members_are_scored(facts: Facts) -> Iterator[Deviation]:
    """Nobody has a score in a round before the household joined, or from that of its leaving on."""
    for round_ in facts.rounds.values():
        after = round_.period.after.isoformat()
        scores = facts.scores.get(round_.id, {})
        for household, home in facts.households.items():
            if home.joined_on >= after and household in scores:
                yield _at(facts, household, round_.id, "有得分，入册日", home.joined_on, f"早于 {after}")
        for household in facts.away:
            score = scores.get(household)
            if score is not None and facts.misses(household, round_.id):
                yield _at(facts, household, round_.id, "迁出后的得分", score, None)


def items_are_known(facts: Facts) -> Iterator[Deviation]:
    """Every entry names an item or a veto of its round's rulebook; a veto carries no points."""

    def no_item(round_id: int, item: str) -> bool:
        book = facts.books.get(round_id)
        return book is not None and (item in book.veto_by_code or item not in book.items)

    for entry in facts.having(no_item, "round_id", "item"):
        if entry.item not in facts.books[entry.round_id].veto_by_code:
            yield _of(facts, entry, "项目", entry.item, "细则里有的项目")
        elif entry.points:
            yield _of(facts, entry, "否决分值", entry.points, 0)


def entries_belong(facts: Facts) -> Iterator[Deviation]:
    """Every entry is about a household and a round of its own unit."""
    strangers = set[int]().union(*facts.live.values()) - facts.households.keys()
    elsewhere = facts.live.keys() - facts.rounds.keys()
    for entry in facts.entries.values() if strangers or elsewhere else ():
        if entry.household_id in strangers:
            yield _of(facts, entry, "户", facts.code(entry.household_id), "本单位的户")
        if entry.round_id in elsewhere:
            yield _of(facts, entry, "轮次", facts.key(entry.round_id), "本单位的轮次")


def reversals_cancel(facts: Facts) -> Iterator[Deviation]:
    """A reversal takes back exactly one earlier entry, which is no reversal, with all its points and nothing else."""
    for entry in facts.reversals:
        original = facts.entries.get(entry.reverses or 0)
        if original is None or original.id >= entry.id:
            yield _of(facts, entry, "撤销的记录", f"#{entry.reverses}", "本单位更早的一条")
            continue
        yield from _reversal(facts, entry, original)


def _reversal(facts: Facts, entry: EntryRow, original: EntryRow) -> Iterator[Deviation]:
    if original.reverses is not None:
        yield _of(facts, entry, "撤销的记录", f"撤销 #{original.id}", "不是撤销的记录")
    if entry.points != -original.points:
        yield _of(facts, entry, "撤销分值", entry.points, -original.points)
    if entry.household_id != original.household_id:
        yield _of(facts, entry, "撤销的户", facts.code(entry.household_id), facts.code(original.household_id))
    if entry.round_id != original.round_id:
        yield _of(facts, entry, "撤销的轮次", facts.key(entry.round_id), facts.key(original.round_id))
    if entry.item != original.item:
        yield _of(facts, entry, "撤销的项目", entry.item, original.item)


def reversed_once(facts: Facts) -> Iterator[Deviation]:
    """No entry is taken back twice."""
    times = Counter(entry.reverses or 0 for entry in facts.reversals)
    for number, many in times.items():
        if many > 1 and number in facts.entries:
            yield _of(facts, facts.entries[number], "撤销次数", many, 1)


def confirmed_by_others(facts: Facts) -> Iterator[Deviation]:
    """Nobody confirms what they recorded themselves."""
    for number in sorted(facts.confirmers.keys() & facts.entries.keys()):
        entry = facts.entries[number]
        own = sum(1 for officer in facts.confirmers[number] if facts.same(officer, entry.officer_id))
        if own:
            yield _of(facts, entry, "记分人自己确认", own, 0)


def recorders_are_named(facts: Facts) -> Iterator[Deviation]:
    """An entry names the officer who recorded it as that officer is called."""

    def misnamed(officer_id: int | None, officer_name: str) -> bool:
        return facts.officers.get(officer_id or 0, officer_name) != officer_name

    for entry in facts.having(misnamed, "officer_id", "officer_name"):
        yield _of(facts, entry, "记分人", entry.officer_name, facts.officers[entry.officer_id or 0])


def claims_came_to_entries(facts: Facts) -> Iterator[Deviation]:
    """An approved claim and the entry that it came to name each other, and the same household and item."""
    for claimed in facts.claimed:
        entry = facts.entries.get(claimed.entry)
        if entry is None:
            continue
        said = None if claimed.claim is None else f"claim:{claimed.claim}"
        if said != claimed.key:
            yield _of(facts, entry, "来自", _origin(said), _origin(claimed.key))
            continue
        if claimed.household_id is not None and claimed.household_id != entry.household_id:
            code = facts.code(claimed.household_id)
            yield _of(facts, entry, f"和申报 {claimed.claim} 号的户", code, facts.code(entry.household_id))
        if claimed.item != entry.item:
            yield _of(facts, entry, f"和申报 {claimed.claim} 号的项目", claimed.item, entry.item)


def _origin(key: str | None) -> str:
    kind, _, number = (key or "").partition(":")
    return f"申报 {number} 号" if kind == "claim" else "记分"


UNIT_CHECKS: tuple[Check, ...] = (
    scores_follow_entries,
    scores_are_there,
    members_are_scored,
    items_are_known,
    entries_belong,
    reversals_cancel,
    reversed_once,
    confirmed_by_others,
    recorders_are_named,
    claims_came_to_entries,
)
"""Everything that is checked of a unit."""


def _at(facts: Facts, household: int, round_id: int, what: str, stored: Figure, derived: Figure) -> Deviation:
    return Deviation(what, stored, derived, facts.name, facts.code(household), facts.key(round_id))


def _of(facts: Facts, entry: EntryRow, what: str, stored: Figure, derived: Figure) -> Deviation:
    household, key = facts.code(entry.household_id), facts.key(entry.round_id)
    return Deviation(f"记录 #{entry.id} {what}", stored, derived, facts.name, household, key)
