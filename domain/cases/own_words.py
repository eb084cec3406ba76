"""What a household says in words of its own, as it is kept."""

from __future__ import annotations

LONGEST = 1000
"""Characters; the longest text that a carrier brings is shorter."""


def kept(words: str) -> str:
    """The words; where they are longer than can be kept it is seen that something is missing."""
    words = words.strip()
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def kept_last(words: str) -> str:
    """The same of what is said again and again: the last is kept."""
    return words if len(words) <= LONGEST else f"…{words[1 - LONGEST :]}"
