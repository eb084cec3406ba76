"""All aims, in one table; what was measured is held against them by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """``figure`` shall be at most ``limit``, or at least that."""

    figure: str
    limit: float
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Whether a value is good enough."""
        return value >= self.limit if self.at_least else value <= self.limit

    @property
    def wanted(self) -> str:
        """``≤ 1.5``."""
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"


AIMS = (
    Aim("/kou, SQLite, 1 at once: p50, × floor", 1.5),
    Aim("/kou, SQLite, 32 at once: throughput, × peer", 4, at_least=True),
    Aim("balance text, SQLite, 1 at once: p50, × floor", 1.3),
    Aim("balance text, SQLite, 32 at once: throughput, × peer", 4, at_least=True),
    Aim("/kou, PostgreSQL, 32 at once: throughput, × peer", 2.5, at_least=True),
)
"""Of ``make bench``, on a machine that has nothing else to do."""

SHORT_AIMS = (
    Aim("/kou, SQLite, 32 at once: processor time, × floor", 10),
    Aim("/kou, SQLite, 32 at once: processor time saved, × peer", 0.7, at_least=True),
    Aim("balance text, SQLite, 32 at once: processor time, × floor", 4),
    Aim("balance text, SQLite, 32 at once: processor time saved, × peer", 1.2, at_least=True),
)
"""Of ``make bench-short``: processor time, which depends least on what else the machine does, and wide margins."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An aim with what was measured; None: nothing was."""

    aim: Aim
    value: float | None

    @property
    def met(self) -> bool:
        """Whether it was measured, and is good enough."""
        return self.value is not None and self.aim.met(self.value)


def judge(aims: Sequence[Aim], figures: Mapping[str, float]) -> list[Verdict]:
    """Each aim held against its figure."""
    return [Verdict(aim, figures.get(aim.figure)) for aim in aims]
