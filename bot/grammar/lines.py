"""Several lines after one command: each is read by itself, and all of them count or none."""

from __future__ import annotations

from bot.grammar.commands import Fault, Lexicon, Line, Mistake
from bot.grammar.line import Numbered, Wish, read_line
from bot.grammar.tidy import Tidy, tidy

MAX_LINES = 30
"""Lines of one message; more would make a confirmation that nobody reads."""


def read_lines(rest: Tidy, wish: Wish, lexicon: Lexicon) -> tuple[tuple[Line, ...], tuple[Mistake, ...]]:
    """The lines that could be read, and everything that is wrong with the others; never both empty."""
    lines = lines_of(rest)
    if not lines:
        return (), (Mistake(Fault.NO_ARGUMENTS, 1),)
    if len(lines) > MAX_LINES:
        return (), (Mistake(Fault.TOO_MANY_LINES, lines[MAX_LINES].number, str(MAX_LINES)),)
    read = [read_line(line, wish, lexicon) for line in lines]
    mistakes = tuple(mistake for result in read if isinstance(result, list) for mistake in result)
    return tuple(line for line in read if isinstance(line, Line)), mistakes


def lines_of(rest: Tidy) -> list[Numbered]:
    """Lines with something in them, by their number in the message."""
    numbered = (Numbered(number, tidy(line)) for number, line in enumerate(rest.raw.splitlines(), start=1))
    return [line for line in numbered if line.text.plain.strip()]
