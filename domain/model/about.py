"""What something is about, by kind and number: a message, or a photo."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """What has numbers that people say."""

    ENTRY = "entry"
    CLAIM = "claim"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class About:
    """An entry, a claim or an objection, by the number that people say."""

    kind: Subject
    number: int
