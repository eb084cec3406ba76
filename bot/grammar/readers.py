"""What a call says: the record of its command, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection

from bot.grammar.command_names.call import Call, Form
from bot.grammar.command_names.names import Names
from bot.grammar.lines import Calls
from bot.grammar.readable import LineByLine, Readable
from bot.grammar.records import Lexicon, Mistakes
from bot.grammar.rules import Numbered


class Readers:
    """Those of all commands."""

    def __init__(self, commands: Collection[Readable], names: Names) -> None:
        self._readers = {command.name: command.reader for command in commands}
        self._names = names
        self.by_line = {name: one for name, one in self._readers.items() if isinstance(one, LineByLine)}
        """Those that read line by line, by the command's Latin name."""

    def read(self, call: Call, lexicon: Lexicon) -> object:
        """The record of a call that has a name, or Mistakes."""
        result = self._read(call, lexicon)
        return Mistakes(tuple(result)) if isinstance(result, list) else result

    def _read(self, call: Call, lexicon: Lexicon) -> object:
        reader, line = self._readers[call.name or ""], Numbered(1, call.rest)
        if not isinstance(reader, LineByLine):
            return reader(line, lexicon)
        rules = {other: one.rules for other, one in self.by_line.items() if one.read is reader.read}
        spoken = call.form is Form.WITHIN
        return reader.read(line, lexicon, Calls(call.name or "", rules, self._names, spoken))
