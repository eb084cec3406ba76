"""Several lines after one command: each is read by itself, and all of them count or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.grammar.commands import Fault, Lexicon, Line, Mistake
from bot.grammar.line import Numbered, Wish, read_line
from bot.grammar.names import Call, Name, begins_with_household, find_call, is_plain
from bot.grammar.tidy import Tidy, tidy

MAX_LINES = 30
"""Lines of one message; more would make a confirmation that nobody reads."""
_LIST_NUMBER = re.compile(r"\s*\(?[0-9]{1,2}\s?[、.):]\s*(?=\S)")
_CIRCLED = re.compile(r"\s*[①-⒇㈠-㈩]\s*")
"""``1、`` or ``①`` in front of an entry counts the lines."""

Wishes = Mapping[Name, Wish]
"""What a line wants by the command that holds for it."""


def read_lines(
    name: Name, rest: Tidy, wishes: Wishes, lexicon: Lexicon
) -> tuple[tuple[Line, ...], tuple[Mistake, ...]]:
    """The entries that could be read, and everything that is wrong with the other lines; never both empty.

    A line may begin with its own command, which holds for it and those after it.
    """
    lines = lines_of(rest)
    if not lines:
        return (), (Mistake(Fault.NO_ARGUMENTS, 1),)
    if len(lines) > MAX_LINES:
        return (), (Mistake(Fault.TOO_MANY_LINES, lines[MAX_LINES].number, str(MAX_LINES)),)
    read: list[Line | Mistake] = []
    for line in lines:
        call = _own_call(line, lexicon)
        if call is not None and call.name not in wishes:
            read.append(Mistake(Fault.OTHER_COMMAND, line.number, f"/{call.spelling}"))
            continue
        if call is not None and call.name is not None:
            name = call.name
        text = call.rest if call else line.text
        if not text.plain.strip() and line is lines[-1]:
            read.append(Mistake(Fault.NO_ARGUMENTS, line.number))
        if text.plain.strip():
            parts = _entries(Numbered(line.number, text), lexicon)
            read += (one for part in parts for one in read_line(part, wishes[name], lexicon))
    mistakes = tuple(one for one in read if isinstance(one, Mistake))
    return tuple(one for one in read if isinstance(one, Line)), mistakes


def _own_call(line: Numbered, lexicon: Lexicon) -> Call | None:
    """The command that a line begins with; that of the first line was taken off before."""
    call = find_call(line.text) if line.number > 1 else None
    return call if call is not None and is_plain(call, lexicon) else None


def lines_of(rest: Tidy) -> list[Numbered]:
    """Lines with something in them, by their number in the message."""
    numbered = (Numbered(number, tidy(line)) for number, line in enumerate(rest.raw.splitlines(), start=1))
    return [line for line in numbered if line.text.plain.strip()]


def _without_list_number(line: Numbered) -> Numbered:
    if circled := _CIRCLED.match(line.text.raw):
        return Numbered(line.number, tidy(line.text.raw[circled.end() :]))
    found = _LIST_NUMBER.match(line.text.plain)
    return Numbered(line.number, line.text.cut(found.end())) if found else line


def _entries(line: Numbered, lexicon: Lexicon) -> Iterator[Numbered]:
    """One line, or several that a semicolon parts; the number of a list in front of it is dropped."""
    line = _without_list_number(line) if line.number > 1 else line
    start = 0
    for at in (found.end() for found in re.finditer(";\\s*", line.text.plain)):
        if begins_with_household(line.text.plain[at:], lexicon):
            yield Numbered(line.number, tidy(line.text.typed(start, at)))
            start = at
    yield Numbered(line.number, line.text.cut(start))
