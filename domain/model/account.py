"""Postings to a household's account of one year."""

from __future__ import annotations

from enum import StrEnum


class PostingKind(StrEnum):
    """What moved an account."""

    ROUND = "round"
    CORRECTION = "correction"
    HOLD = "hold"
    RELEASE = "release"
    LAPSE = "lapse"
    TRANSFER = "transfer"
