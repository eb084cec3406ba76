"""Secrets that somebody could try to guess in a chat."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum


class Secret(Enum):
    """What is guessed."""

    INVITATION = "invitation"
    PICKUP = "pickup"


MOST_WRONG = 5
"""Wrong codes of one kind that a person may send within ``WITHIN``; then none is looked at for as long."""
WITHIN = timedelta(hours=1)
