"""Rulebook versions that were in use, as the domain asks for them."""

from __future__ import annotations

from typing import Protocol

from domain.model.rulebook import Rulebook


class Books(Protocol):
    """Every version by which a round was begun."""

    async def version(self, book_hash: str) -> Rulebook:
        """A stored rulebook version."""
        ...
