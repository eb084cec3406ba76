"""One officer's mark of one household, as the comparison of officers sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OfficerMark:
    """An entry as far as fairness goes; reversals are not among them, reversed entries are.

    ``deadline`` is when its round was settled, or ended.
    """

    officer: str
    household: int
    item: str
    points: int
    at: datetime
    deadline: datetime
