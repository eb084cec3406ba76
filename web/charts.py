"""Charts as data for inline SVG: where bars and boxes begin and end, in a drawing of ``WIDTH`` units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.pages.town_view import Spread

WIDTH = 300
_ROUND_TO = 10


@dataclass(frozen=True, slots=True)
class Box:
    """A spread as it is drawn: a line from ``lowest`` to ``highest``, a box around the middle half, its middle."""

    lowest: float
    lower: float
    middle: float
    upper: float
    highest: float


@dataclass(frozen=True, slots=True)
class Scale:
    """From points to units of the drawing."""

    first: int
    last: int

    def at(self, points: float) -> float:
        """Where so many points are."""
        return round((points - self.first) / (self.last - self.first) * WIDTH, 1)

    def box(self, spread: Spread) -> Box:
        """A spread as it is drawn."""
        return Box(
            self.at(spread.lowest),
            self.at(spread.lower),
            self.at(spread.middle),
            self.at(spread.upper),
            self.at(spread.highest),
        )


def scale_for(spreads: Sequence[Spread]) -> Scale:
    """One scale on which all of them can be compared; it begins and ends at a ten."""
    first = min(spread.lowest for spread in spreads) // _ROUND_TO * _ROUND_TO
    last = -(-max(spread.highest for spread in spreads) // _ROUND_TO) * _ROUND_TO
    return Scale(first, max(last, first + _ROUND_TO))


def share(part: int, whole: int) -> float:
    """How long a bar is that stands for a share."""
    return round(min(part, whole) / whole * WIDTH, 1) if whole else 0.0
