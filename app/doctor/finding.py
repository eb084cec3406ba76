"""What an examination comes to, and what the examinations share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

PATIENCE_SECONDS = 10.0
"""How long something outside may take to answer."""


class Grade(Enum):
    """How an examination ended."""

    GOOD = "✓"
    WRONG = "✗"
    UNUSED = "–"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one examination as one plain line; it never holds a secret."""

    mark: Grade
    text: str

    def line(self) -> str:
        """As it is shown."""
        return f"{self.mark.value} {self.text}"
