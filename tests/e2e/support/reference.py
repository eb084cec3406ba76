"""What the points must come to, told again from the town's document and from nothing of the product."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

_FULL = {
    "环": (15, 10, 10, 5, 5, 5, 5, 10, 5, 5, 5),
    "文": (5, 5, 5, 5, 3, 2, 5, 5),
    "志": (1, 2, 2),
}
CAPS = {f"{kind}{n}": cap for kind, caps in _FULL.items() for n, cap in enumerate(caps, start=1)}
STARTS = {code: 0 if code in {"文2", "志1", "志2", "志3"} else cap for code, cap in CAPS.items()}


def clamped(item: str, points: int) -> int:
    """An item's score from the points of its live entries."""
    return max(0, min(CAPS[item], STARTS[item] + points))


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry that must be in the books; a reversal names what it cancels."""

    id: int
    household: str
    item: str
    points: int
    officer: str
    reason: str
    reverses: int | None = None


@dataclass(slots=True)
class Ledger:
    """All that was logged in one month, in the order of the entries' numbers."""

    entries: list[Logged] = field(default_factory=list)

    def add(self, entry: Logged) -> None:
        self.entries.append(entry)

    def reverse(self, number: int, reversal: int, officer: str, reason: str) -> None:
        entry = next(entry for entry in self.entries if entry.id == number)
        points = -entry.points
        self.add(Logged(reversal, entry.household, entry.item, points, officer, reason, number))

    def live(self) -> list[Logged]:
        """Neither reversed nor a reversal."""
        reversed_ = {entry.reverses for entry in self.entries}
        return [entry for entry in self.entries if entry.reverses is None and entry.id not in reversed_]

    def rival(self, household: str, item: str, officer: str) -> Logged | None:
        """What another officer has logged for the same household and item."""
        same = (entry for entry in self.live() if (entry.household, entry.item) == (household, item))
        return next((entry for entry in same if entry.officer != officer), None)

    def said(self, household: str, item: str, points: int, officer: str) -> bool:
        """Whether that officer has logged the very same."""
        wanted = (household, item, points, officer)
        return any((one.household, one.item, one.points, one.officer) == wanted for one in self.live())

    def items(self, household: str) -> dict[str, int]:
        """Every item's score of a household."""
        points: defaultdict[str, int] = defaultdict(int)
        for entry in self.live():
            if entry.household == household:
                points[entry.item] += entry.points
        return {item: clamped(item, points[item]) for item in CAPS}

    def records(self) -> list[dict[str, Any]]:
        """What ``jifen entries`` must say of each, as far as it can be foretold."""
        points: defaultdict[tuple[str, str], int] = defaultdict(int)
        records = []
        for entry in sorted(self.entries, key=lambda entry: entry.id):
            place = (entry.household, entry.item)
            before = clamped(entry.item, points[place])
            points[place] += entry.points
            records.append(
                {
                    "id": entry.id,
                    "household": entry.household,
                    "item": entry.item,
                    "points": entry.points,
                    "counted": clamped(entry.item, points[place]) - before,
                    "officer": entry.officer,
                    "reason": entry.reason,
                    "reverses": entry.reverses,
                }
            )
        return records
