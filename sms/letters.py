"""The wording of texts that answer what a villager asked for earlier: one message segment wherever it can be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SmsLetters:
    """``domain.letters.Letters``."""
