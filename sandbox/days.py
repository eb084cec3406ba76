"""What the page may ask of whoever runs the town: that days pass, and that it begins anew."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol

Until = Literal["day", "month", "year"]
"""To the next day, to the first of the next month, to New Year's Day."""


class Days(Protocol):
    """The town's days."""

    def now(self) -> datetime:
        """This instant in the town."""
        ...

    async def move_on(self, until: Until) -> None:
        """Let days pass, and whatever is due on them happen."""
        ...

    def begin_anew(self) -> None:
        """Throw the town away and build another one; this server ends for it."""
        ...
