"""From a chat message to a command."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from bot.grammar.beside import without_queries
from bot.grammar.command_names.addressed import MENTION, without_mention, without_mention_in_front, without_mentions
from bot.grammar.command_names.behind import BehindArgument
from bot.grammar.command_names.call import Call, Form
from bot.grammar.command_names.names import Names
from bot.grammar.command_names.nicknames import Nicknames
from bot.grammar.correcting import corrects, takes_back_last
from bot.grammar.lines import lines_of, openings, without_first_number, without_list_numbers
from bot.grammar.readable import Readable, bare_sign
from bot.grammar.readers import Readers
from bot.grammar.records import Fault, Lexicon, LookedUp, Mistake, Mistakes
from bot.grammar.uncalled import Uncalled, unknown
from bot.grammar.unsaid import may_be_unsaid
from bot.grammar.words.tidy import Tidy, tidy

_LONGEST_CALL = 120
"""Characters in which a command's name is found, whatever invisible ones stand before it."""


class Grammar:
    """Reads messages as those commands."""

    def __init__(self, commands: Collection[Readable]) -> None:
        numbered = frozenset(command.name for command in commands if command.numbered)
        about = {command.name: command.about for command in commands if command.about}
        spellings = {command.name: command.spellings for command in commands}
        nicknames = {command.name: command.nicknames.split() for command in commands}
        bare = {command.name: sign for command in commands if (sign := bare_sign(command.reader))}
        self.scoring = frozenset(bare)
        """The commands that record points."""
        alone = frozenset(command.name for command in commands if command.alone)
        self.names = Names(spellings, bare, numbered, nicknames, alone)
        self._nicknames = Nicknames(
            [one for name in sorted(numbered) for one in nicknames[name]],
            [one for name in about if about[name] == "household" for one in nicknames[name]],
        )
        self._behind = BehindArgument(spellings, nicknames, about, numbered)
        self._looking = frozenset(about)
        self._readers = Readers(commands, self.names)
        self._uncalled = Uncalled(self.names, self._nicknames, self._behind, self._readers, self.scoring)
        self.is_call = lru_cache(maxsize=256)(self._is_call)
        """Whether a message may be a command; quick, for all the chat that is none. It is asked twice about each."""
        self.called = lru_cache(maxsize=256)(self._called)
        """The command by its Latin name, whatever follows it. It is asked three times about each message."""

    def _is_call(self, text: str) -> bool:
        begin, *under = self._openings(tidy(MENTION.sub("", text[:_LONGEST_CALL], count=1)))
        calls = (tidy(text[:_LONGEST_CALL]), begin, *under)
        if any(self.names.find_call(one) for one in calls) or may_be_unsaid(begin):
            return True
        if self._nicknames.find(begin) or self._behind.named(begin) or takes_back_last(text):
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
        read = [LookedUp(line, call.name or "", self._readers.read(call, lexicon)) for line, call in parted.asked]
        return parted.together(found, read)

    def _parse(self, text: str, lexicon: Lexicon, bot_name: str, *, addressed: bool, replies: bool) -> object | None:
        whole = without_first_number(tidy(without_mention(text, bot_name)))
        call = self._call(whole)
        if call is not None and (addressed or replies) and self.names.is_meant(call, addressed=addressed):
            call = replace(call, form=Form.SLASHED)
        if call is not None and not call.is_for(bot_name):
            return None
        if call is None or not self.names.is_plain(call, lexicon):
            found = self._uncalled.read(whole, call, bot_name, lexicon)
            return found or _corrected(without_mention_in_front(whole, bot_name).raw, replies=replies)
        if call.name is None:
            return Mistakes((unknown(call.spelling, self.names),))
        if call.name not in self._readers.by_line and (other := self.names.later_call(call.rest)):
            return Mistakes((Mistake(Fault.OTHER_COMMAND, 1, other),))
        return self._readers.read(call, lexicon)

    def _call(self, text: Tidy) -> Call | None:
        """The command that a message begins with; the second of ``排名 /pai``, which has its slash."""
        call = self.names.find_call(text)
        again = self.names.find_call(call.rest) if call and call.lacks_slash else None
        return again if call and again and again.is_slashed and again.name == call.name else call


def _corrected(text: str, *, replies: bool) -> Mistakes | None:
    """What is wrong with a message that changes what was recorded by mere words."""
    if replies and corrects(text):
        return Mistakes((Mistake(Fault.CORRECTION, 1, text.strip()),))
    return Mistakes((Mistake(Fault.NO_NUMBER, 1, text.strip()),)) if takes_back_last(text) else None
