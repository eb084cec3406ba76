"""What the town looks back on of a unit 回顾: how it answered, what it made known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dispute:
    """An objection 异议: opened, to be answered by ``due``, and how it ended; ``decided`` None = not yet."""

    opened: date
    due: date
    decided: date | None
    upheld: bool

    @property
    def days(self) -> int | None:
        """How long it took; None while it is open."""
        return None if self.decided is None else (self.decided - self.opened).days

    def late(self, today: date) -> bool:
        """Whether it was answered after its day, or is past it."""
        return (self.decided or today) > self.due


@dataclass(frozen=True, slots=True)
class Disputes:
    """Objections together."""

    each: Sequence[Dispute]

    @property
    def decided(self) -> Sequence[Dispute]:
        """Those that ended."""
        return [one for one in self.each if one.decided is not None]

    @property
    def upheld(self) -> int:
        """How many were right."""
        return sum(one.upheld for one in self.each)

    @property
    def usual_days(self) -> float | None:
        """The median of how long they took; None while none ended."""
        from statistics import median  # noqa: PLC0415 - it loads fractions and hashes; every command would wait for them

        return median(self._days) if self._days else None

    @property
    def longest_days(self) -> int | None:
        """How long the slowest took; None while none ended."""
        return max(self._days, default=None)

    def late(self, today: date) -> int:
        """How many were answered after their day, or are past it."""
        return sum(one.late(today) for one in self.each)

    @property
    def _days(self) -> list[int]:
        return [one.days for one in self.each if one.days is not None]


@dataclass(frozen=True, slots=True)
class MadeKnown:
    """Something that became public: an announcement or a model; ``up``: it still is.

    ``in_group``: it was said in the unit's group as well.
    """

    on: date
    is_model: bool
    words: str
    up: bool
    in_group: bool
