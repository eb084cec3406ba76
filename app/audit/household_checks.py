"""The rules that the roster must obey: it is what the households' histories say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.audit.checks import Check
from app.audit.deviation import Deviation
from app.audit.facts import Facts
from domain.model.change import Change, ChangeKind

_ASPECTS = {
    ChangeKind.CAME: ChangeKind.MOVED,
    ChangeKind.MOVED: ChangeKind.MOVED,
    ChangeKind.HEAD: ChangeKind.HEAD,
    ChangeKind.PHONES: ChangeKind.PHONES,
    ChangeKind.LEFT: ChangeKind.LEFT,
    ChangeKind.RETURNED: ChangeKind.LEFT,
}
"""What a row changes: of rows about the same thing, each begins where the one before ended."""
_NAMES = {ChangeKind.MOVED: "地址", ChangeKind.HEAD: "户主", ChangeKind.PHONES: "电话", ChangeKind.LEFT: "迁出日"}


def histories_hold_together(facts: Facts) -> Iterator[Deviation]:
    """The rows of a household count up from 1, and each begins where the one before it ended."""
    for household, history in facts.histories.items():
        for at, change in enumerate(history, start=1):
            if change.sequence != at:
                yield _of(facts, household, "变动序号", change.sequence, at)
        for aspect, name in _NAMES.items():
            for before, after in pairwise(_about(history, aspect)):
                if after.was != before.became:
                    yield _of(facts, household, f"第 {after.sequence} 次变动前的{name}", after.was, before.became)


def roster_follows_histories(facts: Facts) -> Iterator[Deviation]:
    """A household is as the last row about it says; without any row nobody has left."""
    for id_, home in facts.households.items():
        for aspect, name in _NAMES.items():
            rows = _about(facts.histories.get(id_, ()), aspect)
            if not rows and aspect is not ChangeKind.LEFT:
                continue
            said, stands = rows[-1].became if rows else "", home.stands.get(aspect, "")
            if said != stands:
                yield _of(facts, id_, name, stands or None, said or None)


def _about(history: Sequence[Change], aspect: ChangeKind) -> list[Change]:
    return [change for change in history if _ASPECTS[change.kind] is aspect]


HOUSEHOLD_CHECKS: tuple[Check, ...] = (histories_hold_together, roster_follows_histories)
"""Everything that is checked of a unit's households themselves."""


def _of(facts: Facts, household: int, what: str, stored: str | int | None, derived: str | int | None) -> Deviation:
    return Deviation(what, stored, derived, facts.name, facts.code(household))
