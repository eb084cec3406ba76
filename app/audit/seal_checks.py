"""The rules that seals must obey: recomputed from the entries, each is what was published, and none is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.audit.checks import Check
from app.audit.deviation import Deviation
from app.audit.facts import Facts
from domain.model.seal import Seal
from domain.settlement.sealing import FIRST, digest, heading, instant_of, leaf, publication_of, stored_line

_SHOWN = 16
"""Hex digits of a hash that are shown."""


def seals_hold(facts: Facts) -> Iterator[Deviation]:
    """Every seal is what its entries come to; of those that differ the first is named."""
    covered: defaultdict[int, list[int]] = defaultdict(list)
    for entry, (by, _) in facts.sealed.items():
        covered[by].append(entry)
    for seal in facts.seals:
        mine = sorted(covered[seal.number])
        lines = _lines(facts, seal, mine)
        if isinstance(lines, Deviation):
            yield lines
            continue
        key = facts.key(seal.round_id)
        derived = digest(heading(facts.unit, key, seal.previous, withdraws=seal.withdraws), lines)
        if seal.hash != derived:
            yield _of(facts, seal, "", seal.hash[:_SHOWN], derived[:_SHOWN])
        if seal.entries != len(mine):
            yield _of(facts, seal, "记分条数", seal.entries, len(mine))
        if seal.last_entry != max(mine, default=0):
            yield _of(facts, seal, "最后一条", f"#{seal.last_entry}", f"#{max(mine, default=0)}")


def seals_are_chained(facts: Facts) -> Iterator[Deviation]:
    """A unit's seals are numbered without gaps, and each names the one before."""
    previous = FIRST
    for number, seal in enumerate(facts.seals, start=1):
        if seal.number != number:
            yield _of(facts, seal, "编号", seal.number, number)
            return
        if seal.previous != previous:
            yield _of(facts, seal, "前一张", seal.previous[:_SHOWN], previous[:_SHOWN])
        previous = seal.hash


def published_rounds_are_sealed(facts: Facts) -> Iterator[Deviation]:
    """A round is sealed as it is published, with every entry that it had by then; a withdrawal has its seal as well."""
    of_round: defaultdict[int, list[Seal]] = defaultdict(list)
    for seal in facts.seals:
        of_round[seal.round_id].append(seal)
    firsts = {id_: first for id_, seals in of_round.items() if (first := publication_of(seals))}
    for row in facts.calendar:
        first = firsts.get(row.id)
        if first is not None and row.closed is None:
            yield _of(facts, first, "的轮次", "记分中", "已公示，或有撤回的封条")
        if row.was_public and first is None:
            yield Deviation("封条数", 0, 1, facts.name, round=row.key)
        if first is not None and row.closed is not None and first.at != row.closed:
            yield _of(facts, first, "时间", f"{first.at:%Y-%m-%d %H:%M:%S}", f"{row.closed:%Y-%m-%d %H:%M:%S}")
    for number in sorted(facts.entries.keys() - facts.sealed.keys()):
        entry = facts.entries[number]
        known = firsts.get(entry.round_id)
        if known is not None and entry.id < known.last_entry:
            where = (facts.name, facts.code(entry.household_id), facts.key(entry.round_id))
            yield Deviation(f"记录 #{entry.id} 封条", None, known.number, *where)


SEAL_CHECKS: tuple[Check, ...] = (seals_hold, seals_are_chained, published_rounds_are_sealed)
"""Everything that is checked of a unit's seals."""


def _lines(facts: Facts, seal: Seal, covered: Sequence[int]) -> list[str] | Deviation:
    """The lines of the entries that a seal covers, or the first of them that is not what was sealed."""
    lines = []
    for number in covered:
        kept, entry = facts.sealed[number][1], facts.entries.get(number)
        if entry is None:
            return _of(facts, seal, f"记录 #{number}", None, kept[:_SHOWN])
        household, key = facts.code(entry.household_id), facts.key(entry.round_id)
        text = stored_line(seal.number, entry, instant_of(entry.at_ms), household, key)
        actual = leaf(text)
        if actual != kept:
            where = (facts.name, household, key)
            return Deviation(f"记录 #{number} 公示后被改动，校验码", actual[:_SHOWN], kept[:_SHOWN], *where)
        lines.append(text)
    return lines


def _of(facts: Facts, seal: Seal, what: str, stored: int | str | None, derived: int | str) -> Deviation:
    return Deviation(f"第 {seal.number} 号封条{what}", stored, derived, facts.name, round=facts.key(seal.round_id))
