"""Handling a message of several lines: all of them or none, every bad line named, and only then a question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.context import Ask, Doubt, Several
from bot.grammar.records import EntryLine, Mistake
from domain.model.errors import Refused

From = TypeVar("From")
To = TypeVar("To")


class LineHandling:
    """The lines of a command on their way through, each by its number in the message."""

    def __init__(self, lines: Sequence[EntryLine], mistakes: Sequence[Mistake]) -> None:
        self.read = [(line.number, line) for line in lines]
        self._total = len(lines) + len(mistakes)
        self._faults: list[tuple[int, Refused | Mistake]] = [(mistake.line, mistake) for mistake in mistakes]
        self._questions: list[Ask] = []

    async def each(
        self, items: Sequence[tuple[int, From]], do: Callable[[int, From], Awaitable[To]]
    ) -> list[tuple[int, To]]:
        """What comes of every line with which nothing is wrong; goes on with the next one otherwise."""
        done = []
        for number, item in items:
            try:
                done.append((number, await do(number, item)))
            except Refused as error:
                self._faults.append((number, error))
            except Ask as question:
                self._questions.append(question)
        return done

    def ask(self) -> None:
        """Raise the first question with those of its kind, unless something is wrong: that is told first, together."""
        if self._questions and not self._faults:
            first = self._questions[0]
            raise first.together(self._questions) if isinstance(first, Doubt) else first

    def tell(self) -> None:
        """Raise what was noted, if anything was."""
        self.ask()
        match self._faults:
            case []:
                return
            case [(_, Refused() as only)] if self._total == 1:
                raise only
            case _:
                raise Several(self._faults)
