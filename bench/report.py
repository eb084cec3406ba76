"""What was measured, in lines that line up."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from bench.rounds import Comparison
from text.columns import table

_HEADINGS = ("", "median", "against", "ratio", "lowest", "highest", "aim")


def comparisons(compared: Sequence[Comparison]) -> list[str]:
    """One line a comparison: medians in milliseconds, the ratio of the rounds, its spread, and the aim."""
    return table([_HEADINGS, *map(_row, compared)], right=range(1, len(_HEADINGS)))


def figures(costs: Sequence[tuple[str, str]]) -> list[str]:
    """One line a figure."""
    return table(costs, right={1})


def _row(compared: Comparison) -> tuple[str, ...]:
    ratios = compared.ratios
    return (
        compared.name,
        f"{median(compared.subject) * 1000:.2f} ms",
        f"{median(compared.against) * 1000:.2f} ms",
        f"{compared.ratio:.2f}×",
        f"{min(ratios):.2f}×",
        f"{max(ratios):.2f}×",
        f"≤ {compared.aim:.1f}×",
    )
