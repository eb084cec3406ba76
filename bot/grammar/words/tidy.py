"""A text in two forms that stay aligned: as typed, and plain (half-width, simplified, one dash, nothing hidden)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from text.normalise import normalise, one_dot

_INVISIBLE = {"Cf", "Mn", "Me"}
_DASH = "Pd"


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == _DASH or character == "−":
        return "-"
    return normalise(character) or ("" if category in _INVISIBLE else character)


@dataclass(frozen=True, slots=True)
class Tidy:
    """Patterns read ``plain``; what is quoted back to people is cut from ``raw``."""

    raw: str
    plain: str
    origin: tuple[int, ...]
    """Where in ``raw`` each character of ``plain`` came from, and the end of ``raw`` at last."""

    def typed(self, start: int, end: int) -> str:
        """The part of ``plain`` from start to end as the person typed it."""
        return self.raw[self.origin[start] : self.origin[end]].strip() if end > start else ""

    def cut(self, start: int) -> Tidy:
        """What begins at ``start`` of ``plain``."""
        first = self.origin[start]
        return Tidy(self.raw[first:], self.plain[start:], tuple(index - first for index in self.origin[start:]))

    def ends(self, longest: int) -> Tidy:
        """Itself, or the beginning and the end of what has more characters: they tell what a message is about."""
        size = len(self.plain)
        if size <= longest:
            return self
        half = longest // 2 - 1
        return tidy(f"{self.typed(0, half)}, {self.typed(size - half, size)}")


@lru_cache(maxsize=256)
def tidy(raw: str) -> Tidy:
    """Fold character by character, so that every position can be traced back.

    Remembered, since whoever looks at a message begins with it: eight times for a ``/kou``.
    """
    folded = [_plain(character) for character in raw]
    origin = [index for index, plain in enumerate(folded) for _ in plain]
    return Tidy(raw, one_dot("".join(folded)), (*origin, len(raw)))
