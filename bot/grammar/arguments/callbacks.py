"""The arguments of /dian: none."""

from __future__ import annotations

from bot.grammar.records import CallbackList, Fault, Lexicon, Mistake
from bot.grammar.rules import Numbered

_BLANKS = " \t\n,、;。"


def read_callbacks(line: Numbered, _: Lexicon) -> CallbackList | list[Mistake]:
    """Nothing: who was called is ticked off by a button."""
    if line.text.plain.strip(_BLANKS):
        return [Mistake(Fault.ONLY_LISTS, line.number, line.text.raw.strip())]
    return CallbackList()
