"""The arguments of the commands about one or several entries: /jia, /kou, /fou, /cha."""

from __future__ import annotations

from bot.grammar.arguments.single import read_household
from bot.grammar.entry_line.line import read_line
from bot.grammar.lines import Calls, read_lines
from bot.grammar.records import EntryLine, Fault, Lexicon, LogEntries, Mistake, Mistakes, ProposeVeto, Query
from bot.grammar.rules import VETO, Numbered
from bot.grammar.words.characters import LONGEST_ENTRY


def read_entries(line: Numbered, lexicon: Lexicon, calls: Calls) -> LogEntries | Mistakes:
    """Every line is an entry; one bad line and none of them is."""
    lines, mistakes = read_lines(line.text, calls, lexicon)
    score = LogEntries(lines) if lines else None
    return score if score and not mistakes else Mistakes(mistakes, score)


def read_veto(line: Numbered, lexicon: Lexicon) -> ProposeVeto | list[Mistake]:
    """One veto a message; its reason may run over several lines."""
    if not line.text.plain.strip():
        return [Mistake(Fault.NO_ARGUMENTS, 1, "fou")]
    if len(line.text.plain) > LONGEST_ENTRY:
        return [Mistake(Fault.LINE_TOO_LONG, 1, str(LONGEST_ENTRY))]
    read = read_line(line, VETO, lexicon)
    lines = [one for one in read if isinstance(one, EntryLine)]
    return ProposeVeto(lines[0]) if lines else [one for one in read if isinstance(one, Mistake)]


def read_query(line: Numbered, lexicon: Lexicon) -> Query | list[Mistake]:
    """The household whose card is wanted."""
    household = read_household(line, lexicon)
    return [household] if isinstance(household, Mistake) else Query(household)
