"""Secrets that somebody could try to guess."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum


class Secret(Enum):
    """What is guessed."""

    INVITATION = "invitation"
    PICKUP = "pickup"
    LINK = "link"
    """To a page that one reader has; tried by nobody knows whom."""

    @property
    def within(self) -> timedelta:
        """For how long a wrong one counts."""
        return timedelta(minutes=1) if self is Secret.LINK else WITHIN


MOST_WRONG = 5
"""Wrong codes of one kind that a person may send within ``WITHIN``; then none is looked at for as long."""
WITHIN = timedelta(hours=1)
