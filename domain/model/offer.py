"""Numbered choices below a message, where there can be no buttons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """The numbered choices of one message. ``delivery``: by which it was sent. ``mark``: of its text.

    ``data`` is what a button in their place would carry.
    """

    chat: str
    delivery: int
    first: int
    data: tuple[str, ...]
    mark: str

    @property
    def numbers(self) -> range:
        """The numbers it uses."""
        return range(self.first, self.first + len(self.data))
