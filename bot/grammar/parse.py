"""From a chat message to a command."""

from __future__ import annotations

from collections.abc import Callable

from bot.grammar.claims import read_claims
from bot.grammar.commands import (
    Command,
    Fault,
    Help,
    Lexicon,
    Mistake,
    Mistakes,
    ProposeVeto,
    Query,
    Score,
    Sign,
)
from bot.grammar.households import read_household_command
from bot.grammar.line import ADD, TAKE_OFF, VETO, Numbered, read_household, read_line
from bot.grammar.lines import read_lines
from bot.grammar.mall import read_collect, read_goods, read_redeem
from bot.grammar.names import Name, find_call
from bot.grammar.objections import read_objections
from bot.grammar.rounds import read_settle
from bot.grammar.small import read_join, read_notice, read_ranking, read_rules, read_undo
from bot.grammar.tidy import Tidy, tidy
from bot.grammar.town import read_supervise


def is_call(text: str) -> bool:
    """Whether a message begins with a slash, so that it may be a command; quick, for all the chat that is none."""
    return text.lstrip()[:1] in {"/", "／"}


def called(text: str) -> Name | None:
    """The command by its name, whatever follows it."""
    call = find_call(tidy(text))
    return call.name if call else None


def parse(text: str, lexicon: Lexicon, bot_name: str) -> Command | Mistakes | None:
    """Read a message. None = not for this bot: plain chat, or a command addressed to another bot.

    ``bot_name`` is this bot's user name, with or without ``@``. Never raises, whatever the text.
    """
    call = find_call(tidy(text))
    if call is None or (call.bot and call.bot.lower() != bot_name.lstrip("@").lower()):
        return None
    if call.name is None:
        return Mistakes((Mistake(Fault.UNKNOWN_COMMAND, 1, f"/{call.spelling}"),))
    result = _READERS[call.name](Numbered(1, call.rest), lexicon)
    return Mistakes(tuple(result)) if isinstance(result, list) else result


def _score(sign: Sign, rest: Tidy, lexicon: Lexicon) -> Score | Mistakes:
    """Every line is an entry; one bad line and none of them is."""
    lines, mistakes = read_lines(rest, ADD if sign > 0 else TAKE_OFF, lexicon)
    score = Score(sign, lines) if lines else None
    return score if score and not mistakes else Mistakes(mistakes, score)


def _veto(line: Numbered, lexicon: Lexicon) -> ProposeVeto | list[Mistake]:
    """One veto a message; its reason may run over several lines."""
    if not line.text.plain.strip():
        return [Mistake(Fault.NO_ARGUMENTS, 1)]
    result = read_line(line, VETO, lexicon)
    return result if isinstance(result, list) else ProposeVeto(result)


def _query(line: Numbered, lexicon: Lexicon) -> Query | list[Mistake]:
    household = read_household(line, lexicon)
    return [household] if isinstance(household, Mistake) else Query(household)


_READERS: dict[Name, Callable[[Numbered, Lexicon], Command | Mistakes | list[Mistake]]] = {
    Name.JIA: lambda line, lexicon: _score(1, line.text, lexicon),
    Name.KOU: lambda line, lexicon: _score(-1, line.text, lexicon),
    Name.FOU: _veto,
    Name.CHA: _query,
    Name.CHE: lambda line, _: read_undo(line),
    Name.PAI: lambda line, _: read_ranking(line),
    Name.GUI: lambda line, _: read_rules(line),
    Name.SHEN: read_claims,
    Name.YI: read_objections,
    Name.TONG: lambda line, _: read_notice(line),
    Name.JIE: read_settle,
    Name.HU: read_household_command,
    Name.WU: read_goods,
    Name.DUI: read_redeem,
    Name.LING: read_collect,
    Name.JIAN: read_supervise,
    Name.BANG: lambda line, _: read_join(line),
    Name.HELP: lambda _, __: Help(),
}
