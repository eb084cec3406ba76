"""Links to pages that one reader has, and the forms sent there, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.page_link import FormResult, NewLink, PageLink


class PageLinks(Protocol):
    """Links: one for each number of a household, and one for each supervisor, at a time."""

    async def replace(self, new: NewLink) -> None:
        """Store a link; the one before it of the same number, or the same supervisor, ends."""
        ...

    async def hand_over(self, links: Sequence[NewLink]) -> None:
        """Store links that are handed over on paper, of no number: they end none."""
        ...

    async def find(self, token_hash: str, now: datetime) -> PageLink | None:
        """The link with that token, unless it has ended."""
        ...

    async def officers(self, now: datetime) -> Sequence[int]:
        """The officers, by their ids, who have a link that has not ended."""
        ...

    async def take(self, link_id: int, key: str, now: datetime) -> bool:
        """Note a form; False when it was noted before. Until commit nobody else notes it."""
        ...

    async def answer(self, link_id: int, key: str, posted: FormResult) -> None:
        """Note what became of a form that was taken."""
        ...

    async def posted(self, link_id: int, key: str) -> FormResult | None:
        """What became of a form."""
        ...
