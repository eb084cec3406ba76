"""Photos that prove something, and the albums that they come in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EXPIRED: Final = "expired"
"""The error of a photo that was deleted because it was kept as long as photos are."""
FORGOTTEN: Final = "forgotten"
"""The error of a photo that was deleted at its household's wish."""


class PhotoState(StrEnum):
    """What became of fetching a photo: not yet, done, refused for what it is, or not to be had any more."""

    PENDING = "pending"
    KEPT = "kept"
    REFUSED = "refused"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of an entry or a claim. ``sha256`` is set once it is kept, ``error`` says why it is not."""

    id: int
    state: PhotoState
    sha256: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an album, as the platform names it; ``fault`` says why it cannot be kept, "" where it can.

    ``worded``: it, or another of its album that comes later, has words.
    """

    unique_id: str
    file_id: str
    fault: str = ""
    worded: bool = False


@dataclass(frozen=True, slots=True)
class Album:
    """The parts of an album that have come so far. ``used``: a command came with one of them."""

    parts: tuple[Part, ...]
    used: bool
