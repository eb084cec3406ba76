"""What one way of reading a line comes to."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.grammar.records import EntryLine, Fault, Mistake


@dataclass(frozen=True, slots=True)
class Reading:
    """Either the entries of a line, one for each household, or all that is wrong with it.

    ``is_doubtful``: it is read, but as what has to be asked about (a word that only tells the item, a name of no head).
    """

    entries: tuple[EntryLine, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    is_doubtful: bool = False

    @property
    def faults(self) -> AbstractSet[Fault]:
        """The kinds of what is wrong."""
        return {mistake.code for mistake in self.mistakes}

    @property
    def names_unsurely(self) -> bool:
        """Whether a name of a household may be a mere word."""
        return any(entry.household.unsure for entry in self.entries)
