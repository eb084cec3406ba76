"""From a chat message to a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from bot.grammar.bare import asks, is_entry
from bot.grammar.correcting import corrects
from bot.grammar.leads import behind_lead, on_one_day
from bot.grammar.lines import Calls, openings, under_heading, without_first_number
from bot.grammar.names import MENTION, Call, Names
from bot.grammar.records import Fault, Lexicon, LogEntries, Mistake, Mistakes
from bot.grammar.rules import LineRules, Numbered
from bot.grammar.tidy import Tidy, tidy
from bot.grammar.unsaid import may_be_unsaid, read_unsaid

_LONGEST_CALL = 120
"""Characters in which a command's name is found, whatever invisible ones stand before it."""

_MENTION_BEHIND = re.compile(r"(?<=\S)\s*@[A-Za-z0-9_]+")
"""Of this bot, or of another whose message is none for us."""

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
    def reader(self) -> Reader[object] | LineByLine[object]:
        """Reads the arguments."""
        ...


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
        self.names = Names(spellings, bare, numbered, nicknames)
        self.is_call = lru_cache(maxsize=256)(self._is_call)
        """Whether a message may be a command; quick, for all the chat that is none. It is asked twice about each."""
        self.called = lru_cache(maxsize=256)(self._called)
        """The command by its Latin name, whatever follows it. It is asked three times about each message."""

    def _is_call(self, text: str) -> bool:
        begin, *under = openings(tidy(MENTION.sub("", text[:_LONGEST_CALL], count=1)))
        calls = (tidy(text[:_LONGEST_CALL]), begin, *under)
        if any(self.names.find_call(one) for one in calls) or any(may_be_unsaid(one) for one in (begin, *under)):
            return True
        if self.names.find_nickname(begin):
            return True
        return "\n" in text and self.names.later_call(tidy(text)) is not None

    def for_another(self, text: str, bot_name: str) -> bool:
        """Whether a message is a command for another bot."""
        call = self.names.find_call(tidy(text))
        return call is not None and not _is_ours(call, bot_name)

    def _called(self, text: str) -> str | None:
        found = (self.names.find_call(one) for one in openings(tidy(_MENTION_BEHIND.sub(" ", text))))
        return next((call.name for call in found if call), None)

    def addresses(self, text: str) -> bool:
        """Whether a command names the bot that it is for."""
        call = self.names.find_call(tidy(text))
        return call is not None and call.bot is not None

    def parse(
        self, text: str, lexicon: Lexicon, bot_name: str, *, addressed: bool = False, replies: bool = False
    ) -> object | None:
        """Read a message as its command's record, or as Mistakes. None = not for this bot: plain chat, or a command
        addressed to another bot.

        ``bot_name`` is this bot's user name, with or without ``@``. ``addressed``: it was said to this bot, by whatever
        the platform knows; ``replies``: to a message of this bot. Never raises, whatever the text.
        """
        whole = without_first_number(tidy(_without_mention(text, bot_name)))
        call = self.names.find_call(whole)
        if call is not None and (addressed or replies) and self.names.is_meant(call, addressed=addressed):
            call = replace(call, slip=False)
        if call is not None and not _is_ours(call, bot_name):
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

    def _uncalled(self, whole: Tidy, call: Call | None, bot_name: str, lexicon: Lexicon) -> object | None:
        """What a message means that begins with no plain command; None for talk."""
        if headed := self._under_heading(whole, lexicon):
            return self._read(headed, lexicon)
        if led := self._led(whole, bot_name, lexicon):
            return led
        if later := self.names.later_call(whole):
            return Mistakes((Mistake(Fault.COMMAND_NOT_FIRST, 1, later),))
        if nickname := self.names.find_nickname(whole):
            return Mistakes((self._unknown(nickname),))
        return self._unsaid(whole, bot_name, lexicon) or (self._perhaps(call, lexicon) if call else None)

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
        if led is None or call is None or call.name is None or call.within or call.whom or not _is_ours(call, bot_name):
            return None
        if not (_is_whole_entry(call.rest, lexicon) if call.slip and call.name in self.scoring else call.is_slashed):
            return None
        dated = led.names_day(lexicon)
        if call.name not in self._lines:
            misplaced = Mistakes((Mistake(Fault.COMMAND_NOT_FIRST, 1, f"/{call.spelling}"),))
            return misplaced if dated else self._read(call, lexicon)
        read = self._read(replace(call, rest=led.dated(call.rest)), lexicon)
        if not isinstance(read, LogEntries):
            return read
        return replace(on_one_day(read) if dated else read, unsaid=call.slip)

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
        return reader.read(line, lexicon, Calls(call.name or "", rules, self.names, call.within))


def _is_whole_entry(rest: Tidy, lexicon: Lexicon) -> bool:
    first = tidy(rest.raw.split("\n")[0])
    return is_entry(first, lexicon) and not asks(first)


def _without_mention(text: str, bot_name: str) -> str:
    """Without the bot's own name further on: ``/kou 3-12 垃圾 2 没分类 @jifen_bot``."""
    return re.sub(rf"(?<=\S)\s*@{re.escape(bot_name.lstrip('@'))}(?![A-Za-z0-9_])", " ", text, flags=re.IGNORECASE)


def _is_ours(call: Call, bot_name: str) -> bool:
    return not call.bot or call.bot.lower() == bot_name.lstrip("@").lower()
