"""Whether the clock can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Trust:
    """The newest instant that was trusted, and by how much the clock has jumped since (0 = it can be trusted)."""

    newest: datetime
    jumped: timedelta = timedelta()

    @property
    def right(self) -> bool:
        """Whether the clock can be trusted."""
        return self.jumped == timedelta()
