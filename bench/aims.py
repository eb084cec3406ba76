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


MESSAGE_AIMS = (
    Aim("/kou, SQLite, 1 at once: p50, × floor", 1.5),
    Aim("/kou, SQLite, 32 at once: throughput, × peer", 4, at_least=True),
    Aim("balance text, SQLite, 1 at once: p50, × floor", 1.3),
    Aim("balance text, SQLite, 32 at once: throughput, × peer", 4, at_least=True),
    Aim("/kou, PostgreSQL, 32 at once: throughput, × peer", 2.5, at_least=True),
)
"""Of ``python -m bench --messages``, and of a whole run."""

AIMS = (
    *MESSAGE_AIMS,
    Aim("balance text, county and town: p50, × small", 1.1),
    Aim("balance text, county and town: p95, × small", 1.1),
    Aim("/cha, county and town: p50, × small", 1.1),
    Aim("/cha, county and town: p95, × small", 1.1),
    Aim("/pai, county and town: p50, × small", 1.1),
    Aim("/pai, county and town: p95, × small", 1.1),
    Aim("handing over a text: processor time, ms", 1),
    Aim("handing over a text, with a county's waiting: processor time, × few waiting", 1.1),
    Aim("handing over texts: a second", 300_000 / 3_600, at_least=True),
    Aim("audit: processor time a thousand households, s", 0.4),
    Aim("200 messages a second: p99 to the commit, ms", 50),
    Aim("200 messages a second: p99 to the answer, s", 1),
    Aim("200 messages a second: memory, × before", 1.1),
    Aim("scheduler's minute, 1,000 units, ms", 50),
    Aim("a county's quarter: processor time, × floor", 1.5),
    Aim("a county's quarter: most memory, MB", 300),
    Aim("an answer, web and worker apart: later than by one process, ms", 100),
    Aim("ready with chat, s", 1.5),
    Aim("ready without chat, s", 0.8),
    Aim("memory with chat, MB", 150),
    Aim("memory without chat, MB", 90),
    Aim("jifen standings, s", 0.3),
    Aim("jifen --help, s", 0.1),
)
"""Of ``make bench``, on a machine that has nothing else to do."""

SHORT_AIMS = (
    Aim("/kou, SQLite, 32 at once: processor time, × floor", 10),
    Aim("/kou, SQLite, 32 at once: processor time saved, × peer", 0.9, at_least=True),
    Aim("balance text, SQLite, 32 at once: processor time, × floor", 5),
    Aim("balance text, SQLite, 32 at once: processor time saved, × peer", 0.9, at_least=True),
    Aim("handing over a text: processor time, ms", 6),
    Aim("audit: processor time a thousand households, s", 2),
)
"""Of ``make bench-short``: processor time, which depends least on what else the machine does, and wide margins: where
work on all cores cuts the batches short, a ratio comes out two to three times what it is on an idle machine."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An aim with what was measured; None: nothing was."""

    aim: Aim
    value: float | None

    @property
    def met(self) -> bool:
        """Whether it was measured, and is good enough."""
        return self.value is not None and self.aim.met(self.value)

    @property
    def measured(self) -> str:
        """``1.37``."""
        return "not measured" if self.value is None else f"{self.value:.2f}"

    @property
    def of_aim(self) -> float:
        """How far it is from its aim: 1 is at it, less is better."""
        value = self.value or 0.0
        return self.aim.limit / value if self.aim.at_least else value / self.aim.limit


def judge(aims: Sequence[Aim], figures: Mapping[str, float]) -> list[Verdict]:
    """Each aim held against its figure."""
    return [Verdict(aim, figures.get(aim.figure)) for aim in aims]
