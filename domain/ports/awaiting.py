"""The list of what waits for a second officer, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.model.awaited import Awaited


class Awaiting(Protocol):
    """Everything that was proposed and neither carried out, nor dropped, nor overtaken; but no vetoes (entries)."""

    async def of_unit(self, unit: str) -> Sequence[Awaited]:
        """What waits in a unit, oldest first."""
        ...
