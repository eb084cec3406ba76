"""What is kept of troubles at the endpoints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.trouble import Endpoint, Trouble, TroubleKind


class Troubles(Protocol):
    """One for each endpoint at most."""

    async def note(self, endpoint: Endpoint, kind: TroubleKind, detail: str, now: datetime) -> None:
        """There is one now; the same as before goes on since then."""
        ...

    async def over(self, endpoint: Endpoint) -> None:
        """There is none any more."""
        ...

    async def standing(self, since: datetime) -> Sequence[Trouble]:
        """Those that were seen since then, by their endpoint."""
        ...
