"""What the grammar has to know of a command: its names, and how its arguments are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bot.grammar.command_names.behind import About
from bot.grammar.lines import Calls
from bot.grammar.records import Lexicon, Mistake, Mistakes, Sign
from bot.grammar.rules import LineRules, Numbered

C = TypeVar("C")
C_co = TypeVar("C_co", covariant=True)

Reader = Callable[[Numbered, Lexicon], C | Mistakes | list[Mistake]]
"""Reads what follows a command's name: as that command, or what is wrong with it."""


@dataclass(frozen=True, slots=True)
class LineByLine(Generic[C_co]):
    """Reads a command whose lines are read one by one, each with its own command if it has one.

    A line's own command may be any that has the same reader. ``bare``: a whole entry behind the name is enough to tell
    the command from talk, without the slash.
    """

    read: Callable[[Numbered, Lexicon, Calls], C_co | Mistakes | list[Mistake]]
    rules: LineRules
    bare: bool = False


def bare_sign(reader: Reader[object] | LineByLine[object]) -> Sign | None:
    """The sign of the points of a command that a whole entry tells from talk; None for any other command."""
    return reader.rules.sign if isinstance(reader, LineByLine) and reader.bare else None


class Readable(Protocol):
    """What the grammar knows of a command: its Latin name, all its names, and how its arguments are read."""

    @property
    def name(self) -> str:
        """The Latin name."""
        ...

    @property
    def spellings(self) -> tuple[str, ...]:
        """All names."""
        ...

    @property
    def nicknames(self) -> str:
        """What else people call it, parted by blanks."""
        ...

    @property
    def numbered(self) -> bool:
        """Whether a number right behind the name tells it from talk."""
        ...

    @property
    def about(self) -> About:
        """Which argument alone tells it from talk, behind a nickname (看下3-12) or in front of a name (3-12查一下)."""
        ...

    @property
    def alone(self) -> bool:
        """Whether nothing behind the name tells it from talk: 帮助3-12修房顶 asks for no help."""
        ...

    @property
    def reader(self) -> Reader[object] | LineByLine[object]:
        """Reads the arguments."""
        ...
