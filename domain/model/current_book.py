"""The rulebook in force."""

from __future__ import annotations

from dataclasses import dataclass

from domain.model.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class CurrentBook:
    """The rulebook version that a round of the unit would begin with today, and its source texts."""

    hash: str
    book: Rulebook
    town_text: str
    overlay_text: str
