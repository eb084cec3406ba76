"""From a chat message to a command."""

from __future__ import annotations

from collections.abc import Callable

from bot.grammar.claims import read_claims
from bot.grammar.commands import (
    Command,
    EntryLine,
    Fault,
    Help,
    Lexicon,
    LogEntries,
    Mistake,
    Mistakes,
    ProposeVeto,
    Query,
)
from bot.grammar.households import read_household_command
from bot.grammar.line import ADD, TAKE_OFF, VETO, Numbered, read_household, read_line
from bot.grammar.lines import read_lines
from bot.grammar.mall import read_collect, read_goods, read_redeem
from bot.grammar.names import Call, Name, find_call, is_plain, later_call
from bot.grammar.objections import read_objections
from bot.grammar.rounds import read_settle
from bot.grammar.small import read_join, read_notice, read_photos, read_ranking, read_rules, read_undo
from bot.grammar.tidy import Tidy, tidy
from bot.grammar.town import read_supervise

_LONGEST_CALL = 120
"""Characters in which a command's name is found, whatever invisible ones stand before it."""


def is_call(text: str) -> bool:
    """Whether a message may be a command; quick, for all the chat that is none."""
    return find_call(tidy(text[:_LONGEST_CALL])) is not None or ("\n" in text and later_call(tidy(text)) is not None)


def for_another(text: str, bot_name: str) -> bool:
    """Whether a message is a command for another bot."""
    call = find_call(tidy(text))
    return call is not None and not _is_ours(call, bot_name)


def called(text: str) -> Name | None:
    """The command by its name, whatever follows it."""
    call = find_call(tidy(text))
    return call.name if call else None


def addresses(text: str) -> bool:
    """Whether a command names the bot that it is for."""
    call = find_call(tidy(text))
    return call is not None and call.bot is not None


def parse(text: str, lexicon: Lexicon, bot_name: str) -> Command | Mistakes | None:
    """Read a message. None = not for this bot: plain chat, or a command addressed to another bot.

    ``bot_name`` is this bot's user name, with or without ``@``. Never raises, whatever the text.
    """
    whole = tidy(text)
    call = find_call(whole)
    if call is not None and not _is_ours(call, bot_name):
        return None
    if call is None or not is_plain(call, lexicon):
        later = later_call(whole)
        return Mistakes((Mistake(Fault.COMMAND_NOT_FIRST, 1, later),)) if later else None
    if call.name is None:
        return Mistakes((Mistake(Fault.UNKNOWN_COMMAND, 1, f"/{call.spelling}"),))
    if call.name not in _OF_MANY_LINES and (other := later_call(call.rest)):
        return Mistakes((Mistake(Fault.OTHER_COMMAND, 1, other),))
    result = _READERS[call.name](Numbered(1, call.rest), lexicon)
    return Mistakes(tuple(result)) if isinstance(result, list) else result


def _is_ours(call: Call, bot_name: str) -> bool:
    return not call.bot or call.bot.lower() == bot_name.lstrip("@").lower()


_OF_MANY_LINES = {Name.JIA, Name.KOU, Name.SHEN}
"""Commands whose lines are read one by one, each with its own command if it has one."""
_SCORING = {Name.JIA: ADD, Name.KOU: TAKE_OFF}


def _score(name: Name, rest: Tidy, lexicon: Lexicon) -> LogEntries | Mistakes:
    """Every line is an entry; one bad line and none of them is."""
    lines, mistakes = read_lines(name, rest, _SCORING, lexicon)
    score = LogEntries(lines) if lines else None
    return score if score and not mistakes else Mistakes(mistakes, score)


def _veto(line: Numbered, lexicon: Lexicon) -> ProposeVeto | list[Mistake]:
    """One veto a message; its reason may run over several lines."""
    if not line.text.plain.strip():
        return [Mistake(Fault.NO_ARGUMENTS, 1)]
    read = read_line(line, VETO, lexicon)
    lines = [one for one in read if isinstance(one, EntryLine)]
    return ProposeVeto(lines[0]) if lines else [one for one in read if isinstance(one, Mistake)]


def _query(line: Numbered, lexicon: Lexicon) -> Query | list[Mistake]:
    household = read_household(line, lexicon)
    return [household] if isinstance(household, Mistake) else Query(household)


_READERS: dict[Name, Callable[[Numbered, Lexicon], Command | Mistakes | list[Mistake]]] = {
    Name.JIA: lambda line, lexicon: _score(Name.JIA, line.text, lexicon),
    Name.KOU: lambda line, lexicon: _score(Name.KOU, line.text, lexicon),
    Name.FOU: _veto,
    Name.CHA: _query,
    Name.CHE: lambda line, _: read_undo(line),
    Name.PAI: lambda line, _: read_ranking(line),
    Name.GUI: lambda line, _: read_rules(line),
    Name.SHEN: read_claims,
    Name.YI: read_objections,
    Name.TONG: lambda line, _: read_notice(line),
    Name.JIE: read_settle,
    Name.ZHAO: lambda line, _: read_photos(line),
    Name.HU: read_household_command,
    Name.WU: read_goods,
    Name.DUI: read_redeem,
    Name.LING: read_collect,
    Name.JIAN: read_supervise,
    Name.BANG: lambda line, _: read_join(line),
    Name.HELP: lambda _, __: Help(),
}
