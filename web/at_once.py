"""How many forms are taken at once, of a household and of all: while a form comes in, its photo is held in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST = 5
"""A hurried finger sends two or three; a hundred of ten megabytes would be all the memory that the service may have."""
MOST_OF_ALL = 25
"""Whatever a town's households send at the same moment: a quarter of the memory that the service may have."""
MOST_WORDS, MOST_WORDS_OF_ALL = 10, 100
"""Of those for which there was no room: only their words are read, to be shown again."""
MOST_WORDS_BYTES = 96 * 1024
"""Of a form without a photo."""


@dataclass(slots=True)
class AtOnce:
    """The forms that are being taken, by whose they are (a household's number, or while nothing can be read its link):
    ``most`` of each, ``most_of_all`` together.
    """

    most: int = MOST
    most_of_all: int = MOST_OF_ALL
    _inside: Counter[int | str] = field(default_factory=Counter)

    @contextmanager
    def one_more(self, whose: int | str) -> Iterator[bool]:
        """Count one while it is taken; False when as many as may be are inside, and it is not to be read."""
        if self._inside[whose] >= self.most or self._inside.total() >= self.most_of_all:
            yield False
            return
        self._inside[whose] += 1
        try:
            yield True
        finally:
            self._inside[whose] -= 1
            if not self._inside[whose]:
                del self._inside[whose]
