"""What a unit's group hears of what villagers texted, as parcels for the platform."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TelegramNews:
    """``domain.letters.GroupNews``."""
