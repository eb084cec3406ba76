"""What is wrong with rulebook files: collected, and told all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: in which file, at which item or field, and what (one line of Chinese, with the numbers)."""

    file: str
    where: str
    text: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.file, self.where, self.text) if part)


class RulebookRefused(Exception):  # noqa: N818 - it is an answer to the author, not a failure of the program
    """The files do not make a rulebook. ``problems`` are all that were found, each once; ``str()`` has one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(map(str, self.problems)))
