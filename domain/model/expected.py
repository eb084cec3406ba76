"""What a message will probably ask about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Expected:
    """A guess from the look of a chat message. A wrong one costs time and nothing else.

    ``place``: group and number of the one household that is named so. ``words``: what may be a head's name, or a
    household code. ``scored_on``: the day for which points are probably recorded.
    """

    chat: str
    user: str
    place: tuple[int, int] | None = None
    words: tuple[str, ...] = ()
    scored_on: date | None = None
