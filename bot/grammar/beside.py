"""What lines of a message of entries look up, in front of them or behind: ``/kou 3-12 …⏎/cha 3-12``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.grammar.command_names.call import Call
from bot.grammar.command_names.names import Names
from bot.grammar.records import Lexicon, LogEntries, LookedUp, Mistakes
from bot.grammar.words.tidy import tidy


@dataclass(frozen=True, slots=True)
class Parted:
    """A message without the lines that look something up: ``entries`` begin behind that many lines of it."""

    entries: str
    before: int = 0
    asked: Sequence[tuple[int, Call]] = ()
    """Each of those lines, by its number."""

    def together(self, found: object | None, read: Sequence[LookedUp]) -> object | None:
        """Entries with what is asked beside them, or everything that is wrong with either; by lines of the message."""
        wrong = [(one.line, one.command) for one in read if isinstance(one.command, Mistakes)]
        mistakes = [replace(mistake, line=line) for line, of_line in wrong for mistake in of_line.mistakes]
        match found:
            case LogEntries():
                entries = self._of_message(found)
                return Mistakes(tuple(mistakes), entries) if mistakes else replace(entries, asked=tuple(read))
            case Mistakes(own, sound):
                own = tuple(replace(one, line=one.line + self.before) for one in own)
                return Mistakes((*own, *mistakes), self._of_message(sound) if isinstance(sound, LogEntries) else sound)
            case _:
                return found

    def _of_message(self, entries: LogEntries) -> LogEntries:
        return replace(entries, lines=tuple(replace(one, number=one.number + self.before) for one in entries.lines))


def without_queries(text: str, names: Names, looking: Collection[str], bot_name: str, lexicon: Lexicon) -> Parted:
    """The message with those lines left empty, so that the others keep their numbers.

    Only those for the bot called ``bot_name`` are taken out; and none where a line without a command of its own
    follows one: whose it is nobody knows.
    """
    lines = text.splitlines()
    said = [(number, tidy(line)) for number, line in enumerate(lines, start=1) if line.strip()]
    found = [(number, names.find_call(line)) for number, line in said] if len(said) > 1 else []
    calls = [(number, call if call and names.is_plain(call, lexicon) else None) for number, call in found]
    asked = [(number, call) for number, call in calls if call and call.name in looking and call.is_for(bot_name)]
    numbers = {number for number, _ in asked}
    if not asked or any(number in numbers and call is None for (number, _), (_, call) in pairwise(calls)):
        return Parted(text)
    first = next((number for number, _ in said if number not in numbers), 1)
    kept = ("" if number in numbers else line for number, line in enumerate(lines[first - 1 :], start=first))
    return Parted("\n".join(kept), first - 1, asked)
