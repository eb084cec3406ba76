"""What a message means that begins with no plain command: one further on, entries without any, or talk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.grammar.command_names.addressed import without_mention_in_front
from bot.grammar.command_names.bare import are_arguments, asks, is_entry
from bot.grammar.command_names.behind import BehindArgument
from bot.grammar.command_names.call import Call
from bot.grammar.command_names.leads import behind_lead, on_one_day
from bot.grammar.command_names.names import Names
from bot.grammar.command_names.nicknames import Nicknames
from bot.grammar.entry_line.prepared import days_of
from bot.grammar.lines import lines_of, under_heading, without_list_numbers
from bot.grammar.readers import Readers
from bot.grammar.records import Fault, Lexicon, LogEntries, Mistake, Mistakes
from bot.grammar.unsaid import read_unsaid
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.household_forms import household_place
from bot.grammar.words.household_spans import begins_with_household
from bot.grammar.words.tidy import Tidy, tidy


class Uncalled:
    """Reads such messages. ``scoring``: the commands that record points."""

    def __init__(
        self,
        names: Names,
        nicknames: Nicknames,
        behind: BehindArgument,
        readers: Readers,
        scoring: Collection[str],
    ) -> None:
        self._names, self._nicknames, self._behind = names, nicknames, behind
        self._readers, self._scoring = readers, scoring

    def read(self, whole: Tidy, call: Call | None, bot_name: str, lexicon: Lexicon) -> object | None:
        """None for talk. ``call`` is the command with which the message begins, though it is not plain."""
        if called := self._under_heading(whole, lexicon) or self._behind_subject(whole, lexicon):
            return self._readers.read(called, lexicon)
        if led := self._led(whole, bot_name, lexicon):
            return led
        if fronted := self._behind_arguments(whole, bot_name, lexicon):
            return fronted
        if later := self._names.later_call(whole) or self._later_order(whole, lexicon):
            return Mistakes((Mistake(Fault.COMMAND_NOT_FIRST, 1, later),))
        if (nickname := self._nicknames.find(whole)) and nickname.is_meant(lexicon):
            return Mistakes((unknown(nickname.said, self._names),))
        unsaid = read_unsaid(without_mention_in_front(whole, bot_name), lexicon)
        return unsaid or (self._perhaps(call, lexicon) if call else None)

    def _under_heading(self, text: Tidy, lexicon: Lexicon) -> Call | None:
        """The command of entries under ``昨天检查情况：``, or that of ``扣分情况：``; the day stands before them."""
        headed = under_heading(text, lexicon)
        if headed is None:
            return None
        call = self._names.find_call(headed.under)
        if headed.verb and (call is None or not self._names.is_plain(call, lexicon)):
            call = self._names.find_call(tidy(f"{headed.verb} {headed.under.raw}"))
        if call is None or call.name not in self._readers.by_line or not self._names.is_plain(call, lexicon):
            return None
        return replace(call, rest=tidy(f"{headed.day}\n{call.rest.raw}"))

    def _behind_subject(self, text: Tidy, lexicon: Lexicon) -> Call | None:
        """The command of ``3-12查一下``."""
        behind = self._behind.find(text, lexicon)
        return Call(behind.name, behind.said, None, behind.arguments) if behind else None

    def _led(self, whole: Tidy, bot_name: str, lexicon: Lexicon) -> object | None:
        """A command behind a few words (``昨天扣 3-12 …``); one without its slash may be talk, and is asked about.

        A day in front is that of entries; of another command it would be lost.
        """
        led = behind_lead(whole)
        call = self._names.find_call(led.under) if led else None
        if led is None or call is None or call.name is None or call.is_amid or not call.is_for(bot_name):
            return None
        is_entry_without_slash = call.lacks_slash and call.name in self._scoring
        if not (_is_whole_entry(call, lexicon) if is_entry_without_slash else call.is_slashed):
            return None
        if call.name not in self._readers.by_line:
            return _misplaced(call) if led.names_other_day(lexicon) else self._readers.read(call, lexicon)
        read = self._readers.read(replace(call, rest=led.dated(call.rest)), lexicon)
        if not isinstance(read, LogEntries):
            return read
        return replace(on_one_day(read) if led.names_day(lexicon) else read, unsaid=call.lacks_slash)

    def _behind_arguments(self, whole: Tidy, bot_name: str, lexicon: Lexicon) -> object | None:
        """A command behind its arguments: that of entries is read with them, of another it is told that it comes first.

        ``11-20 /kou 3-12 …``: what looks like a household in front of one may be a day.
        """
        front, under = self._names.behind_front(whole) or (None, None)
        call = self._names.find_call(under) if under else None
        if front is None or call is None or not call.is_for(bot_name):
            return None
        if not are_arguments(front, lexicon):
            behind = begins_with_household(call.rest.plain.lstrip(SEPARATORS), lexicon)
            is_order = behind or _is_whole_entry(call, lexicon)
            return _misplaced(call) if call.name in self._scoring and is_order else None
        if call.name not in self._readers.by_line or front.plain.strip().isdigit():
            return _misplaced(call)
        if begins_with_household(call.rest.plain.lstrip(SEPARATORS), lexicon) and not days_of(front.plain, lexicon):
            like_day = household_place(front.plain, 0) is not None
            return Mistakes((Mistake(Fault.BAD_DAY, 1, front.raw.strip()),)) if like_day else _misplaced(call)
        return self._readers.read(replace(call, rest=tidy(f"{front.raw} {call.rest.raw}")), lexicon)

    def _later_order(self, whole: Tidy, lexicon: Lexicon) -> str | None:
        """The verb of a whole entry on a later line of a message that is talk before it."""
        for line in without_list_numbers(lines_of(whole))[1:]:
            call = self._names.find_call(line.text)
            if call is not None and call.name in self._scoring and self._names.is_plain(call, lexicon):
                return call.spelling
        return None

    def _perhaps(self, call: Call, lexicon: Lexicon) -> LogEntries | Mistakes | None:
        """The entries of a sentence that may be an order or talk: they are asked about."""
        read = self._readers.read(call, lexicon) if self._names.may_be_meant(call, lexicon) else None
        if isinstance(read, LogEntries):
            return replace(read, unsaid=True)
        return read if isinstance(read, Mistakes) else None


def unknown(spelling: str, names: Names) -> Mistake:
    """What is wrong with a name that no command has, with the commands that may be meant."""
    near = names.nearest(spelling)
    if near:
        return Mistake(Fault.MISSPELT_COMMAND, 1, " ".join(f"/{name}" for name in (spelling, *near)))
    return Mistake(Fault.UNKNOWN_COMMAND, 1, f"/{spelling}")


def _misplaced(call: Call) -> Mistakes:
    return Mistakes((Mistake(Fault.COMMAND_NOT_FIRST, 1, f"/{call.spelling}"),))


def _is_whole_entry(call: Call, lexicon: Lexicon) -> bool:
    return is_entry(call.first_line, lexicon) and not asks(call.first_line)
