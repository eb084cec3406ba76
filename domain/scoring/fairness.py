"""How evenly officers score: figures that start a conversation, and prove nothing by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from domain.model.activity import OfficerTally

FEWEST = 5
"""Entries below which no comparison is shown: chance would speak louder than the officer."""
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


def judge(tallies: Sequence[OfficerTally]) -> list[Conduct]:
    """The figures of every officer with an entry, the busiest first."""
    few = {tally.officer: _few_share(tally) for tally in tallies}
    found = [_conduct(tally, tallies, few) for tally in tallies]
    return sorted(found, key=lambda conduct: (-conduct.entries, conduct.officer))


def _conduct(own: OfficerTally, tallies: Sequence[OfficerTally], few: Mapping[str, float]) -> Conduct:
    milder, compared = _milder(own, [tally for tally in tallies if tally.officer != own.officer])
    others = [share for name, share in few.items() if name != own.officer]
    return Conduct(
        officer=own.officer,
        entries=own.entries,
        share=own.entries / sum(tally.entries for tally in tallies),
        households=len(own.households),
        milder=milder,
        compared=compared,
        few_share=few[own.officer],
        few_usual=sum(others) / len(others) if others else None,
        last_minute=own.last_minute,
    )


def _milder(own: OfficerTally, others: Sequence[OfficerTally]) -> tuple[float | None, int]:
    """Compares like with like: additions with additions of the same item, deductions with deductions."""
    entries: defaultdict[tuple[str, bool], int] = defaultdict(int)
    points: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for one in (one for tally in others for one in tally.items):
        entries[one.item, one.added] += one.entries
        points[one.item, one.added] += one.points
    alike = [one for one in own.items if entries[one.item, one.added]]
    compared = sum(one.entries for one in alike)
    if compared < FEWEST:
        return None, compared
    usual = sum(one.entries * points[key] / entries[key] for one in alike for key in [(one.item, one.added)])
    return (sum(one.points for one in alike) - usual) / compared, compared


def _few_share(own: OfficerTally) -> float:
    return sum(nlargest(_FAVOURED, own.households.values())) / own.entries
