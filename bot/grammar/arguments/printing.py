"""The arguments of /yin: a document, and of what: 公示表 9月, 三季度存折, 户档案 3-12, 领取单 5号."""

from __future__ import annotations

import re
from datetime import date

from bot.grammar.arguments.single import read_household
from bot.grammar.records import Fault, Lexicon, Mistake
from bot.grammar.records.printing import Print
from bot.grammar.rules import Numbered
from bot.grammar.words.tidy import tidy
from domain.model.printable import PRINTABLES, Printable
from text.periods import round_key, year_of

_BLANKS = " \t\n,、;。:的"
_SPELT = {spelling: one for one in PRINTABLES for spelling in one.spellings}
_DOCUMENT = re.compile("|".join(sorted(map(re.escape, _SPELT), key=len, reverse=True)), re.IGNORECASE)
_AROUND = re.compile(r"^(?:一下|一份|一张|份|张)+|(?:一下|一份|一张|份|张)+$")
_NUMBERED = re.compile(r"(?:第|#|编号|兑换|典型)?\s*([1-9][0-9]{0,8})\s*号?")


def read_print(line: Numbered, lexicon: Lexicon) -> Print | list[Mistake]:
    """Nothing, or one document and what it is of."""
    plain = line.text.plain.lower()
    said = plain.strip(_BLANKS)
    if not said:
        return Print(None)
    named = list(_DOCUMENT.finditer(plain))
    if len({_SPELT[one[0]].name for one in named}) != 1:
        return [Mistake(Fault.BAD_DOCUMENT, line.number, line.text.raw.strip())]
    document, (start, end) = _SPELT[named[0][0]], named[0].span()
    rest = _AROUND.sub("", f"{plain[:start]} {plain[end:]}".strip(_BLANKS)).strip(_BLANKS)
    if not rest:
        return Print(document)
    if document.which == "household":
        household = read_household(Numbered(line.number, tidy(rest)), lexicon)
        return [household] if isinstance(household, Mistake) else Print(document, household=household)
    which = _which(document, rest, lexicon.today)
    return Print(document, which) if which else [Mistake(Fault.BAD_WHICH, line.number, f"{document.chinese} {rest}")]


def _which(document: Printable, said: str, today: date) -> str | None:
    """Of what it is to be; None for what cannot be that."""
    key = round_key(said, today)
    match document.which:
        case "round":
            return key
        case "quarter":
            return key if key and "Q" in key else None
        case "year":
            year = year_of(said, today)
            return None if year is None else str(year)
        case "handover" if key and "Q" in key:
            return key
        case "handover" | "announcement":
            found = _NUMBERED.fullmatch(said)
            return found[1] if found else None
        case _:
            return None
