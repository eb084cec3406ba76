"""How evenly officers score: figures that start a conversation, and prove nothing by themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.model.mark import OfficerMark

FEWEST = 5
"""Entries below which no comparison is shown: chance would speak louder than the officer."""
LAST_HOURS = timedelta(hours=24)
"""Before a round's end or its settlement: what is logged then counts as last-minute."""
_FAVOURED = 3
"""How many households count as "the same few"."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """One officer's figures.

    ``milder`` is the mean difference, in points an entry, to what the others gave on the same items (above 0 = more
    generous); None where nobody else scored these items, or too rarely. ``few_share`` is the share of the entries
    that went to the officer's most frequent three households, ``few_usual`` what the others' share is. Shares are
    0 to 1.
    """

    officer: str
    entries: int
    share: float
    households: int
    milder: float | None
    compared: int
    few_share: float
    few_usual: float | None
    last_minute: int

    @property
    def last_minute_share(self) -> float:
        """How much was logged in the last hours of a round."""
        return self.last_minute / self.entries


def judge(marks: Sequence[OfficerMark]) -> list[Conduct]:
    """The figures of every officer with an entry, the busiest first."""
    by_officer: defaultdict[str, list[OfficerMark]] = defaultdict(list)
    for mark in marks:
        by_officer[mark.officer].append(mark)
    few = {officer: _few_share(own) for officer, own in by_officer.items()}
    found = [_conduct(officer, own, marks, few) for officer, own in by_officer.items()]
    return sorted(found, key=lambda conduct: (-conduct.entries, conduct.officer))


def _conduct(
    officer: str, own: Sequence[OfficerMark], marks: Sequence[OfficerMark], few: Mapping[str, float]
) -> Conduct:
    milder, compared = _milder(officer, own, marks)
    others = [share for name, share in few.items() if name != officer]
    return Conduct(
        officer=officer,
        entries=len(own),
        share=len(own) / len(marks),
        households=len({mark.household for mark in own}),
        milder=milder,
        compared=compared,
        few_share=few[officer],
        few_usual=sum(others) / len(others) if others else None,
        last_minute=sum(1 for mark in own if mark.deadline - LAST_HOURS <= mark.at < mark.deadline),
    )


def _milder(officer: str, own: Iterable[OfficerMark], marks: Iterable[OfficerMark]) -> tuple[float | None, int]:
    """Compares like with like: additions with additions of the same item, deductions with deductions."""
    others: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for mark in marks:
        if mark.officer != officer:
            others[mark.item, mark.points > 0].append(mark.points)
    differences = [
        mark.points - sum(usual) / len(usual) for mark in own if (usual := others.get((mark.item, mark.points > 0)))
    ]
    if len(differences) < FEWEST:
        return None, len(differences)
    return sum(differences) / len(differences), len(differences)


def _few_share(own: Sequence[OfficerMark]) -> float:
    most = Counter(mark.household for mark in own).most_common(_FAVOURED)
    return sum(many for _, many in most) / len(own)
