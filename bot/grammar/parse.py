"""From a chat message to a command."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from bot.grammar.beside import without_queries
from bot.grammar.command_names.addressed import MENTION, without_mention, without_mentions
from bot.grammar.command_names.bare import are_arguments, asks, is_entry
from bot.grammar.command_names.behind import BehindArgument
from bot.grammar.command_names.call import Call, Form
from bot.grammar.command_names.leads import behind_lead, on_one_day
from bot.grammar.command_names.names import Names
from bot.grammar.command_names.nicknames import Nicknames
from bot.grammar.correcting import corrects
from bot.grammar.entry_line.prepared import days_of
from bot.grammar.lines import Calls, lines_of, openings, under_heading, without_first_number, without_list_numbers
from bot.grammar.readable import LineByLine, Readable, Reader
from bot.grammar.records import Fault, Lexicon, LogEntries, LookedUp, Mistake, Mistakes
from bot.grammar.rules import Numbered
from bot.grammar.unsaid import may_be_unsaid, read_unsaid
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.household_forms import household_place
from bot.grammar.words.household_spans import begins_with_household
from bot.grammar.words.tidy import Tidy, tidy

_LONGEST_CALL = 120
"""Characters in which a command's name is found, whatever invisible ones stand before it."""


class Grammar:
    """Reads messages as those commands."""

    def __init__(self, commands: Collection[Readable]) -> None:
        self._readers = {command.name: command.reader for command in commands}
        self._lines = {name: one for name, one in self._readers.items() if isinstance(one, LineByLine)}
        bare = {name: one.rules.sign for name, one in self._lines.items() if one.bare and one.rules.sign}
        self.scoring = frozenset(bare)
        """The commands that record points."""
        numbered = frozenset(command.name for command in commands if command.numbered)
        spellings = {command.name: command.spellings for command in commands}
        nicknames = {command.name: command.nicknames.split() for command in commands}
        alone = frozenset(command.name for command in commands if command.alone)
        self.names = Names(spellings, bare, numbered, nicknames, alone)
        self._nicknames = Nicknames(
            [one for name in sorted(numbered) for one in nicknames[name]],
            [one for command in commands if command.about == "household" for one in nicknames[command.name]],
        )
        about = {command.name: command.about for command in commands if command.about}
        self._behind = BehindArgument(spellings, nicknames, about, numbered)
        self._looking = frozenset(about)
        self.is_call = lru_cache(maxsize=256)(self._is_call)
        """Whether a message may be a command; quick, for all the chat that is none. It is asked twice about each."""
        self.called = lru_cache(maxsize=256)(self._called)
        """The command by its Latin name, whatever follows it. It is asked three times about each message."""

    def _is_call(self, text: str) -> bool:
        begin, *under = self._openings(tidy(MENTION.sub("", text[:_LONGEST_CALL], count=1)))
        calls = (tidy(text[:_LONGEST_CALL]), begin, *under)
        if any(self.names.find_call(one) for one in calls) or may_be_unsaid(begin):
            return True
        if self._nicknames.find(begin) or self._behind.named(begin):
            return True
        later = without_list_numbers(lines_of(tidy(text)))[1:]
        return any(self.names.find_call(line.text) or may_be_unsaid(line.text) for line in later)

    def for_another(self, text: str, bot_name: str) -> bool:
        """Whether a message is a command for another bot."""
        call = self.names.find_call(tidy(text))
        return call is not None and not call.is_for(bot_name)

    def _called(self, text: str) -> str | None:
        whole = tidy(without_mentions(text))
        found = (self.names.find_call(one) for one in self._openings(whole))
        call = next((call for call in found if call), None)
        return call.name if call else self._behind.named(whole)

    def _openings(self, text: Tidy) -> list[Tidy]:
        """Where a message may begin with its command, or behind its arguments."""
        parted = self.names.behind_front(text)
        return [*openings(text), *([parted[1]] if parted else [])]

    def addresses(self, text: str) -> bool:
        """Whether a command names the bot that it is for."""
        return (call := self.names.find_call(tidy(text))) is not None and call.bot is not None

    def parse(
        self, text: str, lexicon: Lexicon, bot_name: str, *, addressed: bool = False, replies: bool = False
    ) -> object | None:
        """Read a message as its command's record, or as Mistakes. None = not for this bot: plain chat, or a command
        addressed to another bot.

        ``bot_name`` is this bot's user name, with or without ``@``. ``addressed``: it was said to this bot, by whatever
        the platform knows; ``replies``: to a message of this bot. Never raises, whatever the text.
        """
        parted = without_queries(text, self.names, self._looking, bot_name, lexicon)
        if not parted.asked or self.called(parted.entries) not in self.scoring:
            return self._parse(text, lexicon, bot_name, addressed=addressed, replies=replies)
        found = self._parse(parted.entries, lexicon, bot_name, addressed=addressed, replies=replies)
        read = [LookedUp(line, call.name or "", self._read(call, lexicon)) for line, call in parted.asked]
        return parted.together(found, read)

    def _parse(self, text: str, lexicon: Lexicon, bot_name: str, *, addressed: bool, replies: bool) -> object | None:
        whole = without_first_number(tidy(without_mention(text, bot_name)))
        call = self._call(whole)
        if call is not None and (addressed or replies) and self.names.is_meant(call, addressed=addressed):
            call = replace(call, form=Form.SLASHED)
        if call is not None and not call.is_for(bot_name):
            return None
        if call is None or not self.names.is_plain(call, lexicon):
            found = self._uncalled(whole, call, bot_name, lexicon)
            changes = found is None and replies and corrects(text)
            return Mistakes((Mistake(Fault.CORRECTION, 1, text.strip()),)) if changes else found
        if call.name is None:
            return Mistakes((self._unknown(call.spelling),))
        if call.name not in self._lines and (other := self.names.later_call(call.rest)):
            return Mistakes((Mistake(Fault.OTHER_COMMAND, 1, other),))
        return self._read(call, lexicon)

    def _call(self, text: Tidy) -> Call | None:
        """The command that a message begins with; the second of ``排名 /pai``, which has its slash."""
        call = self.names.find_call(text)
        again = self.names.find_call(call.rest) if call and call.lacks_slash else None
        return again if call and again and again.is_slashed and again.name == call.name else call

    def _uncalled(self, whole: Tidy, call: Call | None, bot_name: str, lexicon: Lexicon) -> object | None:
        """What a message means that begins with no plain command; None for talk."""
        if called := self._under_heading(whole, lexicon) or self._behind_subject(whole, lexicon):
            return self._read(called, lexicon)
        if led := self._led(whole, bot_name, lexicon):
            return led
        if fronted := self._behind_arguments(whole, bot_name, lexicon):
            return fronted
        if later := self.names.later_call(whole) or self._later_order(whole, lexicon):
            return Mistakes((Mistake(Fault.COMMAND_NOT_FIRST, 1, later),))
        if (nickname := self._nicknames.find(whole)) and nickname.is_meant(lexicon):
            return Mistakes((self._unknown(nickname.said),))
        return self._unsaid(whole, bot_name, lexicon) or (self._perhaps(call, lexicon) if call else None)

    def _behind_subject(self, text: Tidy, lexicon: Lexicon) -> Call | None:
        """The command of ``3-12查一下``."""
        behind = self._behind.find(text, lexicon)
        return Call(behind.name, behind.said, None, behind.arguments) if behind else None

    def _under_heading(self, text: Tidy, lexicon: Lexicon) -> Call | None:
        """The command of entries under ``昨天检查情况：``, or that of ``扣分情况：``; the day stands before them."""
        headed = under_heading(text, lexicon)
        if headed is None:
            return None
        call = self.names.find_call(headed.under)
        if headed.verb and (call is None or not self.names.is_plain(call, lexicon)):
            call = self.names.find_call(tidy(f"{headed.verb} {headed.under.raw}"))
        if call is None or call.name not in self._lines or not self.names.is_plain(call, lexicon):
            return None
        return replace(call, rest=tidy(f"{headed.day}\n{call.rest.raw}"))

    def _led(self, whole: Tidy, bot_name: str, lexicon: Lexicon) -> object | None:
        """A command behind a few words (``昨天扣 3-12 …``); one without its slash may be talk, and is asked about.

        A day in front is that of entries; of another command it would be lost.
        """
        led = behind_lead(whole)
        call = self.names.find_call(led.under) if led else None
        if led is None or call is None or call.name is None or call.is_amid or not call.is_for(bot_name):
            return None
        if not (_is_whole_entry(call, lexicon) if call.lacks_slash and call.name in self.scoring else call.is_slashed):
            return None
        if call.name not in self._lines:
            return _misplaced(call) if led.names_other_day(lexicon) else self._read(call, lexicon)
        read = self._read(replace(call, rest=led.dated(call.rest)), lexicon)
        if not isinstance(read, LogEntries):
            return read
        return replace(on_one_day(read) if led.names_day(lexicon) else read, unsaid=call.lacks_slash)

    def _behind_arguments(self, whole: Tidy, bot_name: str, lexicon: Lexicon) -> object | None:
        """A command behind its arguments: that of entries is read with them, of another it is told that it comes first.

        ``11-20 /kou 3-12 …``: what looks like a household in front of one may be a day.
        """
        front, under = self.names.behind_front(whole) or (None, None)
        call = self.names.find_call(under) if under else None
        if front is None or call is None or not call.is_for(bot_name):
            return None
        if not are_arguments(front, lexicon):
            behind = begins_with_household(call.rest.plain.lstrip(SEPARATORS), lexicon)
            is_order = behind or _is_whole_entry(call, lexicon)
            return _misplaced(call) if call.name in self.scoring and is_order else None
        if call.name not in self._lines or front.plain.strip().isdigit():
            return _misplaced(call)
        if begins_with_household(call.rest.plain.lstrip(SEPARATORS), lexicon) and not days_of(front.plain, lexicon):
            like_day = household_place(front.plain, 0) is not None
            return Mistakes((Mistake(Fault.BAD_DAY, 1, front.raw.strip()),)) if like_day else _misplaced(call)
        return self._read(replace(call, rest=tidy(f"{front.raw} {call.rest.raw}")), lexicon)

    def _later_order(self, whole: Tidy, lexicon: Lexicon) -> str | None:
        """The verb of a whole entry on a later line of a message that is talk before it."""
        for line in without_list_numbers(lines_of(whole))[1:]:
            call = self.names.find_call(line.text)
            if call is not None and call.name in self.scoring and self.names.is_plain(call, lexicon):
                return call.spelling
        return None

    def _unsaid(self, whole: Tidy, bot_name: str, lexicon: Lexicon) -> LogEntries | Mistakes | None:
        """Entries without a command, with or without this bot's name in front."""
        mention = MENTION.match(whole.plain)
        ours = mention is not None and mention["bot"].lower() == bot_name.lstrip("@").lower()
        return read_unsaid(whole.cut(mention.end()) if mention and ours else whole, lexicon)

    def _perhaps(self, call: Call, lexicon: Lexicon) -> LogEntries | Mistakes | None:
        """The entries of a sentence that may be an order or talk: they are asked about."""
        read = self._read(call, lexicon) if self.names.may_be_meant(call, lexicon) else None
        if isinstance(read, LogEntries):
            return replace(read, unsaid=True)
        return read if isinstance(read, Mistakes) else None

    def _unknown(self, spelling: str) -> Mistake:
        near = self.names.nearest(spelling)
        if near:
            return Mistake(Fault.MISSPELT_COMMAND, 1, " ".join(f"/{name}" for name in (spelling, *near)))
        return Mistake(Fault.UNKNOWN_COMMAND, 1, f"/{spelling}")

    def _read(self, call: Call, lexicon: Lexicon) -> object:
        result = self._read_by(self._readers[call.name or ""], call, lexicon)
        return Mistakes(tuple(result)) if isinstance(result, list) else result

    def _read_by(self, reader: Reader[object] | LineByLine[object], call: Call, lexicon: Lexicon) -> object:
        line = Numbered(1, call.rest)
        if not isinstance(reader, LineByLine):
            return reader(line, lexicon)
        rules = {other: one.rules for other, one in self._lines.items() if one.read is reader.read}
        return reader.read(line, lexicon, Calls(call.name or "", rules, self.names, call.form is Form.WITHIN))


def _misplaced(call: Call) -> Mistakes:
    return Mistakes((Mistake(Fault.COMMAND_NOT_FIRST, 1, f"/{call.spelling}"),))


def _is_whole_entry(call: Call, lexicon: Lexicon) -> bool:
    return is_entry(call.first_line, lexicon) and not asks(call.first_line)
