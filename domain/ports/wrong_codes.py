"""Wrong codes, as the domain counts them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.wrong_code import Secret


class WrongCodes(Protocol):
    """Codes that were never given out, or are used up, by who sent them."""

    async def note(self, person: str, secret: Secret, now: datetime) -> int:
        """One more; how many of that person's count (``Secret.within``). Older ones are forgotten."""
        ...

    async def count(self, person: str, secret: Secret, now: datetime) -> int:
        """How many of that person's count."""
        ...
