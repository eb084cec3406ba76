"""What later lines of a message of entries look up: ``/kou 3-12 …⏎/cha 3-12``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.grammar.command_names.call import Call
from bot.grammar.command_names.names import Names
from bot.grammar.records import Lexicon, LogEntries, LookedUp, Mistakes
from bot.grammar.words.tidy import tidy


def without_queries(
    text: str, names: Names, looking: Collection[str], bot_name: str, lexicon: Lexicon
) -> tuple[str, Sequence[tuple[int, Call]]]:
    """The message with those lines left empty, so that the others keep their numbers; and each of them.

    Only those for the bot called ``bot_name`` are taken out; and none where a line without a command of its own
    follows one: whose it is nobody knows.
    """
    if "\n" not in text:
        return text, ()
    first, *later = text.splitlines()
    lines = [(number, tidy(line)) for number, line in enumerate(later, start=2) if line.strip()]
    found = [(number, names.find_call(line)) for number, line in lines]
    calls = [(number, call if call and names.is_plain(call, lexicon) else None) for number, call in found]
    asked = [(number, call) for number, call in calls if call and call.name in looking and call.is_for(bot_name)]
    numbers = {number for number, _ in asked}
    if any(number in numbers and call is None for (number, _), (_, call) in pairwise(calls)):
        return text, ()
    kept = ("" if number in numbers else line for number, line in enumerate(later, start=2))
    return "\n".join([first, *kept]), asked


def with_queries(found: object | None, read: Sequence[LookedUp]) -> object | None:
    """Entries with what is asked beside them, or everything that is wrong with either."""
    if not isinstance(found, LogEntries | Mistakes):
        return found
    wrong = [(one.line, one.command) for one in read if isinstance(one.command, Mistakes)]
    mistakes = [replace(mistake, line=line) for line, of_line in wrong for mistake in of_line.mistakes]
    if isinstance(found, Mistakes):
        return replace(found, mistakes=(*found.mistakes, *mistakes))
    return Mistakes(tuple(mistakes), found) if mistakes else replace(found, asked=tuple(read))
